"""A date of today, at a centre where people work."""

from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Occurrence
from tests.team import Team


@pytest.fixture
def tuesday(team: Team, sewing: list[Occurrence], clock: time_machine.Traveller) -> Occurrence:
    clock.shift(timedelta(days=1))
    return sewing[0]
