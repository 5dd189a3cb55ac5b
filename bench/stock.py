"""What is stored while it is measured: the same number of activities on both sides, written as a centre writes them."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from uuid import UUID

from kiosk import data
from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.activities.services import publish_activity
from kiosk.app import create_app
from kiosk.core import clock, database, state
from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.sample import loader
from kiosk.security import vault
from kiosk.tickets.models import any_ticket

ACTIVITIES = 30
PLACES = 1_000_000
PORTION = 500


def lay_out_kiosk(folder: Path, activities: int = ACTIVITIES) -> None:
    """Found a centre in an empty folder and publish its activities, one date each, from tomorrow on."""
    settings = Settings(data=folder)
    data.open_folder(settings)
    app = create_app(settings)
    data.set_up(app, settings)
    told = loader.read("activities/pendrecht")
    with database.database.atomic():
        for number, words in enumerate(islice(cycle(told), activities)):
            publish(words, number)
    close()


def publish(words: dict[str, Any], number: int, *, is_past: bool = False) -> Series:
    activity = Activity(
        centre=UUID(state.get("centre")),
        function=words["function"],
        drawing=words["drawing"],
        title=loader.text(words["title"]),
        about=loader.text(words["about"]),
        room=loader.text(loader.read("rooms")[words["room"]]),
        welcome=words["for_whom"],
        languages=words["languages"],
        price_cents=words["price_cents"],
    )
    today = clock.local("Europe/Amsterdam").replace(hour=9, minute=30)
    day = today - timedelta(days=1 + number) if is_past else today + timedelta(days=1 + number)
    return publish_activity(activity, dates=[(day, day + timedelta(hours=2))], capacity=PLACES)


def lay_out_bound(file: Path) -> None:
    """Write the same number of activities for the bound's page."""
    with closing(sqlite3.connect(file)) as stored, stored:
        stored.execute("PRAGMA journal_mode = wal")
        stored.execute(
            "CREATE TABLE activity (id INTEGER PRIMARY KEY, title TEXT, day TEXT, hours TEXT, about TEXT, "
            "places INTEGER, price INTEGER)"
        )
        stored.execute("CREATE INDEX activity_day ON activity (day)")
        rows = islice(cycle(loader.read("activities/pendrecht")), ACTIVITIES)
        days = [datetime.now().astimezone() + timedelta(days=1 + number) for number in range(ACTIVITIES)]
        stored.executemany(
            "INSERT INTO activity (title, day, hours, about, places, price) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (words["title"]["nl"], day.isoformat(), "09:30-11:30", words["about"]["nl"], 12, 0)
                for words, day in zip(rows, days, strict=True)
            ],
        )


def occurrences(folder: Path) -> list[str]:
    """Return the ids of the dates that the first pages show."""
    open_kiosk(folder)
    now = clock.local("Europe/Amsterdam")
    coming = (
        Occurrence.select().where(Occurrence.starts_at > now).order_by(Occurrence.starts_at, Occurrence.id)
    )
    found = [str(row.id) for row in coming.limit(8)]
    close()
    return found


def fill(folder: Path, registrations: int) -> None:
    """Store the registrations of past years, of a fifth as many people, for a twenty-fifth as many dates."""
    open_kiosk(folder)
    told = loader.read("activities/pendrecht")
    with database.database.atomic():
        words = enumerate(islice(cycle(told), registrations // 25))
        series = [publish(each, number, is_past=True) for number, each in words]
        households = [household(new_id(), "") for _one in range(registrations // 5)]
        insert(Household, iter(households))
        dates = {row.series: row for row in Occurrence.select()}
        places = cycle([(one, dates[one.id]) for one in series])
        people = cycle(households)
        rows = (registration(next(people)["id"], *next(places)) for _one in range(registrations))
        insert(Registration, rows)
    close()


def fill_with_families(folder: Path, records: int) -> None:
    """Write `records` records as kiosks exchange them: half households with a sealed name, half registrations."""
    data.open_folder(Settings(data=folder))
    add_families(folder, records)


def add_families(folder: Path, records: int) -> None:
    """Write the same into the folder of a kiosk that was laid out."""
    open_kiosk(folder)
    _private, public = vault.new_key()
    series, occurrence = Series(activity=new_id(), capacity=PLACES), Occurrence(id=new_id())
    names = [new_id() for _one in range(records // 2)]
    with database.database.atomic():
        insert(Household, (household(name, public) for name in names))
        insert(Registration, (registration(name, series, occurrence) for name in names))
    close()


def insert(model: type[Household] | type[Registration], rows: Iterator[dict[str, Any]]) -> None:
    while portion := list(islice(rows, PORTION)):
        model.insert_many(portion).execute()


def household(name: UUID, public: str) -> dict[str, Any]:
    """Return one household; with a key, its first name lies in an envelope."""
    typed = secrets.token_urlsafe(6)
    sealed = vault.seal(typed, recipients=[public], record=name, field="name_sealed") if public else None
    return {"id": name, "language": "ar", "adults": 1, "bands": {"2-3": 1}, "name_sealed": sealed}


def registration(household_id: UUID, series: Series, occurrence: Occurrence) -> dict[str, Any]:
    ticket = any_ticket()
    return {
        "id": new_id(),
        "household": household_id,
        "activity": series.activity,
        "series": series.id,
        "occurrence": occurrence.id,
        "status": RegistrationStatus.CONFIRMED,
        "people": 2,
        "adults": 1,
        "bands": {"2-3": 1},
        "dye": ticket.dye,
        "animal": ticket.animal,
        "number": ticket.number,
        "registered_at": clock.wall(),
        "recipient": None,
        "place_key": secrets.token_urlsafe(18),
    }


def open_kiosk(folder: Path) -> None:
    data.open_folder(Settings(data=folder))


def close() -> None:
    """Leave one whole file, so that it can be copied."""
    database.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.disconnect()
