"""Whatever central held before: a number is only let go of once its own verdict was heard."""

from kiosk.core.outbox import Refused
from sync.agent.errors import SlowLineError
from sync.agent.exchange import exchange_until_done
from sync.protocol import Judgement, Verdict
from tests.sync.machines import Machine, ScriptedLine, enrol_by_hand, register, waiting


def test_a_refusal_in_an_answer_that_was_lost_is_heard_the_second_time(kiosk: Machine) -> None:
    enrol_by_hand()
    for _time in range(2):
        register()
    refused = Judgement(2, Verdict.REFUSED, reason="too_large")
    script = [
        SlowLineError("no answer in time"),
        {"acknowledged": 2, "judgements": [Judgement(1, Verdict.DUPLICATE, 1)]},
        {"acknowledged": 2, "judgements": [refused]},
    ]
    line = ScriptedLine(script)

    exchange_until_done(line)
    report = exchange_until_done(line)

    assert report.is_synced
    assert [[change.n for change in call.changes] for call in line.calls[:3]] == [[1, 2], [1], [2]]
    assert [(row.n, row.reason) for row in Refused.select()] == [(2, "too_large")]
    assert waiting() == []
