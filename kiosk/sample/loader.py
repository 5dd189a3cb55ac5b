"""What three centres and the office offer in a believable month, written as their staff would write it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from kiosk.activities import services as activity_services
from kiosk.activities.models import Activity, Function, Occurrence, Topic, Unit, Welcome
from kiosk.core.database import database
from kiosk.core.record import Audience
from kiosk.core.text import Text
from kiosk.sample import people
from kiosk.seats import services as seat_services
from kiosk.trainings.models import Module, Training

OFFICE = "office"
# The site whose kiosk is shown.
SHOWN = "pendrecht"
FIRST_WEEKEND = (10, 15)
SATURDAY = 5


def load(site: str, today: date) -> None:
    """Write what a site offers, laid out from the Monday of this week on; its centre must have been founded.

    One transaction. Raises NotReadyError before the centre is founded, FileNotFoundError for an unknown site.
    """
    centre = people.this_centre()
    with database.atomic():
        if site == OFFICE:
            load_topics()
            load_trainings(centre, today)
        for told in read(f"activities/{site}"):
            usual = Audience.AREA if told["open"] else Audience.CENTRE
            audience = Audience.NETWORK if site == OFFICE else usual
            load_activity(told, centre=centre, audience=audience, today=today)


def sites() -> list[dict[str, str]]:
    """Return key, name, area and address of each site."""
    found: list[dict[str, str]] = read("sites")
    return found


def read(name: str) -> Any:
    return msgspec.json.decode((Path(__file__).parent / "data" / f"{name}.json").read_bytes())


def text(translations: dict[str, str | None]) -> Text:
    """Return the text: Dutch was written, the others wait for a native speaker, and one that is null is missing."""
    return Text.of("nl", {code: words for code, words in translations.items() if words})


def load_topics() -> None:
    for position, topic in enumerate(read("topics"), start=1):
        Topic.create(key=topic["key"], name=text(topic["name"]), position=position, audience=Audience.NETWORK)


def load_trainings(centre: UUID, today: date) -> None:
    """Write both trainings with their modules, and each as an activity that is taken whole."""
    trainings = [load_training(told, centre=centre, today=today) for told in read("trainings")]
    for module in read("modules"):
        position = module["order"]
        Module.create(
            position=position,
            title=text(module["title"]),
            competences=[text(competence).dump() for competence in module["competences"]],
            trainings=[training.id.hex for training, positions in trainings if position in positions],
            audience=Audience.NETWORK,
        )


def load_training(told: dict[str, Any], *, centre: UUID, today: date) -> tuple[Training, list[int]]:
    training = Training.create(
        key=told["key"],
        title=text(told["title"]),
        about=text(told["about"]),
        for_whom=text(told["for_whom"]),
        is_sponsored=told["sponsored"],
        fee_cents=told["fee_cents"],
        reward_cents=told["reward_cents"],
        audience=Audience.NETWORK,
    )
    activity = Activity(
        centre=centre,
        function=Function.SCHOOLING,
        drawing="training",
        title=training.title,
        about=training.about,
        room=text(told["place"]),
        welcome=Welcome.PARENTS,
        # Inferred: the sources name who comes, not what is spoken.
        languages=["en"] if told["sponsored"] else ["nl", "en"],
        price_cents=told["fee_cents"],
        training=training.id,
        audience=Audience.NETWORK,
    )
    activity_services.publish_activity(
        activity, dates=training_dates(told["dates"], today), capacity=told["capacity"], unit=Unit.SERIES
    )
    return training, told["modules"]


def training_dates(told: list[dict[str, Any]], today: date) -> list[tuple[datetime, datetime]]:
    """Return the dates in the first year in which none of them is past."""
    dates = [training_date(each, today.year) for each in told]
    if min(dates)[0].date() < today:
        dates = [training_date(each, today.year + 1) for each in told]
    return dates


def training_date(told: dict[str, Any], year: int) -> tuple[datetime, datetime]:
    if "month" in told:
        return hours(date(year, told["month"], told["day"]), told)
    start = date(year, *FIRST_WEEKEND)
    saturday = start + timedelta(days=(SATURDAY - start.weekday()) % 7)
    return hours(saturday + timedelta(weeks=told["weekend"], days=told["weekday"] - SATURDAY), told)


def hours(day: date, told: dict[str, Any]) -> tuple[datetime, datetime]:
    start, end = time.fromisoformat(told["start"]), time.fromisoformat(told["end"])
    return datetime.combine(day, start), datetime.combine(day, end)


def load_activity(told: dict[str, Any], *, centre: UUID, audience: Audience, today: date) -> None:
    """Publish one activity, call off what the sample calls off, and let families take places."""
    activity = Activity(
        centre=centre,
        function=told["function"],
        drawing=told["drawing"],
        title=text(told["title"]),
        about=text(told["about"]),
        room=text(read("rooms")[told["room"]]),
        bring=told["bring"] and text(told["bring"]),
        host=told["host"] and text(told["host"]),
        welcome=told["for_whom"],
        languages=told["languages"],
        is_women_only=told["women_only"],
        has_children_welcome=told["children_welcome"],
        is_step_free=told["step_free"],
        food=told["food"],
        price_cents=told["price_cents"],
        topic=told["topic"],
        audience=audience,
    )
    dates = activity_dates(told["when"], today)
    series = activity_services.publish_activity(
        activity, dates=dates, capacity=told["capacity"], unit=Unit(told["enrol"])
    )
    occurrences = list(
        Occurrence.select().where(Occurrence.series == series.id).order_by(Occurrence.starts_at)
    )
    for index in told["cancelled"]:
        seat_services.cancel_date(occurrences[index])
    people.take_places(series, told["taken"], languages=told["languages"])


def activity_dates(when: dict[str, Any], today: date) -> list[tuple[datetime, datetime]]:
    monday = today - timedelta(days=today.weekday())
    start, end = hours(monday + timedelta(weeks=when["first_week"], days=when["weekday"]), when)
    rule = f"FREQ=WEEKLY;INTERVAL={when['every_weeks']};COUNT={when['count']}"
    return activity_services.repeated(start, end, rule)
