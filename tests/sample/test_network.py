import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.complaints import CannotWorkError
from kiosk.sample import loader, network
from kiosk.sample.network import Note, read_note, write_note

TODAY = date(2026, 3, 2)
NOTE = Note(TODAY, "demo", "a password")


class Listener:
    """Stands in for central's console and remembers who was invited."""

    def __init__(self) -> None:
        self.invited: list[tuple[str, bool]] = []

    def invite(self, name: str, area: str, *, is_office: bool) -> str:
        self.invited.append((name, is_office))
        return f"{area} {len(self.invited)}"


def test_a_new_folder_and_an_empty_one_hold_no_sample(tmp_path: Path) -> None:
    assert read_note(tmp_path / "new", TODAY) is None
    assert read_note(tmp_path, TODAY) is None


def test_a_finished_sample_is_found_again(tmp_path: Path) -> None:
    write_note(tmp_path, NOTE)

    assert read_note(tmp_path, TODAY + timedelta(days=21)) == NOTE
    assert stat.S_IMODE((tmp_path / network.NOTE).stat().st_mode) == 0o600


def test_a_sample_of_four_weeks_ago_is_not_shown_again(tmp_path: Path) -> None:
    write_note(tmp_path, NOTE)

    with pytest.raises(CannotWorkError, match="delete the folder"):
        read_note(tmp_path, TODAY + timedelta(days=22))


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear mother", encoding="utf-8")

    with pytest.raises(CannotWorkError, match="no finished sample"):
        read_note(tmp_path, TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_one_office_and_three_centres_are_invited() -> None:
    listener = Listener()

    codes = network.invite_all(listener)  # type: ignore[arg-type]  the rest of the wire is not touched

    assert set(codes) == {"pendrecht", "zuidwijk", "beverwaard", "office"}
    assert len(set(codes.values())) == 4
    assert sorted(is_office for _name, is_office in listener.invited) == [False, False, False, True]


def test_the_office_speaks_first_and_the_shown_kiosk_listens_last() -> None:
    keys = [site["key"] for site in sorted(loader.sites(), key=network.order)]

    assert (keys[0], keys[-1]) == ("office", "pendrecht")
