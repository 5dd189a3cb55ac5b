"""The desk of a centre that has been there for years: every page answered while a key mother's hand is still there."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple
from uuid import UUID

import msgspec

from bench import servers, stock
from bench.measures import Limit, Row, Scale, counted, percentile
from bench.visitor import Visitor
from kiosk import data
from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.activities.services import publish_activity
from kiosk.app import create_app
from kiosk.centres.services import found_centre
from kiosk.core import clock, database, state
from kiosk.core.ids import new_id
from kiosk.core.pictures import GRID
from kiosk.core.settings import Settings
from kiosk.registration.models import Household, Notice, NoticeReason, Registration
from kiosk.sample import loader
from kiosk.security.permissions import Role

# A page at the 95th percentile, and the first search, which opens every name that there is.
PAGE, FIRST = Limit(150.0), Limit(1_500.0)
SETTLING_SECONDS = 0.1
ZONE, TILE, PICTURES, SOUGHT = "Europe/Amsterdam", "flower", GRID[0][:6], "fat"
# Per 50,000 registrations: 10,000 people, 2,000 dates, 200 calls to make.
PER_PERSON, PER_DATE, PER_CALL, DATES_OF_SERIES = 5, 25, 250, 25


class Stand(NamedTuple):
    """What the pages are about: who signs in, a date of today and one to come, somebody, an activity."""

    coach: UUID
    date: UUID
    coming: UUID
    person: UUID
    activity: UUID


def measure(folder: Path, scale: Scale) -> list[Row]:
    stand = lay_out(Settings(data=folder), scale.stored)
    port = servers.free_port()
    with ExitStack() as stack:
        stack.enter_context(servers.running(servers.kiosk(folder, port), port))
        visitor = stack.enter_context(Visitor(port))
        settle(visitor)
        firsts = []
        for _run in range(scale.runs):
            # What she opened is forgotten with her visit: in a new one she searches for the first time again.
            desk = sign_in(visitor, stand.coach)
            firsts.append(search(visitor, desk))
        rows = [counted(f"first search among {scale.stored // PER_PERSON:,} names", "ms", firsts, FIRST)]
        for name, path in pages(stand).items():
            visitor.get(f"{desk}/{path}")
            times = [timed(visitor, f"{desk}/{path}") for _request in range(max(8, scale.requests // 4))]
            rows.append(counted(f"desk: {name}, 95th percentile", "ms", [percentile(times, 0.95)], PAGE))
        times = [search(visitor, desk) for _request in range(max(8, scale.requests // 4))]
        rows.append(counted("desk: a search, 95th percentile", "ms", [percentile(times, 0.95)], PAGE))
        return rows


def pages(stand: Stand) -> dict[str, str]:
    """Return the pages that are measured, below the desk's address."""
    return {
        "front page": "",
        "dates of today": "today/",
        "list of a date": f"today/{stand.date}",
        "people": "families/",
        "one of them": f"neighbours/{stand.person}",
        "adding in a row": f"neighbours-row/{stand.coming}",
        "calls to make": "to-tell/",
        "calendar of a week": "calendar/",
        "calendar of a month": "calendar/month",
        "an activity": f"programme/{stand.activity}",
        "on paper": "paper/",
        "what is missing where": "wording/",
        "tasks": "tasks",
    }


def settle(visitor: Visitor) -> None:
    """Wait until the kiosk has loaded what runs beside its pages: nobody searches in its first second."""
    while msgspec.json.decode(visitor.get("/health").body)["worker"]["state"] == "starting":
        sleep(SETTLING_SECONDS)


def timed(visitor: Visitor, path: str) -> float:
    begun = perf_counter()
    visitor.get(path)
    return (perf_counter() - begun) * 1_000


def search(visitor: Visitor, desk: str) -> float:
    """Return the milliseconds from the touch of a name that was typed to the list of whom it may mean."""
    begun = perf_counter()
    visitor.post(f"{desk}/families/search", {"name": SOUGHT, "go": "1"})
    visitor.get(f"{desk}/families/")
    return (perf_counter() - begun) * 1_000


def sign_in(visitor: Visitor, coach: UUID) -> str:
    """Touch six pictures, and return the address of the desk."""
    visit = "/".join(visitor.get("/nl/staff", 303).location.split("/")[:3])
    desk = visitor.post(f"{visit}/staff/{coach}/pictures", {"pictures": " ".join(PICTURES)}).location
    # Her keys are opened in a visit of their own, which nobody knew before.
    return desk.rstrip("/")


def lay_out(settings: Settings, registrations: int) -> Stand:
    """Found a centre with a coach, and let people come to it for years."""
    data.open_folder(settings)
    with create_app(settings).app_context():
        code = found_centre("Pendrecht", "NL-RTM", zone=ZONE)
        state.put(zone=ZONE, stretch_iterations=1)
        sheet = accounts.open_with_sheet(code)
        coach = accounts.hire("Lena", role=Role.COACH, tile=TILE, language="nl", languages=["nl"], by=sheet)
        accounts.give_pictures(coach, PICTURES, sheet)
        accounts.activate(Staff.get_by_id(coach.id), sheet)
        with database.database.atomic():
            dates = list(publish(registrations // PER_DATE))
            people = list(register(registrations, dates))
    now = clock.local(ZONE).replace(tzinfo=None)
    today = min(dates, key=lambda date: abs(date.starts_at - now))
    coming = next(date for date in dates if date.starts_at > now)
    activity = Series.get_by_id(coming.series).activity
    stock.close()
    return Stand(coach.id, today.id, coming.id, people[-1], activity)


def publish(count: int) -> Iterator[Occurrence]:
    """Publish activities of half a year each, before and behind today, as many dates as are asked for."""
    told = cycle(loader.read("activities/pendrecht"))
    today = clock.local(ZONE).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    for number in range(max(1, count // DATES_OF_SERIES)):
        words = next(told)
        first = (today - timedelta(weeks=DATES_OF_SERIES // 2, days=number % 7)).replace(hour=9 + number % 8)
        starts = [first + timedelta(weeks=week) for week in range(DATES_OF_SERIES)]
        activity = Activity(
            centre=UUID(state.get("centre")),
            function=words["function"],
            drawing=words["drawing"],
            title=loader.text(words["title"]),
            about=loader.text(words["about"]),
            room=loader.text(loader.read("rooms")[words["room"]]),
            welcome=words["for_whom"],
            languages=words["languages"],
        )
        publish_activity(
            activity, dates=[(start, start + timedelta(hours=2)) for start in starts], capacity=stock.PLACES
        )
    yield from Occurrence.select().order_by(Occurrence.starts_at)


def register(count: int, dates: list[Occurrence]) -> Iterator[UUID]:
    """Register people with sealed names, each for some dates; some must still be told something."""
    households = [stock.household(new_id(), state.get("centre_key")) for _one in range(count // PER_PERSON)]
    stock.insert(Household, iter(households))
    series = {row.id: row for row in Series.select()}
    who, where = cycle(households), cycle(dates)
    rows = [stock.registration(next(who)["id"], series[date.series], date) for date in islice(where, count)]
    stock.insert(Registration, iter(rows))
    for row in rows[::PER_CALL]:
        Notice.create(registration=row["id"], reason=NoticeReason.PLACE_GIVEN, arose_at=clock.wall())
    for household in households:
        yield household["id"]
