"""Told, no answer, tomorrow: nothing is told twice, nothing is lost, and a slip is taken back (SPEC idea 5)."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Occurrence
from kiosk.core import outbox
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Notice, NoticeReason
from kiosk.seats.services import mark_to_tell
from kiosk.security.audit import AuditLine
from tests.team import Colleague, Team
from tests.telling.news import listed, news, page_of, touch

Sit = Callable[[str], Colleague]


@pytest.fixture
def date(team: Team, sewing: list[Occurrence]) -> Occurrence:
    return sewing[0]


def last_deed() -> str:
    return str(AuditLine.select().order_by(AuditLine.number.desc()).get().action)


def test_told_she_is_on_nobody_s_list(date: Occurrence, at_desk: Sit) -> None:
    amal, (place, notice) = at_desk("Amal"), news(date)
    Outbox.delete().execute()

    touch(amal, place, "told", notice)

    assert Notice.get().told_at
    assert listed(amal) == listed(at_desk("Lena")) == []
    assert [row.kind for row in Outbox.select().order_by(Outbox.n)] == ["notice", "audit_line"]
    assert last_deed() == "told_news"


def test_told_twice_the_second_touch_says_so(
    date: Occurrence, at_desk: Sit, clock: time_machine.Traveller
) -> None:
    (amal, safa), (place, notice) = (at_desk("Amal"), at_desk("Safa")), news(date)
    touch(amal, place, "told", notice)
    first = Notice.get().told_at
    clock.shift(60)

    where = touch(safa, place, "told", notice)

    assert "already=1" in where
    assert 'role="status"' in safa.client.get(where).text
    assert Notice.get().told_at == first
    assert AuditLine.select().where(AuditLine.action == "told_news").count() == 1


def test_told_elsewhere_she_goes_from_the_list(date: Occurrence, at_desk: Sit) -> None:
    amal, (place, notice) = at_desk("Amal"), news(date)
    with outbox.applying():
        Notice.update(told_at=1).where(Notice.id == notice.id).execute()

    assert listed(amal) == []
    assert "already=1" in amal.get(page_of(place)).location
    assert "already=1" in touch(amal, place, "told", notice)
    assert Notice.get().told_at == 1


def test_what_came_up_meanwhile_is_still_to_be_told(date: Occurrence, at_desk: Sit) -> None:
    amal, (place, notice) = at_desk("Amal"), news(date)
    fresh = mark_to_tell(place, NoticeReason.DATE_MOVED, date.id)

    touch(amal, place, "told", notice)

    assert Notice.get_by_id(fresh.id).told_at is None
    assert listed(amal) == [str(place.household)]


def test_a_slip_is_taken_back(date: Occurrence, at_desk: Sit) -> None:
    amal, (place, notice) = at_desk("Amal"), news(date)
    where = touch(amal, place, "told", notice)
    assert "/to-tell/undo" in amal.client.get(where).text

    answer = amal.post("to-tell/undo")

    assert answer.location.endswith(str(place.household))
    assert Notice.get().told_at is None
    assert listed(amal) == [str(place.household)]
    assert last_deed() == "untold_news"
    assert amal.post("to-tell/undo").status_code == 303


def test_what_another_one_told_is_not_taken_back(date: Occurrence, at_desk: Sit) -> None:
    amal, (place, notice) = at_desk("Amal"), news(date)
    touch(amal, place, "told", notice)
    Notice.update(told_at=4711).execute()

    amal.post("to-tell/undo")

    assert Notice.get().told_at == 4711


def test_who_did_not_answer_goes_down_the_list(
    date: Occurrence, at_desk: Sit, clock: time_machine.Traveller
) -> None:
    amal, first = at_desk("Amal"), news(date)
    clock.shift(1)
    second = news(date)
    assert listed(amal) == [str(place.household) for place, _notice in (first, second)]

    touch(amal, first[0], "no-answer", first[1])

    assert listed(amal) == [str(place.household) for place, _notice in (second, first)]
    assert Notice.get_by_id(first[1].id).told_at is None
    assert last_deed() == "tried_to_tell"


def test_tomorrow_she_is_on_the_list_again(
    date: Occurrence, at_desk: Sit, clock: time_machine.Traveller
) -> None:
    place, notice = news(date)
    touch(at_desk("Amal"), place, "tomorrow", notice)
    assert listed(at_desk("Amal")) == listed(at_desk("Safa")) == []

    clock.shift(timedelta(days=1) - timedelta(hours=4))

    assert listed(at_desk("Amal")) == [str(place.household)]


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-05", "2199-01-01", "1970-01-01", "someday"])
def test_no_clock_keeps_her_from_being_told(day: str, date: Occurrence, at_desk: Sit) -> None:
    """A kiosk with a clock gone wild left it for a day that nobody here will see."""
    place, _notice = news(date)
    Notice.update(again_on=day).execute()

    assert listed(at_desk("Amal")) == [str(place.household)]


def test_put_off_she_is_called_all_the_same_when_something_new_comes_up(
    date: Occurrence, at_desk: Sit
) -> None:
    amal, (place, notice) = at_desk("Amal"), news(date)
    touch(amal, place, "tomorrow", notice)

    mark_to_tell(place, NoticeReason.DATE_MOVED, date.id)

    assert listed(amal) == [str(place.household)]
    assert amal.get(page_of(place)).text.count('class="said-news"') == 4


@pytest.mark.parametrize("what", ["told", "no-answer", "tomorrow"])
def test_nothing_is_written_for_somebody_else_s_neighbour_or_for_another_s_news(
    what: str, date: Occurrence, at_desk: Sit, team: Team
) -> None:
    hers, notice = news(date, "Hana-Lu", vouched_by=team.ids["Amal"])
    mine, _other = news(date, "Zehra", vouched_by=team.ids["Safa"])
    safa = at_desk("Safa")
    Outbox.delete().execute()

    assert safa.post(page_of(hers, f"/{what}"), {"notice": str(notice.id)}).status_code == 404
    assert safa.post(page_of(mine, f"/{what}"), {"notice": "all"}).status_code == 400
    for foreign in (notice.id, new_id()):
        assert safa.post(page_of(mine, f"/{what}"), {"notice": str(foreign)}).status_code == 303

    assert Outbox.select().count() == 0


def test_a_notice_addressed_to_us_is_told_back(date: Occurrence, at_desk: Sit, team: Team) -> None:
    """Only the fields that an addressee may write travel: told, tried, again."""
    place, notice = news(date)
    Outbox.delete().execute()
    amal = at_desk("Amal")

    for what in ("no-answer", "tomorrow", "told"):
        touch(amal, place, what, notice)

    written = [row.fields for row in Outbox.select().where(Outbox.kind == "notice").order_by(Outbox.n)]
    assert [list(json.loads(fields)) for fields in written] == [["tried_at"], ["again_on"], ["told_at"]]
