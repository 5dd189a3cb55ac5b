"""However people come and go, no more places are promised than there are, and the line keeps its order."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiosk.activities.models import Activity, Function, Occurrence, Series, Unit
from kiosk.activities.services import publish_activity
from kiosk.core.text import Text
from kiosk.registration import queries
from kiosk.registration.models import Notice, NoticeReason, Registration, RegistrationStatus
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import withdraw
from tests.conftest import Founded

COMES = some.tuples(some.just("comes"), some.integers(1, 9))
GOES = some.tuples(some.just("goes"), some.integers(0, 30))
MOVES = some.lists(some.one_of(COMES, GOES), min_size=1, max_size=14)


def publish(centre: Founded, capacity: int, unit: Unit) -> list[Occurrence]:
    activity = Activity(
        centre=centre.row.id,
        function=Function.SUPPORT,
        drawing="coffee",
        title=Text.of("nl", {"nl": "Thee"}),
        about=Text.of("nl", {"nl": "Wij drinken thee."}),
        room=Text.of("nl", {"nl": "Zaal 1"}),
    )
    first = datetime(2026, 3, 4, 14, 0)  # noqa: DTZ001  local wall time of the centre
    dates = [(first + timedelta(days=day), first + timedelta(days=day, hours=1)) for day in range(2)]
    series = publish_activity(activity, dates=dates, capacity=capacity, unit=unit)
    return list(Occurrence.select().where(Occurrence.series == series.id).order_by(Occurrence.starts_at))


def move(date: Occurrence, kind: str, number: int) -> None:
    if kind == "comes":
        family = Family(language="nl", adults=1, children=number - 1)
        register_family(family, date.id, place_key=uuid4().hex, will_wait=True)
        return
    holding = list(
        Registration.select()
        .where(Registration.series == date.series, Registration.status != RegistrationStatus.CANCELLED)
        .order_by(Registration.registered_at)
    )
    if holding:
        withdraw(holding[number % len(holding)])


def waiting(date: Occurrence, unit: Unit) -> list[Registration]:
    return queries.waiting_in_order(Series.get_by_id(date.series), None if unit == Unit.SERIES else date.id)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(moves=MOVES, capacity=some.integers(1, 12), unit=some.sampled_from(Unit))
def test_no_more_is_promised_than_there_is_and_nobody_jumps_the_line(
    clock: time_machine.Traveller, centre: Founded, moves: list[tuple[str, int]], capacity: int, unit: Unit
) -> None:
    date = publish(centre, capacity, unit)[0]
    steps = count()

    for kind, number in moves:
        clock.shift(next(steps) + 1)
        line_before = [one.id for one in waiting(date, unit)]
        move(date, kind, number)
        line = waiting(date, unit)
        series = Series.get_by_id(date.series)
        taken = queries.taken_places(series, None if unit == Unit.SERIES else date.id)

        assert taken <= capacity
        assert [one.id for one in line if one.id in line_before] == [
            one for one in line_before if one in {other.id for other in line}
        ]
        assert all(one.people > capacity - taken for one in line), "somebody who fits still waits"
    moved_up = Notice.select().where(Notice.reason == NoticeReason.PLACE_GIVEN)
    assert all(Registration.get_by_id(notice.registration).people <= capacity for notice in moved_up)


def test_a_family_larger_than_the_room_waits_and_blocks_nobody(
    clock: time_machine.Traveller, centre: Founded
) -> None:
    date = publish(centre, 3, Unit.OCCURRENCE)[0]

    for people in (2, 4, 1):
        clock.shift(1)
        move(date, "comes", people)

    assert [one.people for one in waiting(date, Unit.OCCURRENCE)] == [4]
    assert queries.taken_places(Series.get_by_id(date.series), date.id) == 3
