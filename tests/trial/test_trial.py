"""A trial lies in a folder of its own: it is begun where there is no centre, and ended only where it is one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from kiosk import data
from kiosk.accounts import queries as accounts
from kiosk.accounts import services as account_services
from kiosk.app import create_app
from kiosk.cards import services as cards
from kiosk.core import state
from kiosk.core.database import connect, disconnect
from kiosk.core.settings import Settings
from kiosk.rota import queries as rota
from kiosk.sample import trial
from kiosk.security import secrets
from kiosk.security.permissions import Role
from tests.people import Guest


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Lay a trial out once for all tests of this file."""
    settings = Settings(data=tmp_path_factory.mktemp("laid out"))
    trial.lay_out(trial.settings_of(settings), date.today())  # noqa: DTZ011
    disconnect()
    return settings


@pytest.fixture
def tried(laid_out: Settings, tmp_path: Path) -> Iterator[Settings]:
    """Open a copy of a trial inside a kiosk that nobody has set up."""
    settings = Settings(data=tmp_path / "kiosk")
    shutil.copytree(laid_out.data, settings.data)
    data.open_folder(trial.settings_of(settings))
    yield settings
    disconnect()


def an_app(settings: Settings, moves: list[str], *, is_trial: bool) -> Flask:
    made = create_app(settings, move=moves.append, is_trial=is_trial)
    made.config["TESTING"] = True
    return made


def test_people_of_every_kind_work_there(tried: Settings) -> None:
    people = accounts.working_staff()

    assert [one.role for one in people].count(Role.KEY_MOTHER) == 3
    assert {Role.COACH, Role.DEPUTY, Role.CARETAKER} < {one.role for one in people}
    assert {one.language for one in people} == {"nl", "ar", "tr"}
    assert rota.Shift.select().count() == 3 * len(rota.DAYS)


def test_what_is_told_opens_every_door(tried: Settings) -> None:
    sample = state.get("sample")

    for told, person in zip(sample["people"], accounts.working_staff(), strict=True):
        signed_in = account_services.sign_in_with_pictures(person.id, tuple(told["pictures"]))
        assert (signed_in.role, person.tile) == (told["role"], told["tile"])
    assert account_services.sign_in_with_badge(sample["badge"]).role == Role.COACH
    card = secrets.CardSecret(tuple(sample["card"]["pictures"]), sample["card"]["digits"])
    assert cards.open_card(card).household


def test_no_name_of_the_sample_lies_in_the_clear_but_what_may_be_shown(tried: Settings) -> None:
    disconnect()

    with closing(sqlite3.connect(tried.data / "trial" / "kiosk.sqlite")) as stored:
        everything = "\n".join(stored.iterdump())

    connect()
    assert "Noor" not in everything
    assert "Hana" not in everything
    assert "Amal" in everything


def test_every_page_of_a_sample_says_so(tried: Settings) -> None:
    visit = Guest(an_app(trial.settings_of(tried), [], is_trial=True).test_client())

    assert "frame-sample" in visit.client.get("/").text
    assert "frame-sample" in visit.get("activities/").text
    assert "frame-sample" in visit.get("staff/").text


def test_the_secrets_are_told_page_by_page(tried: Settings) -> None:
    visit = Guest(an_app(trial.settings_of(tried), [], is_trial=True).test_client())

    pages = [visit.get(f"trial/?page={number}").text for number in (1, 2, 3)]

    assert sum(page.count('class="print try-row"') for page in pages) == 7
    assert state.get("sample")["card"]["digits"] in pages[2]


def test_a_trial_is_begun_where_there_is_no_centre(tmp_path: Path) -> None:
    settings, moves = Settings(data=tmp_path), list[str]()
    data.open_folder(settings)
    visit = Guest(an_app(settings, moves, is_trial=False).test_client())

    begun = visit.post("trial/")

    disconnect()
    assert begun.status_code == 200
    assert 'http-equiv="refresh"' in begun.text
    assert moves == ["trial"]


def test_a_centre_is_never_hidden_behind_a_trial(centre: object, tmp_path: Path) -> None:
    moves = list[str]()
    visit = Guest(an_app(Settings(data=tmp_path), moves, is_trial=False).test_client())

    assert visit.post("trial/").status_code == 409
    assert visit.post("trial/end").status_code == 409
    assert visit.get("trial/").location.endswith("/activities/")
    assert moves == []


def test_a_trial_is_ended_where_it_is_one(tried: Settings) -> None:
    moves = list[str]()
    visit = Guest(an_app(trial.settings_of(tried), moves, is_trial=True).test_client())

    assert visit.get("trial/end").status_code == 200
    visit.post("trial/end")

    assert moves == [""]


def test_ending_it_leaves_no_file_of_it(tried: Settings) -> None:
    is_trial = trial.end(tried)

    assert not is_trial
    assert [path.name for path in tried.data.iterdir() if path.is_dir()] == []
    assert state.get("sample") is None


def test_a_trial_that_cannot_be_laid_out_leaves_the_kiosk_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(data=tmp_path, zone="Europe/Amsterdam")
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "kiosk.sqlite").mkdir()
    monkeypatch.setattr(trial, "clear_away", lambda folder: disconnect())

    assert not trial.begin(settings)

    disconnect()
    assert "the trial was not laid out" in caplog.text
