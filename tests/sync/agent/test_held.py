"""What central holds at its home is known here, and the desk hears why it goes no further yet."""

import pytest

from kiosk.core import outbox
from kiosk.core.ids import new_id
from sync.agent.exchange import exchange_until_done
from sync.protocol import Judgement, Verdict
from tests.sync.machines import ScriptedLine, refetched, register

pytestmark = pytest.mark.usefixtures("kiosk")


def test_what_waits_at_central_is_known_here_and_kept_for_the_desk(line: ScriptedLine) -> None:
    row = register(recipient=new_id().hex)
    line.script = [{"judgements": [Judgement(1, Verdict.HELD, version=4, reason="unknown_centre")]}]

    assert exchange_until_done(line).is_synced

    refused = outbox.Refused.get()
    assert (refused.n, refused.record, refused.reason) == (1, row.id.hex, "held_unknown_centre")
    assert refetched(row).version == 4
