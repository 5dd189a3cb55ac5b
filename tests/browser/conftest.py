"""A real kiosk in a process of its own, and Debian's Chromium with a finger in front of it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from tests.browser.colleagues import Desk
from tests.browser.screens import HEIGHT, LATE_FINGER, WIDTH, Screen
from tests.browser.survey import Survey

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# What stands on the kiosk, with a profile that could keep something; and the same engine without any window: quicker.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SHELL = shutil.which("chromium-headless-shell") or CHROMIUM
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000
# Painting the linen and its hem takes a third of the time of a page, and nothing is measured on them.
PLAIN_CLOTH = """
const plain = new CSSStyleSheet();
plain.replaceSync("html { background-image: none !important } .cloth { border-image: none !important }");
document.adoptedStyleSheets = [plain];
"""


@dataclass(frozen=True)
class Kiosk:
    """A kiosk that answers: its address, its folder, and the ids of the dates in each state."""

    origin: str
    folder: Path
    dates: dict[str, str]

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Look into its database from outside, as somebody with the card in her hand would."""
        with closing(sqlite3.connect(self.folder / "kiosk.sqlite", timeout=30)) as connection:
            found = connection.execute(query).fetchall()
            connection.commit()
            return found

    def registrations(self) -> int:
        return int(str(self.ask("SELECT count(*) FROM registration")[0][0]))


@pytest.fixture(scope="session")
def open_kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Kiosk]]:
    """Return a function that opens a kiosk of a kind (usual, little, longer), once for all tests."""
    opened: dict[str, Kiosk] = {}
    processes: list[subprocess.Popen[str]] = []

    def open_one(kind: str) -> Kiosk:
        if kind not in opened:
            folder = tmp_path_factory.mktemp(kind)
            command = [sys.executable, str(HERE / "sample_kiosk.py"), str(folder), kind]
            surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
            processes.append(process)
            assert process.stdout
            dates = json.loads(process.stdout.readline())
            origin = process.stdout.readline().split()[-1].rstrip("/")
            opened[kind] = Kiosk(origin, folder, dates)
        return opened[kind]

    yield open_one
    for process in processes:
        process.terminate()
        process.communicate()


@pytest.fixture(scope="session")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Desk]]:
    """Return a function that opens a kiosk at which people work, once for all tests."""
    opened: list[tuple[Desk, subprocess.Popen[str]]] = []

    def open_it() -> Desk:
        if not opened:
            command = [sys.executable, str(HERE / "desk_kiosk.py"), str(tmp_path_factory.mktemp("desk"))]
            surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
            assert process.stdout
            told = json.loads(process.stdout.readline())
            opened.append((Desk(process.stdout.readline().split()[-1].rstrip("/"), **told), process))
        return opened[0][0]

    yield open_it
    for _desk, process in opened:
        process.terminate()
        process.communicate()


@pytest.fixture(scope="session")
def desk(open_desk: Callable[[], Desk]) -> Desk:
    return open_desk()


@pytest.fixture(scope="session")
def kiosk(open_kiosk: Callable[[str], Kiosk]) -> Kiosk:
    return open_kiosk("usual")


@pytest.fixture(scope="session")
def playing() -> Iterator[Playwright]:
    if CHROMIUM is None:
        reason = "Chromium is not installed; apt install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="session")
def chromium(playing: Playwright) -> Iterator[Browser]:
    """Launch Chromium once; a cold first launch may fail on a small machine, so it gets a second chance."""
    try:
        browser = playing.chromium.launch(executable_path=SHELL, args=FLAGS, timeout=PATIENCE)
    except Error:
        browser = playing.chromium.launch(executable_path=SHELL, args=FLAGS, timeout=2 * PATIENCE)
    yield browser
    browser.close()


def touch_context(browser: Browser, *, has_script: bool = True, is_plain: bool = True) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, java_script_enabled=has_script
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LATE_FINGER)
    if is_plain:
        context.add_init_script(PLAIN_CLOTH)
    return context


@pytest.fixture(params=["with script", "without script"])
def either_screen(request: pytest.FixtureRequest, chromium: Browser, kiosk: Kiosk) -> Iterator[Screen]:
    """Stand before a screen, once with and once without JavaScript."""
    has_script = request.param == "with script"
    context = touch_context(chromium, has_script=has_script)
    yield Screen(context.new_page(), kiosk.origin, has_script=has_script)
    context.close()


@pytest.fixture
def screen(chromium: Browser, kiosk: Kiosk) -> Iterator[Screen]:
    context = touch_context(chromium)
    yield Screen(context.new_page(), kiosk.origin)
    context.close()


@pytest.fixture
def plain_screen(chromium: Browser, kiosk: Kiosk) -> Iterator[Screen]:
    """Stand before a screen without JavaScript."""
    context = touch_context(chromium, has_script=False)
    yield Screen(context.new_page(), kiosk.origin, has_script=False)
    context.close()


@pytest.fixture(scope="session")
def survey(
    chromium: Browser, open_kiosk: Callable[[str], Kiosk], open_desk: Callable[[], Desk]
) -> Iterator[Survey]:
    """Return the measurements of every page; each language, size and catalogue is walked once."""
    context = touch_context(chromium)
    yield Survey(context, open_kiosk, open_desk)
    context.close()
