import pytest

from kiosk.core import record
from kiosk.registration.models import Household
from sync.agent.exchange import exchange_once
from sync.protocol import FeedRecord
from tests.sync.machines import (
    ScriptedLine,
    new_registration,
    page,
    waiting,
)

pytestmark = pytest.mark.usefixtures("kiosk")


def test_it_tells_the_features_what_kinds_came(line: ScriptedLine) -> None:
    told: list[frozenset[str]] = []
    record.after_pull.append(told.append)
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 1, fields), FeedRecord("d" * 32, "dream_card", 2))
    ]

    exchange_once(line)
    exchange_once(line)

    assert told == [frozenset({"registration"})]


def test_it_goes_on_when_a_feature_fails_and_names_the_class_only(
    line: ScriptedLine, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_kinds: frozenset[str]) -> None:
        Household.create(language="nl")
        raise ValueError("Hana came at nine")

    told: list[frozenset[str]] = []
    record.after_pull += [stumble, told.append]
    identity, fields = new_registration()
    line.script = [page(FeedRecord(identity, "registration", 1, fields))]

    exchange_once(line)

    assert len(told) == 1
    assert Household.select().count() == 0
    assert "ValueError" in caplog.text
    assert "Hana" not in caplog.text


def test_what_a_feature_does_then_travels(line: ScriptedLine) -> None:
    record.after_pull.append(lambda _kinds: Household.create(language="nl"))
    identity, fields = new_registration()
    line.script = [page(FeedRecord(identity, "registration", 1, fields))]

    outcome = exchange_once(line)

    assert (outcome.has_more, waiting()) == (True, [1])
