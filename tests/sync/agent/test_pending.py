import pytest

from kiosk.registration.models import Registration
from sync.agent.exchange import exchange_once
from sync.protocol import FeedRecord, Judgement, Verdict
from tests.sync.machines import (
    ScriptedLine,
    page,
    refetched,
    register,
    waiting,
    wire,
)

pytestmark = pytest.mark.usefixtures("kiosk")


def test_it_keeps_a_pending_change_and_takes_the_other_fields(line: ScriptedLine) -> None:
    row = register(number=1, people=2)
    came = page(FeedRecord(row.id.hex, "registration", 9, wire(row, number=5, people=6)))
    line.script = [{**came, "meanwhile": Registration.update(number=77).execute}]

    exchange_once(line)

    seen = refetched(row)
    assert (seen.number, seen.people, seen.version) == (77, 6, 9)
    assert waiting() == [2]


def test_it_takes_centrals_value_once_its_own_was_judged(line: ScriptedLine) -> None:
    row = register(number=1)
    came = page(FeedRecord(row.id.hex, "registration", 9, wire(row, number=5)))
    line.script = [{**came, "judgements": [Judgement(1, Verdict.CONFLICT)]}]

    exchange_once(line)

    assert (refetched(row).number, refetched(row).version, waiting()) == (5, 9, [])


def test_it_does_not_bring_back_what_was_erased_here(line: ScriptedLine) -> None:
    row = register()
    came = page(FeedRecord(row.id.hex, "registration", 9, wire(row)))
    line.script = [{**came, "meanwhile": row.delete_instance}]

    exchange_once(line)

    assert (Registration.select().count(), waiting()) == (0, [2])


def test_it_keeps_a_record_that_is_gone_until_its_change_was_judged(line: ScriptedLine) -> None:
    row = register()
    gone = page(FeedRecord(row.id.hex, "registration", 9, gone=True))
    judged = [Judgement(2, Verdict.DUPLICATE, reason="erased")]
    line.script = [{**gone, "meanwhile": Registration.update(number=8).execute}, {"judgements": judged}]

    exchange_once(line)
    assert refetched(row).number == 8
    exchange_once(line)

    assert Registration.select().count() == 0
