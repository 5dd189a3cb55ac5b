"""A kiosk out of the box is set up by touch, in every language; a sample is tried and leaves nothing behind."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk import data
from kiosk.core import state
from kiosk.core.database import disconnect
from kiosk.core.settings import Settings
from tests.browser.conftest import touch_context
from tests.browser.screens import ONWARD, Screen
from tests.programs import running

SHOTS = Path(__file__).parent / "shots" / "all"
GO = "main a.big-yes"
# Milliseconds; a sample is laid out in some seconds, and much later on a machine that is busy with other tests.
LAYING_OUT = 120_000
NAMES = {"nl": ("pendrecht", "noor", "sanne"), "ar": ("مركز", "نور", "أمل"), "tr": ("komşu", "ışıl", "elif")}


@dataclass
class Box:
    """A kiosk that nobody has touched yet, and the screen in front of it."""

    screen: Screen
    folder: Path

    def shoot(self, name: str) -> None:
        if os.environ.get("PARENTS_POINT_SHOTS") == "all":
            language = self.screen.page.locator("html").get_attribute("lang")
            path = SHOTS / f"set-up {name}-{language}.png"
            self.screen.page.screenshot(path=path, animations="disabled", full_page=True)

    def write(self, letters: str) -> None:
        self.shoot(f"ask {self.screen.page.url.rsplit('/', 1)[-1]}")
        self.screen.write(letters)
        self.screen.touch(ONWARD)

    def touch(self, selector: str, shot: str) -> None:
        self.shoot(shot)
        self.screen.touch(selector)

    def given_pictures(self) -> list[str]:
        marked = self.screen.page.locator(".given use")
        return [(use.get_attribute("href") or "").split("#")[1] for use in marked.all()]

    def practise(self, pictures: list[str]) -> None:
        """Touch the six; the last one sends them."""
        *first, last = pictures
        for picture in first:
            self.screen.press(f"button[name=picture][value={picture}]")
        self.touch(f"button[name=picture][value={last}]", "practise")

    def read_code(self) -> str:
        return "".join(self.screen.page.locator(".sheet-code li").all_inner_texts())


@pytest.fixture
def box(tmp_path: Path, chromium: Browser) -> Iterator[Box]:
    folder = tmp_path / "data"
    data.open_folder(Settings(data=folder))
    state.put(stretch_iterations=1)
    disconnect()
    with running("kiosk", "--data", str(folder), "--port", "0") as kiosk:
        context = touch_context(chromium)
        yield Box(Screen(context.new_page(), f"http://127.0.0.1:{kiosk.port()}"), folder)
        context.close()


def begin(box: Box, language: str) -> None:
    box.screen.open()
    box.screen.choose_language(language)


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_a_centre_is_set_up_by_touch(box: Box, language: str) -> None:
    centre, coach, mother = NAMES[language]
    begin(box, language)
    box.touch("a.begin-new", "begin")
    box.write(centre)
    box.write("")
    box.write(coach)
    box.touch("button[name=picture][value=kite]", "tile")
    box.touch("button[name=go]", "languages")
    pictures = box.given_pictures()
    box.touch(GO, "pictures")

    box.practise(pictures)
    box.practise(pictures)
    code = box.read_code()
    box.touch(GO, "sheet")
    box.write(code)
    box.touch(GO, "founded")
    box.write(mother)
    box.screen.touch("button[name=picture][value=drum]")
    box.screen.touch("button[name=language][value=ar]")
    box.screen.touch("button[name=go]")
    box.touch(GO, "nominated")
    box.touch("main a.big:not(.big-yes)", "connect")

    assert box.screen.page.url.endswith("/desk/")
    box.shoot("desk")
    box.screen.touch("a[href$='/finish']")
    box.screen.touch("a.frame-key")
    assert box.screen.page.locator(".tiles a.tile").count() == 1


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_a_sample_is_tried_and_leaves_nothing_behind(box: Box, language: str) -> None:
    begin(box, language)
    before = written(box.folder)
    box.screen.touch(".begin-try")
    box.shoot("laying out")
    box.screen.page.wait_for_selector("a.language", timeout=LAYING_OUT)
    box.shoot("W0 of the sample")
    assert box.screen.page.locator(".frame-sample").count() == 1

    try_door(box, language)
    box.touch(".frame-sample", "desk of the sample")
    box.touch("main a.big", "try a door")
    box.touch("main button.big-yes", "end")
    box.screen.page.wait_for_selector("a.language", timeout=LAYING_OUT)
    box.screen.choose_language(language)

    assert box.screen.page.locator("a.begin-new").count() == 1
    assert not (box.folder / "trial").exists()
    assert written(box.folder) == before


def try_door(box: Box, language: str) -> None:
    """Sign in as the sample's coach with the pictures that it tells."""
    box.screen.choose_language(language)
    box.touch(".frame-sample", "activities of the sample")
    row = box.screen.page.locator(".try-row").first
    tile, *pictures = [(use.get_attribute("href") or "").split("#")[1] for use in row.locator("use").all()]
    box.screen.touch("a[href$='/finish']")
    box.screen.touch("a.frame-key")
    box.touch(f".tiles a:has(use[href$='#{tile}'])", "who")
    box.practise(pictures)
    assert re.search(r"/desk/$", box.screen.page.url)


def written(folder: Path) -> dict[str, int]:
    """Return how many rows each table holds, as somebody with the machine in her hand would count."""
    with closing(sqlite3.connect(folder / "kiosk.sqlite", timeout=30)) as stored:
        names = stored.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        counted = {name: stored.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}
        # What the machine notes of itself: the time it was last seen.
        counted.pop("state")
        return counted
