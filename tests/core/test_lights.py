"""Each thing that can be wrong with a machine lights one lamp, and says which."""

from typing import Any

import pytest

from kiosk.core import lights
from kiosk.core.lights import Light, Topic, lamps, worst

NOW, HOUR, DAY = 1_795_257_720_000, 3_600_000, 86_400_000
WELL: dict[str, Any] = {
    "database": "ok",
    "worker": {"state": "idle"},
    "enrolled": True,
    "problem": "",
    "outbox": {"head": 9, "acknowledged": 9},
    "unacknowledged_since": None,
    "clock": "ok",
    "moment": NOW,
    "is_told": False,
    "epoch": {"reason": "", "begun_at": 0},
    "refused": 0,
    "parked": 0,
    "disk": "ok",
    "power": "",
    "backup": {"at": NOW - HOUR, "problem": ""},
}


def waiting(age: int) -> dict[str, Any]:
    return {"outbox": {"head": 9, "acknowledged": 4}, "unacknowledged_since": NOW - age}


def copied(at: int, problem: str = "") -> dict[str, Any]:
    return {"backup": {"at": at, "problem": problem}}


def shown(**given: Any) -> dict[Topic, tuple[Light, str]]:
    return {lamp.topic: (lamp.light, lamp.word) for lamp in lamps(WELL | given)}


def test_a_machine_that_is_well_is_green() -> None:
    found = lamps(WELL)

    assert worst(found) == Light.GREEN
    assert [lamp.topic for lamp in found] == [
        *(Topic.STORE, Topic.CLOCK, Topic.LINE, Topic.SENT, Topic.DISK, Topic.BACKUP)
    ]


@pytest.mark.parametrize(
    ("given", "topic", "expected"),
    [
        ({"clock": "unsure"}, Topic.CLOCK, (Light.AMBER, "unsure")),
        ({"clock": "wrong", "is_told": True}, Topic.CLOCK, (Light.AMBER, "told")),
        ({"clock": "wrong", "problem": "clock"}, Topic.CLOCK, (Light.RED, "wrong")),
        ({"clock": "unsure", "problem": "clock"}, Topic.CLOCK, (Light.RED, "wrong")),
        ({"clock": "wrong", "problem": "clock"}, Topic.LINE, (Light.RED, "clock")),
        ({"problem": "clock"}, Topic.LINE, (Light.RED, "certificate")),
        ({"problem": "no_line", "worker": {"state": "waiting"}}, Topic.LINE, (Light.AMBER, "waiting")),
        ({"problem": "insecure", "worker": {"state": "stopped"}}, Topic.LINE, (Light.RED, "stopped")),
        ({"problem": "revoked", "worker": {"state": "stopped"}}, Topic.LINE, (Light.RED, "revoked")),
        ({"worker": {"state": "dead"}}, Topic.LINE, (Light.RED, "dead")),
        ({"worker": {"state": "starting"}}, Topic.LINE, (Light.GREEN, "well")),
        (waiting(23 * HOUR), Topic.SENT, (Light.GREEN, "waits")),
        (waiting(24 * HOUR), Topic.SENT, (Light.AMBER, "late")),
        (waiting(7 * DAY), Topic.SENT, (Light.RED, "late")),
        ({"disk": "low"}, Topic.DISK, (Light.AMBER, "low")),
        (
            {"epoch": {"reason": "restored", "begun_at": NOW - DAY}},
            Topic.COPY,
            (Light.AMBER, "restored"),
        ),
        (copied(NOW - 2 * DAY - 1), Topic.BACKUP, (Light.AMBER, "old")),
        (copied(NOW - 7 * DAY - 1), Topic.BACKUP, (Light.RED, "old")),
        (copied(NOW - HOUR, "stick_full"), Topic.BACKUP, (Light.RED, "failed")),
        (copied(0) | {"enrolled": False}, Topic.BACKUP, (Light.AMBER, "none")),
        (copied(0), Topic.BACKUP, (Light.GREEN, "elsewhere")),
        (copied(NOW + DAY), Topic.BACKUP, (Light.GREEN, "well")),
        ({"power": "mains"}, Topic.POWER, (Light.GREEN, "mains")),
        ({"power": "battery"}, Topic.POWER, (Light.AMBER, "battery")),
        ({"power": "weak"}, Topic.POWER, (Light.RED, "weak")),
        ({"printer": "ready"}, Topic.PRINTER, (Light.GREEN, "ready")),
        ({"printer": "stopped"}, Topic.PRINTER, (Light.AMBER, "stopped")),
        ({"refused": 2}, Topic.REFUSED, (Light.AMBER, "some")),
        ({"parked": 1}, Topic.PROGRAM, (Light.AMBER, "older")),
        ({"problem": "protocol", "worker": {"state": "waiting"}}, Topic.PROGRAM, (Light.RED, "too_old")),
    ],
)
def test_what_is_wrong_lights_its_lamp(
    given: dict[str, Any], topic: Topic, expected: tuple[Light, str]
) -> None:
    assert shown(**given)[topic] == expected
    assert lamps(WELL | given)[0].light == worst(lamps(WELL | given))


@pytest.mark.parametrize(
    "epoch", [{"reason": "restored", "begun_at": NOW - lights.TOLD}, {"reason": "enrolled", "begun_at": NOW}]
)
def test_what_was_mended_long_ago_or_never_broken_is_not_told(epoch: dict[str, Any]) -> None:
    assert Topic.COPY not in shown(epoch=epoch)


def test_a_kiosk_that_stands_alone_waits_for_nobody() -> None:
    found = shown(enrolled=False, **waiting(9 * DAY))

    assert found[Topic.LINE] == (Light.GREEN, "alone")
    assert Topic.SENT not in found


def test_of_a_database_that_does_not_answer_nothing_else_is_known() -> None:
    assert [(lamp.topic, lamp.light) for lamp in lamps({"database": "OperationalError"})] == [
        (Topic.STORE, Light.RED)
    ]
