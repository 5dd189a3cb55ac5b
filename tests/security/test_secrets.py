"""Pictures, badges and cards are drawn by chance; each can be read again, and a slip of one digit is seen."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.ids import new_id
from kiosk.core.pictures import PICTURES
from kiosk.security import secrets
from kiosk.security.secrets import CardSecret
from kiosk.security.vault import CannotOpenError

STAFF = UUID("019538a7-5c00-7000-8000-000000000001")
CARD = CardSecret(("lion", "cup", "sun"), "4839210")


def test_six_different_pictures_are_given() -> None:
    given_ones = [secrets.new_pictures() for _time in range(50)]

    assert all(len(set(pictures)) == 6 and set(pictures) <= set(PICTURES) for pictures in given_ones)
    assert len(set(given_ones)) == 50


def test_their_order_counts() -> None:
    pictures = secrets.new_pictures()

    assert secrets.picture_secret(pictures) != secrets.picture_secret(pictures[::-1])
    assert secrets.picture_secret(list(pictures)) == secrets.picture_secret(pictures)


def test_a_badge_tells_whose_it_is_and_its_secret() -> None:
    text = secrets.new_badge(STAFF)
    staff, secret = secrets.read_badge(f" {text}\n")

    assert text.startswith("pp1b.")
    assert (staff, len(secret)) == (STAFF, 16)
    assert secrets.read_badge(secrets.new_badge(STAFF))[1] != secret


@pytest.mark.parametrize(
    "text", ["", "pp1b", "pp1b..", "pp1c.lion.cup.sun.4839210", "pp1b.AAAA.AAAA", "é.é.é"]
)
def test_what_is_no_badge_is_none(text: str) -> None:
    with pytest.raises(CannotOpenError):
        secrets.read_badge(text)


def test_a_card_has_three_pictures_and_seven_digits() -> None:
    for _time in range(50):
        card = secrets.new_card_secret()
        assert len(set(card.pictures)) == 3
        assert secrets.is_checked(card.digits)
        assert secrets.read_card(card.text()) == card


def test_a_card_does_not_tell_itself() -> None:
    assert str(CARD) == "CardSecret(…)"


@pytest.mark.parametrize(("free", "digit"), [("079", "2"), ("0794", "5"), ("000000", "9")])
def test_the_check_digit_is_that_of_the_standard(free: str, digit: str) -> None:
    assert secrets.check_digit(free) == digit


@given(st.text("0123456789", min_size=6, max_size=6), st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(free: str, place: int, by: int) -> None:
    digits = free + secrets.check_digit(free)
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]

    assert secrets.is_checked(digits)
    assert not secrets.is_checked(wrong)


@pytest.mark.parametrize("digits", ["", "123456", "12345678", "123456a", "١٢٣٤٥٦٧"])
def test_what_is_no_number_of_a_card_is_none(digits: str) -> None:
    assert not secrets.is_checked(digits)


@pytest.mark.parametrize(
    "text", ["", "pp1c", "pp1c.lion.cup.4839210", "pp1c.lion.cup.moon.4839210", "pp1b.lion.cup.sun.4839210"]
)
def test_what_is_no_card_is_none(text: str) -> None:
    with pytest.raises(CannotOpenError):
        secrets.read_card(text)


def test_a_card_gives_the_same_keys_everywhere_in_its_centre_and_others_elsewhere() -> None:
    here, there = secrets.card_salt(STAFF), secrets.card_salt(new_id())
    handle, key = secrets.card_keys(CARD, salt=here, iterations=1)

    assert secrets.card_keys(CARD, salt=here, iterations=1) == (handle, key)
    assert len(key) == 32
    other, other_key = secrets.card_keys(CARD, salt=there, iterations=1)
    assert handle != other
    assert key != other_key
