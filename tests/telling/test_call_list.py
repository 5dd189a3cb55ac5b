"""To tell: whom, in which order, in which words, and who may see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.registration.models import Household, Notice, NoticeReason, Registration
from kiosk.seats.services import cancel_date, move_date, withdraw
from tests.attendance.comers import come
from tests.team import Colleague, Team
from tests.telling.news import listed, news, page_of

Sit = Callable[[str], Colleague]


@pytest.fixture
def date(team: Team, sewing: list[Occurrence]) -> Occurrence:
    return sewing[0]


def test_her_key_mother_and_the_coach_have_her_on_their_list(
    date: Occurrence, at_desk: Sit, team: Team
) -> None:
    place, _notice = news(date, "Hana-Lu", vouched_by=team.ids["Amal"])

    for name in ("Amal", "Lena", "Nora"):
        assert listed(at_desk(name)) == [str(place.household)]
        assert "Hana-Lu" in at_desk(name).get("to-tell/").text
    safa = at_desk("Safa")
    assert listed(safa) == []
    assert safa.get(page_of(place)).status_code == 404


def test_whom_nobody_keeps_everybody_tells_by_her_ticket(date: Occurrence, at_desk: Sit) -> None:
    place, _notice = news(date, "Unseen")

    for name in ("Amal", "Safa"):
        desk = at_desk(name)
        assert listed(desk) == [str(place.household)]
        page = desk.get(page_of(place)).text
        assert "Unseen" not in desk.get("to-tell/").text + page
        assert f"<bdi>{place.number}</bdi>" in page
    assert "Unseen" in at_desk("Lena").get(page_of(place)).text


def test_who_did_not_invite_her_key_mother_is_told_by_her_ticket(
    date: Occurrence, at_desk: Sit, team: Team
) -> None:
    place, _notice = news(date, "Hana-Lu", vouched_by=team.ids["Amal"])
    Household.update(confirmed_at=1).execute()

    for name in ("Amal", "Safa"):
        assert listed(at_desk(name)) == [str(place.household)]
        assert "Hana-Lu" not in at_desk(name).get(page_of(place)).text


def test_whom_somebody_else_keeps_now_only_she_tells(date: Occurrence, at_desk: Sit, team: Team) -> None:
    place, _notice = news(date, "Hana-Lu", vouched_by=team.ids["Amal"])
    Household.update(kept_by=team.ids["Safa"]).execute()

    assert listed(at_desk("Amal")) == []
    assert listed(at_desk("Safa")) == [str(place.household)]


def test_the_caretaker_tells_nobody(date: Occurrence, at_desk: Sit) -> None:
    place, _notice = news(date)
    omar = at_desk("Omar")

    assert omar.get("to-tell/").status_code == 403
    assert omar.get(page_of(place)).status_code == 403
    for what in ("told", "no-answer", "tomorrow"):
        assert omar.post(page_of(place, f"/{what}")).status_code == 403


def test_each_language_has_its_count_and_its_list(date: Occurrence, at_desk: Sit) -> None:
    places = [news(date, language=code)[0] for code in ("ar", "tr", "tr")]
    amal = at_desk("Amal")

    page = amal.get("to-tell/").text

    assert ">العربية</bdi> <bdi>1</bdi>" in page
    assert ">Türkçe</bdi> <bdi>2</bdi>" in page
    assert listed(amal, "ar") == [str(places[0].household)]
    assert sorted(listed(amal, "tr")) == sorted(str(place.household) for place in places[1:])


def test_one_household_is_one_call_with_all_of_its_news(
    date: Occurrence, sewing: list[Occurrence], at_desk: Sit
) -> None:
    place, _notice = news(date)
    move_date(date, date.starts_at + timedelta(hours=1), date.ends_at + timedelta(hours=1))
    amal = at_desk("Amal")

    assert listed(amal) == [str(place.household)]
    page = amal.get(page_of(place)).text
    assert page.count('class="said-news"') == 4
    assert page.count("10:30–12:30") == 4


def test_it_is_said_in_her_language_and_beside_it_in_ours(date: Occurrence, at_desk: Sit) -> None:
    place, _notice = news(date, language="ar", reason=NoticeReason.DATE_CANCELLED)

    page = at_desk("Amal").get(page_of(place)).text

    hers, ours = page.split('<section class="said-here">')
    assert 'lang="ar" dir="rtl"' in hers
    assert "نخيط معًا" in hers
    assert "مارس" in hers
    assert 'lang="nl" dir="ltr"' in ours
    assert "Samen naaien" in ours
    assert "dinsdag 3 maart" in ours


def test_where_both_speak_one_language_it_is_said_once(date: Occurrence, at_desk: Sit) -> None:
    place, _notice = news(date, language="nl")

    assert 'class="said-here"' not in at_desk("Amal").get(page_of(place)).text


def test_what_is_over_and_who_does_not_come_need_no_telling(
    date: Occurrence, sewing: list[Occurrence], at_desk: Sit, clock: time_machine.Traveller
) -> None:
    news(date)
    left, _notice = news(sewing[2])
    withdraw(Registration.get_by_id(left.id))
    clock.shift(timedelta(days=2))

    assert listed(at_desk("Amal")) == []


def test_a_place_on_a_date_that_was_called_off_is_no_news(date: Occurrence, at_desk: Sit) -> None:
    place, _notice = news(date)
    cancel_date(date)

    page = at_desk("Amal").get(page_of(place)).text

    assert page.count(f'value="{Notice.get(Notice.reason == NoticeReason.DATE_CANCELLED).id}"') == 3
    assert f'value="{Notice.get(Notice.reason == NoticeReason.PLACE_GIVEN).id}"' not in page


def test_a_place_in_a_whole_series_is_told_with_its_next_date(
    date: Occurrence, sewing: list[Occurrence], at_desk: Sit
) -> None:
    Series.update(unit="series").execute()
    place = come(date, language="nl")
    Notice.create(registration=place.id, reason=NoticeReason.PLACE_GIVEN, arose_at=1)

    assert "dinsdag 3 maart" in at_desk("Amal").get(page_of(place)).text


def test_another_centre_s_date_is_told_here_and_ours_is_told_there(date: Occurrence, at_desk: Sit) -> None:
    here, notice = news(date)
    Notice.update(recipient=state.get("centre")).where(Notice.id == notice.id).execute()
    Activity.update(centre=new_id()).execute()
    _there, other = news(date)
    Notice.update(recipient=new_id().hex).where(Notice.id == other.id).execute()

    assert listed(at_desk("Amal")) == [str(here.household)]
