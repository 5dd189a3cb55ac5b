"""Central stamps what it takes with its own time, where a kiosk says how its clock stands to it (G9)."""

from typing import Any

import msgspec
import pytest

from kiosk.core import clock
from sync import protocol
from sync.central.tables import Record
from sync.protocol import Clock, ExchangeRequest
from tests.sync.town import change

HOUR, LEEWAY = 3_600_000, 60_000
IN_1970 = 5_000


def stamped(joined: Any, newest: int, **shifts: int) -> int:
    """Send a change of an hour ago by a clock in 1970 that nobody believed; return the moment in its stamp."""
    said = Clock(IN_1970 + HOUR, 0, "now", shifts)
    written = change(1, at=IN_1970, boot=next(iter(shifts), "now"), trusted=False)
    wish = ExchangeRequest((1, newest), joined.enrolled.replica, joined.epoch, said, changes=[written])
    assert joined.post("/v1/exchange", protocol.pack(wish)).status_code == 200
    stamps = msgspec.json.decode(Record.get().stamps)
    return int(stamps[""][1])


def test_a_reading_of_the_same_stretch_is_corrected(joined: Any) -> None:
    assert abs(stamped(joined, newest=2) - (clock.wall() - HOUR)) < LEEWAY


@pytest.mark.parametrize("shift", [-HOUR, 0])
def test_a_reading_of_a_stretch_that_is_named_is_corrected(shift: int, joined: Any) -> None:
    assert abs(stamped(joined, newest=2, before=shift) - (clock.wall() - HOUR + shift)) < LEEWAY


def test_a_kiosk_that_knows_no_stretches_is_believed_as_before(joined: Any) -> None:
    """Its boot goes on when the clock is set: what it says of now says nothing of an hour ago."""
    assert stamped(joined, newest=1) == 0
