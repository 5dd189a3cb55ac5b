"""What kiosks tell again, since central lost it with a copy, is laid beside what stands by now (G7)."""

from kiosk.core import clock
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Record
from sync.central.timeline import Watch
from sync.merge import RETOLD_AT
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD, OTHER, LOST = ("0" * 31 + letter for letter in "abc")
ERASED = {"fields": {}, "erased": True}


def test_what_two_kiosks_tell_again_is_no_conflict_and_the_one_that_knew_more_is_believed(town: Town) -> None:
    newer = {"base": 0, "stood": 9, "fields": {"title": "Newer", "places": 8}}
    older = {"base": 0, "stood": 4, "fields": {"title": "Older", "places": 8}}

    for first, second in ((newer, older), (older, newer)):
        record = f"{len(first['fields'])}{first['stood']:031x}"  # type: ignore[arg-type]
        town.home.write(record, at=RETOLD_AT, **first)
        verdict = town.sister.write(record, at=RETOLD_AT, **second)

        assert verdict.verdict in {Verdict.DUPLICATE, Verdict.MERGED}
        town.home.cursors = {}
        assert town.home.start_epoch().read()[record] == newer["fields"]


def test_what_was_written_since_stands_before_what_is_told_again_of_before(town: Town) -> None:
    base = town.home.write(A_RECORD, stood=9, at=RETOLD_AT, fields={"title": "Told"}).version
    town.home.write(A_RECORD, base=base, fields={"title": "Since"})

    verdict = town.sister.write(A_RECORD, stood=7, at=RETOLD_AT, fields={"title": "Before"})

    assert verdict.verdict is Verdict.DUPLICATE
    assert town.sister.read() == {A_RECORD: {"title": "Since"}}


def test_what_a_person_wrote_on_less_than_what_is_told_again_is_a_conflict(town: Town) -> None:
    town.home.write(A_RECORD, stood=9, at=RETOLD_AT, fields={"title": "Told"})

    verdict = town.sister.write(A_RECORD, stood=7, fields={"title": "Hers"})

    assert verdict.verdict is Verdict.CONFLICT
    assert town.home.read()[A_RECORD] == {"title": "Hers"}


def test_what_is_told_again_is_gone_if_it_was_forgotten_in_whichever_life(town: Town) -> None:
    """Its number is one of before, and says nothing of what was forgotten since: that was numbered anew."""
    Watch().begin()
    home, after = town.home, clock.wall() + 401 * DAY
    numbers = {A_RECORD: home.write(A_RECORD).version}
    home.write(A_RECORD, **ERASED)
    Pruner(Terms(), after).run()
    Watch().begin()
    numbers |= {LOST: 1, OTHER: home.write(OTHER).version}
    home.write(OTHER, **ERASED)
    Pruner(Terms(), after).run()

    told = {
        record: home.write(record, base=number, stood=number, at=RETOLD_AT)
        for record, number in numbers.items()
    }

    assert {record: one.reason for record, one in told.items()} == {
        A_RECORD: "erased",
        OTHER: "erased",
        LOST: "",
    }
    assert {row.id for row in Record.select()} & numbers.keys() == {LOST}
