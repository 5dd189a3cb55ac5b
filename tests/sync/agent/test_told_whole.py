"""A record that central does not hold is never told in part, and what a copy of a card forgot is told to the other."""

import os
from pathlib import Path

import pytest

from kiosk.core import outbox, state
from kiosk.core.outbox import Refused
from kiosk.registration.models import Registration, RegistrationStatus
from sync.agent.enrol import reason_of
from sync.agent.errors import CentralRestoredError
from sync.agent.exchange import exchange_until_done
from sync.agent.standing import Standing
from sync.protocol import Judgement, Verdict
from tests.sync.machines import Machine, ScriptedLine, enrol_by_hand, page, register, waiting


def cancel(row: Registration) -> None:
    row.status = RegistrationStatus.CANCELLED
    row.save(only=[Registration.status])


def test_a_few_fields_of_what_was_not_acknowledged_say_that_they_are_a_part(kiosk: Machine) -> None:
    row = register()
    cancel(row)

    assert [change.base for change in outbox.Outbox.select().order_by(outbox.Outbox.n)] == [0, -1]


def test_it_tells_whole_what_central_holds_nothing_of(kiosk: Machine) -> None:
    enrol_by_hand()
    row = register()
    cancel(row)
    in_part = [Judgement(1, version=0), Judgement(2, Verdict.REFUSED, reason="in_part")]
    line = ScriptedLine([{"judgements": in_part}])

    report = exchange_until_done(line)

    told = line.calls[1].changes[0]
    assert report.is_synced
    assert (told.n, told.base, told.fields["status"], told.fields["people"]) == (3, 0, "cancelled", 2)
    assert Refused.select().count() == 0
    assert waiting() == []


def test_what_is_to_be_said_because_of_an_answer_is_on_the_disk_before_it_is_said(
    kiosk: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could take back a number that central has heard, and it would be given anew."""
    synced: list[str] = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
    )
    enrol_by_hand()
    cancel(register())
    in_part = [Judgement(1, version=0), Judgement(2, Verdict.REFUSED, reason="in_part")]
    before: list[list[str]] = []
    heard = {"meanwhile": lambda: before.append([*synced])}
    line = ScriptedLine([{"judgements": in_part}, heard])

    exchange_until_done(line)

    assert before == [[f"{kiosk.path}-wal"]]
    # Of what only stands otherwise now nobody waits for the disk.
    assert synced == before[0]


def test_it_does_not_tell_again_what_was_refused_whole(kiosk: Machine) -> None:
    enrol_by_hand()
    cancel(register())
    refused = [
        Judgement(1, Verdict.REFUSED, reason="not_addressed"),
        Judgement(2, Verdict.REFUSED, reason="in_part"),
    ]

    exchange_until_done(ScriptedLine([{"judgements": refused}]))

    assert [row.reason for row in Refused.select().order_by(Refused.n)] == ["not_addressed", "in_part"]
    assert waiting() == []


def test_a_feed_that_ends_before_what_was_read_of_it_is_that_of_an_earlier_central(kiosk: Machine) -> None:
    enrol_by_hand(cursors={f"centre:{state.get('centre')}": 9})
    feed = f"centre:{state.get('centre')}"
    line = ScriptedLine([page(feed=feed, cursor=4)])

    exchange_until_done(line)

    assert state.get("epoch_reason") == CentralRestoredError.reason


def test_a_central_that_forgot_the_kiosk_is_an_earlier_one() -> None:
    assert reason_of(Standing(last_error="unknown_token", acknowledged=3)) == CentralRestoredError.reason
    assert reason_of(Standing(last_error="revoked", acknowledged=3)) == "enrolled"
    assert reason_of(Standing(last_error="unknown_token")) == "enrolled"
