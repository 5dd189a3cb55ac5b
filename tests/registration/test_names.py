"""A name is what people call her: any script, sixty letters and more, and nothing that nobody can see."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from kiosk.activities.models import Occurrence
from kiosk.core.pages import MAX_BODY_BYTES
from kiosk.registration.models import Household
from kiosk.screen import typing
from tests.people import Guest

LATIN = "Wilhelmina-Theodora van den Heuvel-Papadimitriou de Oliveira"
ARABIC = "عبد الرحمن محمد نور الدين أبو بكر الصديق عبد العزيز الحسيني ي"
ETHIOPIC = "ገብረመስቀል ወልደጊዮርጊስ ተክለሃይማኖት ኃይለሥላሴ ገብረእግዚአብሔር ወልደማርያም"
MIXED = "Şükrü 🌻 Ömer 李雷 हिन्दी O’Neil عمر Ő, and so on to sixty letters!!"


@pytest.mark.parametrize("name", [LATIN, ARABIC, ETHIOPIC, MIXED, "X", "Nguyễn", "می‌خواهم"])
def test_a_name_is_shown_as_it_was_written(visit: Guest, sewing: list[Occurrence], name: str) -> None:
    written = visit.post(f"places/{sewing[0].id}/name", {"name": name, "go": "1"})

    assert written.location.endswith("/check")
    assert unicodedata.normalize("NFC", name).replace("’", "’") in visit.client.get(written.location).text


def test_marks_that_turn_the_text_around_it_are_dropped() -> None:
    assert typing.clean_name("\u202eAmal\u202c\u200f \u2066Noor\u2069\ufeff") == "Amal Noor"


def test_joiners_that_a_script_needs_are_kept() -> None:
    assert typing.clean_name("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize("typed", ["", "   ", "\u200f", "--'", "\u202e\u202c", "\n\t", "\u200d"])
def test_a_name_without_letters_is_asked_for_again(
    visit: Guest, sewing: list[Occurrence], typed: str
) -> None:
    written = visit.post(f"places/{sewing[0].id}/name", {"name": typed, "go": "1"})

    assert written.location.endswith("?fault=missing")
    assert 'aria-invalid="true"' in visit.client.get(written.location).text


def test_a_name_that_is_too_long_is_asked_for_again_and_not_lost(
    visit: Guest, sewing: list[Occurrence]
) -> None:
    written = visit.post(f"places/{sewing[0].id}/name", {"name": "Ma" * 60, "go": "1"})

    assert written.location.endswith("?fault=long")
    assert "Ma" * 60 in visit.client.get(written.location).text


@pytest.mark.parametrize(("code", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("hu", "ltr")])
def test_a_field_of_a_megabyte_is_told_in_her_language(
    visit: Guest, sewing: list[Occurrence], code: str, direction: str
) -> None:
    visit.language = code

    told = visit.post(f"places/{sewing[0].id}/name", {"name": "a" * 1_000_000, "go": "1"})

    assert told.status_code == 413
    assert f'<html lang="{code}" dir="{direction}"' in told.text
    assert visit.address("activities/") in told.text


def test_what_was_typed_before_a_megabyte_is_still_there(visit: Guest, sewing: list[Occurrence]) -> None:
    name = f"places/{sewing[0].id}/name"
    visit.post(name, {"name": "Mehrnaz", "letter": " "})

    visit.post(name, {"name": "a" * (MAX_BODY_BYTES + 1)})

    assert 'value="Mehrnaz ' in visit.get(name).text


@given(some.text(max_size=150))
@example("\u0000")
@example("a\u0300" * 60)
def test_whatever_is_typed_is_a_readable_name_or_told(typed: str) -> None:
    try:
        name = typing.clean_name(typed)
    except (typing.NameMissingError, typing.NameTooLongError):
        return

    assert 0 < len(name) <= typing.LONGEST_NAME
    assert not set(name) & typing.DIRECTION_MARKS
    assert name == " ".join(name.split())
    assert typing.clean_name(name) == name


def test_choosing_the_ticket_forgets_the_name(visit: Guest, sewing: list[Occurrence]) -> None:
    visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})

    visit.post(f"places/{sewing[0].id}/who")

    assert "Mehrnaz" not in visit.get(f"places/{sewing[0].id}/check").text
    assert Household.select().count() == 0


def test_a_name_is_never_part_of_an_address_or_a_title(visit: Guest, sewing: list[Occurrence]) -> None:
    written = visit.post(f"places/{sewing[0].id}/name", {"name": "Mehrnaz", "go": "1"})
    page = visit.client.get(written.location).text

    assert "Mehrnaz" not in written.location
    assert "<title>Parents’ Point</title>" in page
