"""The caretaker touches one button for each way, and reads in plain words what it did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from kiosk.app import create_app
from kiosk.core.settings import Settings
from tests.conftest import Founded
from tests.people import Guest
from tests.team import Colleague, Team, sit_down


@dataclass(frozen=True)
class Carried:
    word: str = ""
    changes: int = 0
    records: int = 0
    left: int = 0
    has_more: bool = False


@dataclass
class Pocket:
    """Stands where the wire would be: it tells what the test wrote, and remembers the stick it was given."""

    carried: Carried = field(default_factory=Carried)
    is_known: bool = True
    places: list[tuple[str, Path]] = field(default_factory=list)

    def is_ready(self) -> bool:
        return self.is_known

    def export(self, place: Path) -> Carried:
        self.places.append(("export", place))
        return self.carried

    def take_in(self, place: Path) -> Carried:
        self.places.append(("import", place))
        return self.carried


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


@pytest.fixture
def pocket() -> Pocket:
    return Pocket()


@pytest.fixture
def app(centre: Founded, tmp_path: Path, stick: Path, pocket: Pocket) -> Flask:
    made = create_app(Settings(data=tmp_path, courier_folder=str(stick)), make_courier=lambda: pocket)
    made.config["TESTING"] = True
    return made


def mark(page: str) -> str:
    return page.split('name="stick" value="')[1].split('"', maxsplit=1)[0]


def carry(colleague: Colleague, deed: str) -> str:
    chosen = mark(colleague.get("courier/").text)
    colleague.post(f"courier/{deed}", {"stick": chosen})
    return colleague.get("courier/done").text


@pytest.mark.parametrize("name", ["Omar", "Lena"])
def test_what_waits_is_put_on_the_stick(
    name: str, at_desk: Callable[[str], Colleague], pocket: Pocket, stick: Path
) -> None:
    colleague = at_desk(name)
    colleague.language = "en"
    pocket.carried = Carried(changes=12, left=3)

    page = carry(colleague, "export")

    assert pocket.places == [("export", stick)]
    assert "12 changes are on the stick." in page
    assert "3 changes still wait for the next time." in page
    assert "You may take the stick out now." in page


def test_what_the_stick_brings_is_taken_in(at_desk: Callable[[str], Colleague], pocket: Pocket) -> None:
    omar = at_desk("Omar")
    omar.language = "en"
    pocket.carried = Carried(changes=1, records=5, has_more=True)

    page = carry(omar, "import")

    assert pocket.places[0][0] == "import"
    for words in ("1 change more", "5 pieces of news", "Carry the stick once more."):
        assert words in page


@pytest.mark.parametrize("word", ["stick_full", "stick_read_only", "stick_gone", "cut_bundle", "a_new_word"])
def test_what_went_wrong_is_told_in_a_sentence(
    word: str, at_desk: Callable[[str], Colleague], pocket: Pocket
) -> None:
    omar = at_desk("Omar")
    omar.language = "en"
    pocket.carried = Carried(word)

    page = carry(omar, "export")

    assert "wrong.svg" in page
    assert "take the stick out" not in page
    assert (word in page) == (word == "a_new_word")


def test_without_a_stick_it_asks_for_one_and_notices_it(
    at_desk: Callable[[str], Colleague], stick: Path
) -> None:
    omar = at_desk("Omar")
    omar.language = "en"
    with_stick = omar.get("courier/stick").text
    stick.rmdir()

    page = omar.get("courier/")

    assert "Put a USB stick into the machine." in page.text
    assert "<button" not in page.text.split("<main")[1].split("</main>")[0]
    assert (bool(with_stick), omar.get("courier/stick").text) == (True, "")
    assert str(stick) not in page.text


def test_a_stick_that_was_pulled_out_meanwhile(
    at_desk: Callable[[str], Colleague], pocket: Pocket, stick: Path
) -> None:
    omar = at_desk("Omar")
    chosen = mark(omar.get("courier/").text)
    stick.rmdir()

    assert omar.post("courier/export", {"stick": chosen}).location.endswith("/courier/")
    assert pocket.places == []
    assert omar.get("courier/done").status_code == 303


def test_a_kiosk_that_central_has_told_no_keys(at_desk: Callable[[str], Colleague], pocket: Pocket) -> None:
    pocket.is_known = False
    omar = at_desk("Omar")
    omar.language = "en"

    assert "does not know the keys of central" in omar.get("courier/").text
    assert omar.post("courier/export", {"stick": "any"}).status_code == 303
    assert pocket.places == []


def test_who_does_not_keep_the_machine_is_refused(
    at_desk: Callable[[str], Colleague], app: Flask, team: Team
) -> None:
    amal = at_desk("Amal")
    visitor = Guest(app.test_client())

    for someone in (amal, visitor):
        prefix = "" if isinstance(someone, Colleague) else "desk/"
        assert someone.get(f"{prefix}courier/").status_code == 403
        assert someone.post(f"{prefix}courier/export", {"stick": "any"}).status_code == 403


def test_a_kiosk_without_a_courier_leads_back_to_the_machine(team: Team, tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    omar = sit_down(app, app.test_client(), team, "Omar")

    assert omar.get("courier/").location.endswith("/machine/")
    assert omar.get("courier/stick").status_code == 200
