from collections import Counter
from datetime import date, datetime
from itertools import pairwise

import pytest
import time_machine

from kiosk.activities.models import Activity, Function, Occurrence, Series, Topic, Unit
from kiosk.core import outbox
from kiosk.core.errors import NotReadyError
from kiosk.core.languages import SHIPPED
from kiosk.core.record import Audience
from kiosk.core.text import Text, TextState
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.sample import loader
from kiosk.trainings.models import Module, Training
from tests.conftest import Founded

TODAY = date(2026, 3, 2)
# Left out of the sample on purpose: what is shown then is the fallback.
PLANTED = (
    ("Money at home", ("title", "about"), ("pt", "tr")),
    ("Mother helps mother", ("title",), ("hu", "ro")),
)
CENTRES = ("pendrecht", "zuidwijk", "beverwaard")
pytestmark = pytest.mark.usefixtures("clock")


def texts_of(record: Activity) -> dict[str, Text]:
    texts = {name: getattr(record, name) for name in ("title", "about", "room", "bring", "host")}
    return {name: text for name, text in texts.items() if text is not None}


def test_it_knows_three_centres_and_the_office() -> None:
    assert {site["key"] for site in loader.sites()} == {*CENTRES, loader.OFFICE}


def test_the_office_publishes_topics_trainings_and_activities_to_all(centre: Founded) -> None:
    loader.load(loader.OFFICE, TODAY)

    assert Topic.select().count() == 9
    assert Training.select().count() == 2
    assert Module.select().count() == 6
    assert Activity.select().count() == 5
    sent = outbox.Outbox.select().where(outbox.Outbox.kind.in_(["topic", "training", "module", "activity"]))
    assert {change.audience for change in sent} == {Audience.NETWORK}


def test_each_training_has_six_modules_and_an_activity_of_its_own(centre: Founded) -> None:
    loader.load(loader.OFFICE, TODAY)

    for training in Training.select():
        activity = Activity.get(Activity.training == training.id)
        series = Series.get(Series.activity == activity.id)
        assert sum(training.id.hex in module.trainings for module in Module.select()) == 6
        assert (activity.function, series.unit) == (Function.SCHOOLING, Unit.SERIES)
        assert activity.price_cents == training.fee_cents


@pytest.mark.parametrize(
    ("today", "first", "weekends"),
    [(TODAY, "2026-10-05", "2026-10-17"), (date(2026, 11, 21), "2027-10-05", "2027-10-16")],
)
def test_trainings_are_on_the_dates_of_the_sources(
    clock: time_machine.Traveller, centre: Founded, today: date, first: str, weekends: str
) -> None:
    clock.move_to(datetime.fromisoformat(f"{today}T10:00:00+01:00"))

    loader.load(loader.OFFICE, today)

    dates = {
        training.key: [
            date.starts_at.date().isoformat()
            for date in Occurrence.select()
            .join(Series, on=(Series.id == Occurrence.series))
            .join(Activity, on=(Activity.id == Series.activity))
            .where(Activity.training == training.id)
            .order_by(Occurrence.starts_at)
        ]
        for training in Training.select()
    }
    assert (len(dates["entrepreneurial_parent"]), dates["entrepreneurial_parent"][0]) == (5, first)
    assert (len(dates["three_weekends"]), dates["three_weekends"][0]) == (6, weekends)


@pytest.mark.parametrize("site", CENTRES)
def test_a_centre_offers_all_three_functions(centre: Founded, site: str) -> None:
    loader.load(site, TODAY)

    functions = Counter(activity.function for activity in Activity.select())
    assert set(functions) == set(Function)
    assert min(functions.values()) >= 2


@pytest.mark.parametrize("site", CENTRES)
def test_open_activities_are_for_the_area_and_others_for_the_centre(centre: Founded, site: str) -> None:
    loader.load(site, TODAY)

    told = Counter(
        Audience.AREA if one["open"] else Audience.CENTRE for one in loader.read(f"activities/{site}")
    )
    assert Counter(activity.audience for activity in Activity.select()) == told


@pytest.mark.parametrize("site", [*CENTRES, loader.OFFICE])
def test_every_text_is_there_in_eight_languages_but_for_the_two_planted(centre: Founded, site: str) -> None:
    loader.load(site, TODAY)

    missing = {
        (activity.title.texts["en"][0], name, code)
        for activity in Activity.select()
        for name, text in texts_of(activity).items()
        for code in SHIPPED
        if text.state(code) == TextState.MISSING
    }
    planted = (
        {(title, name, code) for title, names, codes in PLANTED for name in names for code in codes}
        if site == "pendrecht"
        else set()
    )
    assert missing == planted


def test_a_text_says_that_only_the_dutch_was_written(centre: Founded) -> None:
    loader.load("zuidwijk", TODAY)

    states = {code: activity.title.state(code) for activity in Activity.select() for code in SHIPPED}
    assert states.pop("nl") == TextState.WRITTEN
    assert set(states.values()) == {TextState.MACHINE}


@pytest.mark.parametrize("site", CENTRES)
def test_places_are_taken_as_the_sample_says(centre: Founded, site: str) -> None:
    loader.load(site, TODAY)

    told = {one["title"]["nl"]: one["taken"] for one in loader.read(f"activities/{site}")}
    taken = {
        Activity.get_by_id(series.activity).title.texts["nl"][0]: sum(series.taken.values())
        for series in Series.select()
    }
    assert taken == told
    assert all(sum(series.taken.values()) <= series.capacity for series in Series.select())


def test_some_dates_of_pendrecht_are_full_and_one_is_called_off(centre: Founded) -> None:
    loader.load("pendrecht", TODAY)

    full = [series for series in Series.select() if sum(series.taken.values()) == series.capacity]
    assert len(full) >= 2
    assert sum(one.is_cancelled for one in Occurrence.select()) == 1


def test_families_have_a_ticket_and_no_name(centre: Founded) -> None:
    loader.load("pendrecht", TODAY)

    assert Household.select().where(Household.name_sealed.is_null(False)).count() == 0
    assert {one.status for one in Registration.select()} == {RegistrationStatus.CONFIRMED}
    assert {one.people for one in Registration.select()} <= {1, 2, 3, 4}
    tickets = Registration.select(Registration.dye, Registration.animal, Registration.number).distinct()
    assert tickets.count() == Registration.select().count()


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 8)])
def test_the_month_begins_in_this_week_and_keeps_its_hour(
    clock: time_machine.Traveller, centre: Founded, day: date
) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T12:00:00+01:00"))

    loader.load("pendrecht", day)

    first = Occurrence.select().order_by(Occurrence.starts_at).get()
    assert first.starts_at.date() == date(2026, 3, 2)
    for series in Series.select():
        dates = Occurrence.select().where(Occurrence.series == series.id).order_by(Occurrence.starts_at)
        for earlier, later in pairwise(dates):
            assert (later.starts_at - earlier.starts_at).days in {7, 14}
            assert earlier.starts_at.time() == later.starts_at.time()


def test_what_is_loaded_is_captured_to_be_sent(centre: Founded) -> None:
    loader.load("beverwaard", TODAY)

    sent = Counter(change.kind for change in outbox.Outbox.select())
    assert sent["activity"] == Activity.select().count()
    assert sent["registration"] == Registration.select().count()


def test_an_unknown_site_leaves_nothing(centre: Founded) -> None:
    with pytest.raises(FileNotFoundError):
        loader.load("elsewhere", TODAY)

    assert Activity.select().count() == 0


def test_it_needs_a_centre(database: object) -> None:
    with pytest.raises(NotReadyError):
        loader.load("pendrecht", TODAY)
