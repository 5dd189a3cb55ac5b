"""Of what was erased long ago a mark stays, which tells it from what is new and from what central has lost (G14)."""

import pytest

from kiosk.core import clock
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Feed, Forgotten, Record
from sync.merge import RETOLD_AT
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD, OTHER = "0" * 31 + "a", "0" * 31 + "b"
ERASED = {"fields": {}, "erased": True}


def forget() -> None:
    """Let so much time pass that central deletes what is gone."""
    assert Pruner(Terms(), clock.wall() + 401 * DAY).run()


@pytest.mark.parametrize("given", [{"fields": {"title": "Back"}}, ERASED])
def test_what_is_sent_of_it_afterwards_is_refused_for_good(town: Town, given: dict[str, object]) -> None:
    base = town.home.write(A_RECORD).version
    town.sister.write(A_RECORD, base=base, **ERASED)
    forget()

    verdict = town.home.write(A_RECORD, base=base, **given)  # type: ignore[arg-type]

    assert (verdict.verdict, verdict.reason) == (Verdict.DUPLICATE, "erased")
    assert not Record.select().exists()


def test_a_copy_that_never_heard_of_it_does_not_bring_it_back_as_news(town: Town) -> None:
    """An old card, or a stick from a drawer, says it for the first time: it knows of no number of central's."""
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, **ERASED)
    forget()

    verdict = town.sister.write(A_RECORD, fields={"title": "Back"})

    assert (verdict.verdict, verdict.reason) == (Verdict.DUPLICATE, "erased")
    assert not Record.select().exists()


@pytest.mark.parametrize("number", [1, 77])
def test_what_central_has_lost_is_not_taken_for_erased(town: Town, number: int) -> None:
    """Central was put back from a copy: what it gave a number and forgot left no mark. It is told whole."""
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, **ERASED)
    forget()

    assert town.home.write(OTHER, base=number).reason == "in_part"
    assert town.home.write(OTHER, base=number, stood=number, at=RETOLD_AT).verdict is Verdict.ACCEPTED


def test_a_central_of_before_left_no_marks(town: Town) -> None:
    base = town.home.write(A_RECORD).version
    town.home.write(A_RECORD, **ERASED)
    forget()
    Forgotten.delete().execute()
    Feed.update(unmarked=Feed.horizon).execute()

    assert town.home.write(A_RECORD, base=base).reason == "erased"
    assert town.home.write(OTHER, base=77, stood=77, at=RETOLD_AT).verdict is Verdict.ACCEPTED


def test_what_only_left_for_elsewhere_is_no_less_there(town: Town) -> None:
    """A record that was opened to the area left a mark where it stood before: found, it is not asked for one."""
    base = town.home.write(A_RECORD).version
    moved = town.home.write(A_RECORD, base=base, fields={"audience": "area"}, audience="area").version
    forget()

    assert Forgotten.select().count() == 1
    assert town.home.write(A_RECORD, base=moved, fields={"title": "Open"}, audience="area").version > moved
