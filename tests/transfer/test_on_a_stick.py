"""What is planned goes out on a stick without a name, and what others planned comes in as drafts, once."""

from pathlib import Path

import pytest
from flask import Flask

from kiosk.activities.models import Activity, Occurrence, Series, Stage
from kiosk.app import create_app
from kiosk.core import outbox
from kiosk.core.settings import Settings
from kiosk.transfer import queries
from sync.agent import erasing
from tests.people import Guest
from tests.vouching.neighbours import NAME, registered

PLAN = "title,date,start,end,places\nThee drinken,2026-03-10,09:30,11:30,8\nKapot,geen dag,09:30,11:30,8\n"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def app(clock: object, centre: object, tmp_path: Path, stick: Path) -> Flask:
    return create_app(Settings(data=tmp_path, courier_folder=str(stick)))


def mark(app: Flask, name: str) -> str:
    with app.app_context():
        (found,) = [
            file for one in queries.present_sticks() for file in queries.files(one) if file.path.name == name
        ]
    return found.mark


def mark_of_stick(app: Flask) -> str:
    with app.app_context():
        return queries.present_sticks()[0].mark


def test_what_is_understood_becomes_a_draft_and_the_rest_says_why(
    amal: Guest, app: Flask, stick: Path
) -> None:
    amal.language = "en"
    (stick / "plan.csv").write_text(PLAN)
    page = f"desk/transfer/files/{mark(app, 'plan.csv')}"
    assert "The day cannot be read." in amal.get(page).text

    assert amal.post(page).status_code == 303

    draft = Activity.get()
    assert (draft.title.texts["en"][0], draft.stage) == ("Thee drinken", Stage.DRAFT)
    assert Series.get().capacity == 8
    assert not Occurrence.select().exists()
    assert "1 activity came in." in amal.get("desk/transfer/").text


def test_the_same_file_twice_makes_no_second_one(amal: Guest, app: Flask, stick: Path) -> None:
    amal.language = "en"
    (stick / "plan.csv").write_text(PLAN)
    page = f"desk/transfer/files/{mark(app, 'plan.csv')}"
    amal.post(page)
    amal.post(page)

    assert Activity.select().count() == 1
    assert "It is here already." in amal.get(page).text


def test_what_was_thrown_away_is_made_again_only_when_that_is_asked(
    amal: Guest, app: Flask, stick: Path
) -> None:
    amal.language = "en"
    (stick / "plan.csv").write_text(PLAN)
    page = f"desk/transfer/files/{mark(app, 'plan.csv')}"
    gone = set()
    for _time in range(2):
        amal.post(page, {"again": "1"} if gone else {})
        draft = Activity.get().id
        assert draft not in gone
        gone.add(draft)
        amal.post(f"desk/publishing/{draft}/discard")
        amal.post(page)
        assert Activity.select().count() == 0
        assert "It was thrown away." in amal.get(page).text

    for _time in range(2):
        amal.post(page, {"again": "1"})

    assert Activity.select().count() == Series.select().count() == 1
    assert Activity.get().id not in gone
    shown = amal.get(page).text
    assert "It is here already." in shown
    assert "thrown away" not in shown


def test_central_s_word_that_it_was_thrown_away_counts_too(amal: Guest, app: Flask, stick: Path) -> None:
    amal.language = "en"
    (stick / "plan.csv").write_text(PLAN)
    page = f"desk/transfer/files/{mark(app, 'plan.csv')}"
    amal.post(page)
    draft = Activity.get()
    with outbox.applying():
        draft.delete_instance()
        erasing.remember([(draft.id.hex, "activity", "centre", 7)])
    outbox.Outbox.delete().execute()

    amal.post(page, {"again": "1"})

    assert Activity.get().id != draft.id


def test_a_line_that_stands_there_twice_is_one(amal: Guest, app: Flask, stick: Path) -> None:
    amal.language = "en"
    (stick / "plan.csv").write_text(PLAN + PLAN.splitlines()[1] + "\n")
    page = f"desk/transfer/files/{mark(app, 'plan.csv')}"
    assert "Make 1 draft" in amal.get(page).text

    amal.post(page)

    assert Activity.select().count() == 1
    assert "1 activity came in." in amal.get("desk/transfer/").text


def test_what_goes_out_tells_dates_and_no_name(
    amal: Guest, app: Flask, stick: Path, sewing: list[Occurrence]
) -> None:
    registered(amal, app, sewing[0])

    assert amal.post("desk/transfer/", {"stick": mark_of_stick(app)}).status_code == 303

    written = {path.suffix: path.read_bytes().decode("utf-8-sig") for path in stick.iterdir()}
    assert set(written) == {".ics", ".csv"}
    assert all(NAME not in text for text in written.values())
    assert written[".ics"].count("BEGIN:VEVENT") == written[".csv"].count("\n") - 1 == len(sewing)


def test_a_stick_that_is_gone_or_full_is_told(
    amal: Guest, app: Flask, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amal.language = "en"
    chosen = mark_of_stick(app)
    (stick / f".{'x' * 200}").touch()
    monkeypatch.setattr("os.fsync", full)
    amal.post("desk/transfer/", {"stick": chosen})
    assert "The stick could not be written. Is it full?" in amal.get("desk/transfer/").text
    assert [path.suffix for path in stick.iterdir()] == [""]

    assert amal.post("desk/transfer/", {"stick": "no stick"}).status_code == 404


def full(_handle: int) -> None:
    raise OSError(28, "no space left")


@pytest.mark.parametrize("name", ["pla\u202en.csv", ".hidden.csv", "plan.exe", "no.such"])
def test_only_what_lies_open_is_offered(amal: Guest, app: Flask, stick: Path, name: str) -> None:
    (stick / name).write_text("x")

    shown = amal.get("desk/transfer/").text

    assert (name in shown) == (name == "pla\u202en.csv")
    assert amal.get("desk/transfer/files/0000000000000000").status_code == 404
