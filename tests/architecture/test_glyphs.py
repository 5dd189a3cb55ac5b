"""Every letter that a page can show stands in a font of the machine; an empty box never does (SCREENS 3.3)."""

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from kiosk.core.languages import KNOWN, SHIPPED
from kiosk.screen.keyboard import BOARDS
from tests.architecture.house import ROOT

FAMILIES = ("Noto Sans", "Noto Sans Arabic")
# Tiles and spoken languages of other scripts are shown by their own name.
MORE_FAMILIES = ("Noto Sans Ethiopic",)
WEIGHTS = ("Regular", "Bold")


def file_of(family: str, weight: str) -> str:
    """Return the file in which the machine has a font, or nothing."""
    if not shutil.which("fc-match"):
        return ""
    asked = [f"{family}:style={weight}", "-f", "%{family}\t%{file}"]
    found = subprocess.run(["fc-match", *asked], capture_output=True, text=True, check=True).stdout.split(
        "\t"
    )
    return found[1] if family in found[0].split(",") else ""


@cache
def letters_of(family: str, weight: str) -> frozenset[int]:
    with TTFont(file_of(family, weight), lazy=True) as font:
        return frozenset(font.getBestCmap())


def shown(text: str) -> set[str]:
    return {letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}}


def words() -> Iterator[str]:
    """Yield everything that a page of a shipped language can show."""
    for code in SHIPPED:
        with (ROOT / "translations" / code / "LC_MESSAGES" / "messages.po").open("rb") as catalogue:
            for message in read_po(catalogue):
                yield from [message.string] if isinstance(message.string, str) else message.string
    for board in BOARDS.values():
        yield from ("".join(board.letters).upper(), "".join(board.letters), board.script)
    for path in sorted((ROOT / "kiosk" / "sample" / "data").rglob("*.json")):
        yield from texts(json.loads(path.read_text(encoding="utf-8")))
    yield "0123456789:–/€×+.,…’“”"


def texts(document: object) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    for part in (
        document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    ):
        yield from texts(part)


def lacking(text: str, families: tuple[str, ...], weight: str) -> set[str]:
    held = frozenset().union(*(letters_of(family, weight) for family in families))
    return {f"{letter} U+{ord(letter):04X}" for letter in shown(text) if ord(letter) not in held}


@pytest.fixture(autouse=True)
def fonts() -> None:
    missing = [family for family in FAMILIES for weight in WEIGHTS if not file_of(family, weight)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"this machine must have the fonts: {missing} (Debian: fonts-noto-core)")
    if missing:
        pytest.skip(f"this machine has no {', '.join(missing)} (Debian: fonts-noto-core)")


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_letter_of_every_page_is_in_the_fonts(weight: str) -> None:
    assert lacking("".join(words()), FAMILIES, weight) == set()


def test_every_language_can_write_its_own_name() -> None:
    names = "".join(language.endonym for language in KNOWN if language.code != "zh")

    assert lacking(names, FAMILIES + MORE_FAMILIES, "Regular") == set()


@pytest.mark.parametrize("letter", ["አ", "中", "😀"])
def test_it_sees_a_letter_that_would_be_a_box(letter: str) -> None:
    assert lacking(f"Yes {letter}", FAMILIES, "Regular") == {f"{letter} U+{ord(letter):04X}"}
