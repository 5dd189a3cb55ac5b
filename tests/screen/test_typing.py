"""A board offers the letters of what is asked for, and what was typed reads as it stands on paper."""

import pytest

from kiosk.screen import keyboard, typing
from kiosk.security import recovery


def write(board: keyboard.Board, *letters: str) -> str:
    """Touch one key after the other, as without script."""
    text = ""
    for letter in letters:
        text = typing.edited({"name": text, "letter": letter}, board)
    return text


def test_a_code_is_typed_in_groups_as_the_sheet_shows_it() -> None:
    assert write(keyboard.CODE, *"KYBS7A2F") == "KYBS-7A2F"


def test_wiping_a_code_leaves_no_hyphen_at_its_end() -> None:
    assert typing.edited({"name": "KYBS-7", "wipe": "1"}, keyboard.CODE) == "KYBS"


def test_digits_and_addresses_stay_as_they_are_touched() -> None:
    assert write(keyboard.DIGITS, *"4839217") == "4839217"
    assert write(keyboard.ADDRESS, *"https://a-b.nl:8090") == "https://a-b.nl:8090"


@pytest.mark.parametrize("board", [keyboard.CODE, keyboard.DIGITS, keyboard.ADDRESS])
def test_a_letter_that_is_not_on_the_board_changes_nothing(board: keyboard.Board) -> None:
    assert typing.edited({"name": "24", "letter": "é"}, board) == "24"
    assert typing.edited({"name": "24", "letter": " "}, board) == "24"


def test_a_text_ends_where_the_board_does() -> None:
    full = "4" * keyboard.DIGITS.longest

    assert typing.edited({"name": full, "letter": "2"}, keyboard.DIGITS) == full


def test_the_letters_of_a_code_are_those_of_the_sheet() -> None:
    assert set(keyboard.CODE.letters) == set(recovery.ALPHABET)
