"""Twelve who should come today: some with a name that Amal sees, some with a ticket only, some with children."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from kiosk.activities.models import Activity, Function, Occurrence
from kiosk.activities.services import publish_activity
from kiosk.centres.queries import this_centre
from kiosk.core import clock, schema, state
from kiosk.core.database import attach, disconnect
from kiosk.core.text import Text
from kiosk.registration.models import Registration
from kiosk.registration.services import Family, register_family
from tests.browser.conftest import Kiosk
from tests.browser.screens import Screen
from tests.programs import free_port, running
from tests.team import Team

NAMES = ("Amal", "Hodan", "Fatma", "Олена", "Ola", "نور", "ሰላም", "Carmen")
CHILDREN = (0, 1, 2, 0, 0, 3, 0, 0, 5, 0, 0, 0)
PLACES = 24


def lay_out(key_mother: UUID) -> Occurrence:
    """Publish sewing for this very hour, and let twelve register, and one wait."""
    centre = this_centre()
    assert centre is not None
    activity = Activity(
        centre=centre.id,
        function=Function.SUPPORT,
        drawing="sewing",
        title=Text.of("nl", {"nl": "Samen naaien", "ar": "نخيط معًا", "tr": "Birlikte dikelim"}),
        about=Text.of("nl", {"nl": "Wij naaien en drinken thee."}),
        room=Text.of("nl", {"nl": "Zaal 2", "ar": "القاعة 2", "tr": "Salon 2"}),
    )
    day = clock.local(state.get("zone")).replace(hour=9, minute=30, second=0, microsecond=0)
    day = day.replace(hour=22) if day <= clock.local(state.get("zone")) else day
    publish_activity(activity, dates=[(day, day + timedelta(hours=1, minutes=45))], capacity=PLACES)
    date = Occurrence.get()
    for place, children in enumerate(CHILDREN):
        come(date, NAMES[place] if place < len(NAMES) else "", children, vouched_by=key_mother)
    come(date, "", 4)
    return date


def come(date: Occurrence, name: str, children: int, *, vouched_by: UUID | None = None) -> Registration:
    family = Family(
        language="ar",
        adults=1,
        children=children,
        name=name,
        vouched_by=vouched_by if name else None,
        is_present=not name,
    )
    return register_family(family, date.id, place_key=uuid4().hex, will_wait=True)


def kiosk_of(hired: Team, folder: Path) -> Iterator[Kiosk]:
    """Open a kiosk at which twelve should come today, and somebody must be told something."""
    shutil.copy(hired.path, folder / "kiosk.sqlite")
    disconnect()
    attach(folder / "kiosk.sqlite")
    schema.prepare()
    date = lay_out(hired.ids["Amal"])
    disconnect()
    with running("--data", str(folder), "--port", str(free_port())) as program:
        yield Kiosk(f"http://127.0.0.1:{program.port()}", folder, {"today": str(date.id)})


def sign_in(screen: Screen, hired: Team, name: str, *, is_large: bool = False) -> Screen:
    """Let somebody touch the key, her tile and her pictures; her desk is in her language."""
    screen.page.goto(f"{screen.origin}/{'?size=plus' if is_large else ''}")
    screen.touch("a.frame-key")
    screen.touch(f"a.tile[href*='{hired.ids[name]}']")
    *first, last = hired.pictures(name)
    for picture in first:
        screen.press(f"button[value={picture}]")
    screen.touch(f"button[value={last}]")
    screen.remember_visit()
    return screen


def shot(screen: Screen, name: str) -> None:
    if folder := os.environ.get("TODAY_SHOTS"):
        tongue = screen.page.locator("html").get_attribute("lang")
        screen.page.screenshot(path=Path(folder) / f"{name}-{tongue}.png")
