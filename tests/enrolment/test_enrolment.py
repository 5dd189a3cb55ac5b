"""A kiosk joins a centre with a code, at the screen; what goes wrong is told in a sentence of her language."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from flask import Flask
from peewee import SqliteDatabase

from kiosk.app import create_app
from kiosk.centres.models import Centre
from kiosk.core import record, state
from kiosk.core.settings import Settings
from kiosk.security import signatures, vault
from tests.people import Guest

ADDRESS, CODE = "https://central.example", "KYBS-7A2F-9QRW"


@dataclass
class Wire:
    """Stands where central would be: it answers with `word`, or names a centre, with its key when it is founded."""

    word: str = ""
    is_founded: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)
    centre: Centre = field(init=False)

    def enrol(self, address: str, code: str, _name: str) -> str:
        self.asked.append((address, code))
        if self.word:
            return self.word
        self.centre = Centre(name="Zuidwijk", area="NL-RTM")
        state.put(token="t", centre=self.centre.id.hex, centre_name="Zuidwijk", area="NL-RTM", last_contact=1)
        return self.exchange()

    def exchange(self) -> str:
        if self.word:
            return self.word
        if self.is_founded:
            entry = signatures.first_key(vault.new_key()[0])
            self.centre.public_key, self.centre.signing_key = entry["public"], entry["signing"]
            self.centre.keys = [entry]
            self.centre.save(force_insert=True)
            for hook in record.after_pull:
                hook(frozenset({"centre"}))
        return ""


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def kiosk(database: SqliteDatabase, wire: Wire) -> Flask:
    made = create_app(Settings(), make_central=lambda: wire)
    made.config["TESTING"] = True
    return made


@pytest.fixture
def join(kiosk: Flask) -> Callable[[], tuple[Guest, str]]:
    """Return what types address and code; it returns the visit and where it led."""

    def type_both() -> tuple[Guest, str]:
        visit = Guest(kiosk.test_client())
        visit.post("connect/ask/address", {"name": ADDRESS, "go": "1"})
        return visit, visit.post("connect/ask/code", {"name": CODE, "go": "1"}).location

    return type_both


def test_joining_asks_central_with_what_was_typed(join: Callable[[], tuple[Guest, str]], wire: Wire) -> None:
    visit, led = join()

    assert wire.asked == [(ADDRESS, CODE)]
    assert led.endswith("/connect/joined")
    assert "Zuidwijk" in visit.get("connect/joined").text
    assert state.get("centre_key") == wire.centre.public_key


@pytest.mark.parametrize("word", ["unknown_code", "no_line", "insecure", "a_word_nobody_knows"])
def test_what_went_wrong_is_told_beside_the_code(
    join: Callable[[], tuple[Guest, str]], wire: Wire, word: str
) -> None:
    wire.word = word

    visit, led = join()

    assert led.endswith("/connect/ask/code")
    page = visit.get("connect/ask/code").text
    assert 'role="alert"' in page
    assert CODE in page
    assert 'role="alert"' not in visit.get("connect/ask/code").text


def test_a_centre_that_nobody_founded_is_founded_here(
    join: Callable[[], tuple[Guest, str]], wire: Wire
) -> None:
    wire.is_founded = False

    visit, led = join()

    assert led.endswith("/connect/waiting")
    assert visit.address("set-up/ask/centre") in visit.get("connect/waiting").text
    assert "Zuidwijk" in visit.get("set-up/ask/centre").text


def test_a_centre_whose_key_has_not_come_is_asked_for_again(
    join: Callable[[], tuple[Guest, str]], wire: Wire
) -> None:
    wire.is_founded = False
    visit, _led = join()
    state.put(last_error="no_line")

    assert visit.address("connect/again") in visit.get("connect/waiting").text
    wire.is_founded = True
    again = visit.post("connect/again")

    assert again.location.endswith("/connect/joined")


def test_nobody_joins_another_centre_from_the_screen(centre: object, app: Flask) -> None:
    visit = Guest(app.test_client())

    assert visit.get("connect/ask/address").location.endswith("/activities/")
    assert visit.post("connect/ask/code", {"name": CODE, "go": "1"}).location.endswith("/activities/")


def test_connecting_later_is_for_those_who_keep_the_machine(centre: object, app: Flask) -> None:
    visit = Guest(app.test_client())

    assert visit.get("desk/connect/").status_code == 403
    assert visit.post("desk/connect/ask/code", {"name": CODE, "go": "1"}).status_code == 403


def test_where_another_kiosk_was_first_it_waits_and_founds_nothing(
    join: Callable[[], tuple[Guest, str]], wire: Wire
) -> None:
    wire.is_founded = False
    visit, _led = join()
    state.put(is_begun=True)

    page = visit.get("connect/waiting").text

    assert "/set-up/ask/centre" not in page
    assert "/connect/again" in page
