"""The letters on the screen write exactly what they show, and what is written survives every detour."""

import unicodedata

import pytest

from tests.browser.conftest import Kiosk
from tests.browser.screens import Screen

BOARD = "button[name=board]"
WIPE = "button[name=wipe]"
SPACE = "button[name=letter][value=' ']"


def stand(screen: Screen, kiosk: Kiosk, language: str) -> Screen:
    """Stand on the name page in a language."""
    screen.start(language)
    screen.go(f"places/{kiosk.dates['roomy']}/name")
    return screen


@pytest.mark.parametrize(
    ("language", "touched", "written"),
    [
        ("nl", "zoë", "Zoë"),
        ("tr", "ilkışğ", "İlkışğ"),
        ("tr", "ışıl", "Işıl"),
        ("ar", "مليكة", "مليكة"),
        ("hu", "őzike", "Őzike"),
        ("ro", "șoim", "Șoim"),
    ],
)
def test_it_writes_exactly_the_letters_that_were_touched(
    either_screen: Screen, kiosk: Kiosk, language: str, touched: str, written: str
) -> None:
    screen = stand(either_screen, kiosk, language)

    screen.write(touched)

    assert screen.typed == written
    assert not any(unicodedata.category(letter) in {"Cf", "Cc"} for letter in screen.typed)


def test_each_word_begins_with_a_capital(either_screen: Screen, kiosk: Kiosk) -> None:
    screen = stand(either_screen, kiosk, "nl")

    screen.write("an")
    screen.press(SPACE)
    screen.write("b-c")

    assert screen.typed == "An B-C"


def test_wiping_takes_one_letter_as_she_sees_it(screen: Screen, kiosk: Kiosk) -> None:
    stand(screen, kiosk, "nl")
    screen.page.locator("input.field").fill("Ze\u0301👩‍👧")

    for left in ("Ze\u0301", "Z", "", ""):
        screen.press(WIPE)
        assert screen.typed == left


def test_wiping_without_script_takes_one_letter_as_she_sees_it(plain_screen: Screen, kiosk: Kiosk) -> None:
    screen = stand(plain_screen, kiosk, "ar")
    screen.page.locator("input.field").fill("نور\u064e")

    screen.press(WIPE)

    assert screen.typed == "نو"


def test_a_letter_in_the_middle_is_written_where_the_caret_stands(screen: Screen, kiosk: Kiosk) -> None:
    stand(screen, kiosk, "nl")
    screen.write("ana")
    screen.page.locator("input.field").evaluate("field => field.setSelectionRange(2, 2)")

    screen.write("n")

    assert screen.typed == "Anna"


def test_the_field_holds_a_hundred_letters_and_no_more(screen: Screen, kiosk: Kiosk) -> None:
    stand(screen, kiosk, "nl")
    screen.page.locator("input.field").fill("A" * 99)

    screen.write("bb")

    assert len(screen.typed) == 100


def test_another_script_keeps_what_was_written(either_screen: Screen, kiosk: Kiosk) -> None:
    screen = stand(either_screen, kiosk, "ar")
    screen.write("نور")

    screen.touch(BOARD)
    screen.press(SPACE)
    screen.write("an")

    assert screen.typed == "نور An"
    screen.touch(BOARD)
    assert screen.page.locator(screen.letter("ن")).count() == 1
    assert screen.typed == "نور An"


def test_accents_are_one_touch_away(either_screen: Screen, kiosk: Kiosk) -> None:
    screen = stand(either_screen, kiosk, "en")

    screen.touch(BOARD)
    screen.write("ş")

    assert screen.typed == "Ş"


def test_another_language_keeps_what_was_written(either_screen: Screen, kiosk: Kiosk) -> None:
    screen = stand(either_screen, kiosk, "nl")
    screen.write("amal")

    screen.touch("header button[name=leave][value^=languages]")
    screen.touch("a.language[lang=ar]")

    assert screen.page.locator("html[lang=ar][dir=rtl]").count() == 1
    assert screen.page.url.endswith("/name")
    assert screen.typed == "Amal"
    assert screen.page.locator(screen.letter("ن")).count() == 1


@pytest.mark.parametrize("detour", ["button[name=leave][value^=size]", "button[name=leave][value^=help]"])
def test_a_detour_keeps_what_was_written(either_screen: Screen, kiosk: Kiosk, detour: str) -> None:
    screen = stand(either_screen, kiosk, "nl")
    screen.write("amal")

    screen.touch(detour)
    if "help" in detour:
        screen.touch("main a.big")

    assert screen.typed == "Amal"


def test_going_back_keeps_what_was_written(either_screen: Screen, kiosk: Kiosk) -> None:
    screen = stand(either_screen, kiosk, "nl")
    screen.write("amal")

    screen.touch("header button[name=leave]")
    screen.touch("a[href$='/name']")

    assert screen.typed == "Amal"


def test_the_whole_page_mirrors_and_the_field_follows_what_is_written(screen: Screen, kiosk: Kiosk) -> None:
    stand(screen, kiosk, "ar")
    first, second = (screen.page.locator(screen.letter(letter)).bounding_box() for letter in "اأ")

    screen.write("نور")

    assert first
    assert second
    assert first["x"] > second["x"]
    assert screen.page.locator("input.field").evaluate("field => getComputedStyle(field).direction") == "rtl"
