"""A plan gives the dates that its words say, at the same hour of the wall clock, and is kept as it was said."""

from datetime import date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as some

from kiosk.planning.models import FAR, MOST_DATES, MOST_MINUTES, Plan

DAYS = some.dates(date(2026, 1, 1), date(2030, 12, 31))
TIMES = some.times().map(
    lambda moment: moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
)
# The clock goes forward on 29 March and back on 25 October 2026.
OVER_THE_CHANGE = date(2026, 3, 17)


@some.composite
def plans(draw: some.DrawFn) -> Plan:
    day = draw(some.none() | DAYS)
    weeks = draw(some.none() | some.sampled_from([0, 1, 2]))
    until = day + draw(some.timedeltas(timedelta(), FAR)) if day and weeks and draw(some.booleans()) else None
    return Plan(
        day=day,
        starts=draw(some.none() | TIMES),
        minutes=draw(some.integers(1, MOST_MINUTES)),
        weeks=weeks,
        until=until,
        left_out=frozenset(draw(some.lists(DAYS, max_size=4))),
        is_open=draw(some.booleans()),
    )


@given(plans())
def test_a_plan_is_kept_as_it_was_said(plan: Plan) -> None:
    assert Plan.load(plan.dump()) == plan


@given(some.text())
@example("DTSTART;VALUE=DATE:20261345\nDURATION:PT-5M\nX-WEEKS:99\nEXDATE:\nCLASS:\nX-STARTS:2599")
@example("DURATION:PT99999999999M")
def test_what_cannot_be_read_was_not_said(kept: str) -> None:
    assert Plan.load(kept).dates() == []


@given(plans())
def test_each_date_is_where_the_plan_says(plan: Plan) -> None:
    dates = plan.dates()

    assert len(dates) <= MOST_DATES
    if plan.start is None:
        assert dates == []
        return
    for start, end in dates:
        assert start.time() == plan.starts
        assert end - start == timedelta(minutes=plan.minutes)
        assert start.date() not in plan.left_out
        apart = (start - plan.start).days
        assert apart >= 0
        assert apart % (7 * (plan.weeks or 1)) == 0
        assert not plan.weeks or plan.until is None or start.date() <= plan.until


@given(DAYS, TIMES, some.sampled_from([1, 2]), some.integers(0, 25), some.data())
@example(OVER_THE_CHANGE, time(2, 30), 1, 8, None)
def test_no_date_is_missing_and_none_is_there_twice(
    day: date, starts: time, weeks: int, more: int, data: some.DataObject | None
) -> None:
    step = timedelta(weeks=weeks)
    expected = [day + step * number for number in range(more + 1)]
    out = frozenset(data.draw(some.lists(some.sampled_from(expected))) if data else expected[1:2])

    plan = Plan(day=day, starts=starts, weeks=weeks, until=day + step * more, left_out=out)

    assert [start.date() for start, _end in plan.dates()] == [one for one in expected if one not in out]


def test_the_hour_of_the_wall_stays_over_the_change_of_the_clock() -> None:
    plan = Plan(day=OVER_THE_CHANGE, starts=time(9, 30), weeks=1, until=date(2026, 4, 7))

    assert [start for start, _end in plan.dates()] == [
        datetime(2026, 3, 17, 9, 30) + timedelta(weeks=week)  # noqa: DTZ001  local wall time
        for week in range(4)
    ]


def test_another_first_day_asks_anew_until_when() -> None:
    plan = Plan(
        day=OVER_THE_CHANGE,
        starts=time(9),
        weeks=2,
        until=date(2026, 4, 28),
        left_out=frozenset({OVER_THE_CHANGE}),
    )

    after = plan.on(date(2026, 3, 18))

    assert (after.until, after.left_out) == (None, frozenset())
    assert (after.starts, after.weeks) == (plan.starts, 2)
    assert plan.on(OVER_THE_CHANGE) == plan
