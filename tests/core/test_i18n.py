"""Days and hours as each language writes them, in digits that buses and letters use here."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from flask import Flask, g

from kiosk.core.i18n import compile_catalogues, full_day, hours, long_day
from kiosk.core.languages import BY_CODE, KNOWN, SHIPPED, chosen

SATURDAY = date(2026, 3, 7)
# SCREENS 3.1, column "Date sample".
SAMPLES = {
    "nl": "zaterdag 7 maart",
    "en": "Saturday 7 March",
    "ar": "السبت، 7 مارس",
    "tr": "7 Mart Cumartesi",
    "pl": "sobota, 7 marca",
    "uk": "субота, 7 березня",
    "ru": "суббота, 7 марта",
    "bg": "събота, 7 март",
    "ro": "sâmbătă, 7 martie",
    "hu": "március 7., szombat",
    "es": "sábado, 7 de marzo",
    "pt": "sábado, 7 de março",
    "fr": "samedi 7 mars",
    "pap": "djasabra 7 Mart",
    "fa": "شنبه 7 مارس",
    "ur": "ہفتہ، 7 مارچ",
    "ku": "şemî, 7ê adarê",
    "so": "Sabti, 7 Maarso",
    "ti": "ቀዳም፣ 7 መጋቢት",
    "zh": "3月7日星期六",
}


@contextmanager
def page_in(code: str) -> Iterator[None]:
    with Flask("page").app_context():
        g.language = BY_CODE[code]
        yield


ROOT = Path(__file__).parent.parent.parent


def test_all_twenty_languages_are_known() -> None:
    assert [language.code for language in KNOWN] == [*dict.fromkeys(language.code for language in KNOWN)]
    assert set(BY_CODE) == set(SAMPLES)
    assert set(SHIPPED) == {"nl", "en", "es", "pt", "hu", "ro", "ar", "tr"}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_long_day_reads_as_the_sample(code: str) -> None:
    with page_in(code):
        assert long_day(SATURDAY) == SAMPLES[code]


@pytest.mark.parametrize("code", SAMPLES)
def test_digits_are_western_all_year_round(code: str) -> None:
    with page_in(code):
        year = [long_day(date(2026, 1, 1) + timedelta(days=day)) for day in range(365)]

    digits = {letter for day in year for letter in day if letter.isdigit()}
    assert digits <= set("0123456789")


def test_an_arabic_page_tells_both_names_of_the_month() -> None:
    with page_in("ar"):
        assert full_day(SATURDAY) == "السبت، 7 مارس / آذار"


def test_other_pages_tell_one() -> None:
    with page_in("tr"):
        assert full_day(SATURDAY) == long_day(SATURDAY)


def test_hours_are_told_by_twenty_four() -> None:
    start = datetime(2026, 3, 7, 9, 5)  # noqa: DTZ001  wall time of the centre

    assert hours(start, start + timedelta(hours=10)) == "09:05–19:05"


def test_the_picker_shows_what_was_chosen_in_that_order() -> None:
    assert [language.code for language in chosen(" ar, nl,ar ")] == ["ar", "nl"]


@pytest.mark.parametrize("codes", ["", "nl,xx", "pl"])
def test_a_language_without_catalogue_is_refused(codes: str) -> None:
    with pytest.raises(ValueError, match="no catalogue"):
        chosen(codes)


def test_a_catalogue_is_compiled_when_it_is_new_or_changed(tmp_path: Path) -> None:
    source = tmp_path / "nl" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr ""\n\nmsgid "Yes"\nmsgstr "Ja"\n', encoding="utf-8")

    compile_catalogues(tmp_path)

    with source.with_suffix(".mo").open("rb") as compiled:
        assert read_mo(compiled)["Yes"].string == "Ja"
    assert {path.name for path in source.parent.iterdir()} == {"messages.po", "messages.mo"}


def test_programs_that_start_at_once_compile_beside_each_other(tmp_path: Path) -> None:
    """The demo starts two, the tests four; each writes a file of its own before it takes the place of the last."""
    for code in ("nl", "en", "ar", "tr"):
        source = tmp_path / code / "LC_MESSAGES" / "messages.po"
        source.parent.mkdir(parents=True)
        words = "".join(f'msgid "Word {number}"\nmsgstr "Woord {number}"\n\n' for number in range(400))
        source.write_text(f'msgid ""\nmsgstr ""\n\n{words}', encoding="utf-8")
    code = f"from pathlib import Path; from kiosk.core import i18n; i18n.compile_catalogues(Path({str(tmp_path)!r}))"

    programs = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _program in range(4)]

    assert [program.wait() for program in programs] == [0, 0, 0, 0]
    assert len(list(tmp_path.rglob("*.mo"))) == 4
