"""The kiosk that the browser tests look at: the sample of Pendrecht, and every state a page can be in.

Its clock starts on a Monday in September, when days and months have their longest names.
"""

import json
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import time_machine
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kiosk import data, server
from kiosk.activities.models import Activity, Function, Occurrence, Series, Unit, Welcome
from kiosk.activities.services import publish_activity
from kiosk.centres.services import found_centre
from kiosk.core import clock, i18n, state
from kiosk.core.paths import TRANSLATIONS
from kiosk.core.settings import Settings
from kiosk.core.text import Text
from kiosk.registration.models import Registration
from kiosk.registration.services import Family, register_family
from kiosk.sample import loader
from kiosk.seats.services import cancel_date
from kiosk.trainings.models import Training

MONDAY = datetime.fromisoformat("2026-09-21T10:00:00+02:00")
ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "åéîöüýÅÉÎÖÜÝçñšž")
LONGER = 0.4


def longer(text: str) -> str:
    """Return a sentence with accents, forty per cent longer; placeholders stay what they are (SCREENS X6)."""
    parts = text.split("%(num)d")
    grown = "%(num)d".join(part.translate(ACCENTED) for part in parts)
    extra = round(len(text) * LONGER)
    return grown + " " + ("ëñ öåü" * extra)[: max(0, extra - 1)].strip() if extra > 1 else grown + "ë" * extra


def write_long_catalogue(folder: Path) -> Path:
    """Write an English catalogue in which everything is longer, and return its folder."""
    with (TRANSLATIONS / "en/LC_MESSAGES/messages.po").open("rb") as words:
        catalogue = read_po(words, locale="en")
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(longer(form or message.id[1]) for form in message.string)
        elif message.id:
            message.string = longer(message.string or message.id)
    target = folder / "en/LC_MESSAGES/messages.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return folder


def publish(
    name: str, starts: datetime, *, dates: int = 1, capacity: int = 6, unit: Unit = Unit.OCCURRENCE
) -> Series:
    """Publish an activity that says only what it must, so that every other fact reads "ask us"."""
    activity = Activity(
        centre=UUID(state.get("centre")),
        function=Function.SUPPORT,
        drawing="coffee",
        title=Text.of("pl", {"pl": name}),
        about=Text.of("pl", {"pl": "Pijemy razem herbatę."}),
        room=Text.of("nl", {"nl": "Keuken", "ar": "المطبخ", "en": "Kitchen", "hu": "Konyha"}),
        welcome=Welcome.FAMILIES,
        languages=["pl", "ti", "ar", "nl"],
    )
    days = [starts + timedelta(weeks=week) for week in range(dates)]
    hours = [(day, day + timedelta(hours=2)) for day in days]
    return publish_activity(activity, dates=hours, capacity=capacity, unit=unit)


def dates_of(series: Series) -> list[Occurrence]:
    return list(Occurrence.select().where(Occurrence.series == series.id).order_by(Occurrence.starts_at))


def fill(date: Occurrence, people: int) -> Registration:
    family = Family(language="nl", adults=people, children=0)
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=False)


def publish_states() -> dict[str, str]:
    """Publish one activity for each state a page knows; returns the id of a date in each."""
    today = clock.local("Europe/Amsterdam")
    noon = today.replace(hour=12, minute=30, second=0, microsecond=0) + timedelta(weeks=1)
    roomy = dates_of(publish("Herbata", noon, capacity=9000))[0]
    full = dates_of(publish("Pierogi", noon, capacity=2))[0]
    fill(full, 2)
    called_off = dates_of(publish("Szachy", noon, dates=6))[0]
    ticket = fill(called_off, 3)
    cancel_date(called_off)
    over = dates_of(publish("Wczoraj", today - timedelta(days=1)))[0]
    away = publish("Gdzie indziej", noon)
    away.home, away.counted_at = uuid4().hex, 0
    away.save(only=[Series.home, Series.counted_at])
    whole = publish("Wszystkie dni", noon, dates=8, capacity=9000, unit=Unit.SERIES)
    found = {"roomy": roomy, "full": full, "called_off": called_off, "over": over}
    found |= {"away": dates_of(away)[0], "whole": dates_of(whole)[0]}
    training = Training.select().order_by(Training.key).first()
    lesson = Activity.get(Activity.training == training.id)
    found["lesson"] = dates_of(Series.get(Series.activity == lesson.id))[0]
    return {name: str(date.id) for name, date in found.items()} | {
        "training": str(training.id),
        "called_off_ticket": f"{ticket.dye} {ticket.animal} {ticket.number}",
    }


def publish_little() -> dict[str, str]:
    """Publish two full dates and nothing else."""
    noon = clock.local("Europe/Amsterdam").replace(hour=23, minute=30, second=0, microsecond=0)
    full = [dates_of(publish(name, noon, capacity=1))[0] for name in ("Pierogi", "Herbata")]
    for date in full:
        fill(date, 1)
    return {"full": str(full[0].id)}


class NoLine:
    """Stands where the exchange with central would be: nothing is sent."""

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def describe(self) -> dict[str, str]:
        return {"state": "none"}


def main(folder: Path, kind: str) -> None:
    """Open a kiosk of a kind (usual, little, longer) on a free port; tells what it holds, then its address."""
    if kind == "longer":
        i18n.TRANSLATIONS = write_long_catalogue(folder / "translations")
    settings = Settings(
        data=folder, port=0, centre="Pendrecht", people_in_ten_minutes=100_000, log_level="error"
    )
    data.open_folder(settings)
    found_centre(settings.centre, settings.area, zone=settings.zone)
    state.put(zone=settings.zone)
    if kind == "little":
        told = publish_little()
    else:
        for site in (loader.OFFICE, "pendrecht"):
            loader.load(site, MONDAY.date())
        told = publish_states()
    say = partial(print, flush=True)
    say(json.dumps(told))
    server.serve(settings, make_worker=NoLine, say=say)


if __name__ == "__main__":
    with time_machine.travel(MONDAY, tick=True):
        main(Path(sys.argv[1]), sys.argv[2])
