import html
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from peewee import SqliteDatabase
from werkzeug.test import TestResponse

from kiosk.app import create_app
from kiosk.core import state
from kiosk.core.settings import Settings
from tests.people import Guest

TILE = "kite"


@dataclass
class FirstDay:
    """Somebody who sets a kiosk up, and what she was given on the way."""

    guest: Guest
    pictures: tuple[str, ...] = ()
    code: str = ""

    def ask(self, question: str, **form: str) -> TestResponse:
        return self.guest.post(f"set-up/ask/{question}", {"go": "1", **form})

    def tell_centre(self) -> None:
        self.ask("centre", name="Pendrecht")
        self.ask("area", name="nl-rtm")

    def tell_coach(self) -> None:
        self.ask("coach", name="Noor")
        self.ask("coach-tile", picture=TILE)
        self.ask("coach-languages")

    def learn(self) -> None:
        shown = re.findall(r'<ol class="given">(.*?)</ol>', self.guest.get("set-up/pictures").text, re.DOTALL)
        self.pictures = tuple(re.findall(r"pictograms.svg[^#]*#([a-z]+)", shown[0]))

    def practise(self, pictures: tuple[str, ...] = ()) -> TestResponse:
        return self.guest.post("set-up/practise", {"pictures": " ".join(pictures or self.pictures)})

    def read_sheet(self) -> None:
        page = html.unescape(self.guest.get("set-up/sheet").text)
        self.code = "-".join(re.findall(r"<li><bdi>([A-Z2-9]{4})</bdi></li>", page))

    def come_to_the_sheet(self) -> None:
        self.tell_centre()
        self.tell_coach()
        self.learn()
        self.practise()
        self.practise()
        self.read_sheet()

    def found(self) -> TestResponse:
        self.come_to_the_sheet()
        founded = self.ask("sheet", name=self.code)
        self.guest.token = founded.location.split("/")[2]
        return founded


@pytest.fixture
def new_kiosk(database: SqliteDatabase, tmp_path: Path) -> Flask:
    """Return a kiosk that nobody has touched yet; one try of a secret takes the least it may here."""
    state.put(stretch_iterations=1)
    made = create_app(Settings(data=tmp_path))
    made.config["TESTING"] = True
    return made


@pytest.fixture
def day(new_kiosk: Flask) -> FirstDay:
    return FirstDay(Guest(new_kiosk.test_client()))
