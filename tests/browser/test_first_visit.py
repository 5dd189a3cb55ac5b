"""Somebody walks in, touches her language, and seven touches later she has a place and a code for her phone."""

import io
import os
from datetime import datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from tests.browser.conftest import ROOT, Kiosk
from tests.browser.screens import CARD, COME, CONTINUE, DONE, ONWARD, WITH_NAME, WITHOUT_NAME, YES, Screen
from tests.browser.survey import SHOTS

NAMES = {"nl": "malika", "ar": "مليكةن"}
README = {("W1", "nl"), ("W1", "ar"), ("W7", "nl")}


def keep(screen: Screen, step: str, language: str) -> None:
    """Save what she sees; the README shows some of it."""
    if not screen.has_script:
        return
    SHOTS.mkdir(exist_ok=True)
    screen.page.screenshot(path=SHOTS / f"{step}-{language}.png")
    if os.environ.get("PARENTS_POINT_SHOTS") == "docs" and (step, language) in README:
        target = ROOT / "docs/pictures"
        target.mkdir(parents=True, exist_ok=True)
        screen.page.screenshot(path=target / f"{step}-{language}.png")


def walk_to_who(screen: Screen, language: str) -> tuple[str, str]:
    """Walk from the picker to "with or without your name"; returns title and room of what she chose."""
    screen.open()
    keep(screen, "W0", language)
    screen.choose_language(language)
    keep(screen, "W1", language)
    screen.touch(CARD)
    keep(screen, "W2", language)
    title, room = (screen.page.locator(place).first.inner_text() for place in (".stack h1", ".room span"))
    screen.touch(COME)
    keep(screen, "W3", language)
    screen.touch(CONTINUE)
    keep(screen, "W4", language)
    return title, room


def newest(kiosk: Kiosk, fields: str) -> tuple[object, ...]:
    return kiosk.ask(
        f"SELECT {fields} FROM registration JOIN household ON household.id = registration.household "
        "LEFT JOIN occurrence ON occurrence.id = registration.occurrence ORDER BY registered_at DESC LIMIT 1"
    )[0]


def read_code(screen: Screen) -> str:
    """Read the code on the screen as a phone would."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(screen.page.screenshot())))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_she_has_a_place_after_seven_touches(either_screen: Screen, kiosk: Kiosk, language: str) -> None:
    screen, before = either_screen, kiosk.registrations()

    title, room = walk_to_who(screen, language)
    screen.touch(WITHOUT_NAME)
    keep(screen, "W6", language)
    screen.touch(YES)
    keep(screen, "W7", language)

    assert kiosk.registrations() == before + 1
    status, sealed, number, starts, ends = newest(
        kiosk, "registration.status, name_sealed, number, starts_at, ends_at"
    )
    assert (status, sealed) == ("confirmed", None)
    assert str(number) in screen.page.locator(".ticket").inner_text()
    event = read_code(screen)
    assert event == "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"SUMMARY:{title}",
            f"LOCATION:{room.replace(',', chr(92) + ',')}",
            f"DTSTART:{floating(starts)}",
            f"DTEND:{floating(ends)}",
            "END:VEVENT",
            "",
        ]
    )
    assert len(event.encode()) <= 200
    screen.touch(DONE)
    assert screen.page.url == f"{screen.origin}/"
    assert screen.taps <= 7


def floating(moment: object) -> str:
    """Return a stored local time as an event tells it: no zone, no seconds."""
    return datetime.fromisoformat(str(moment)).strftime("%Y%m%dT%H%M00")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_name_of_six_letters_takes_fourteen_touches(
    either_screen: Screen, kiosk: Kiosk, language: str
) -> None:
    screen, before = either_screen, kiosk.registrations()

    walk_to_who(screen, language)
    screen.touch(WITH_NAME)
    keep(screen, "W5", language)
    screen.write(NAMES[language])
    written = screen.typed
    screen.touch(ONWARD)
    shown = screen.page.locator(".sentence").inner_text()
    screen.touch(YES)
    screen.touch(DONE)

    assert written == NAMES[language].capitalize()
    assert written in shown
    assert screen.taps <= 14
    assert kiosk.registrations() == before + 1
    assert newest(kiosk, "name_sealed")[0]
    assert written.encode() not in Path(kiosk.folder / "kiosk.sqlite").read_bytes()
