"""The sheet of small pictures is whole, prints only our own dyes, and is what the tools draw."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kiosk.screen.drawings import cloth, colours, interface, pictograms, sprite
from kiosk.screen.drawings.sprite import Kind

DRAWINGS = Path(pictograms.__file__).resolve().parents[2] / "static" / "drawings"
SHEET = pictograms.draw()["pictograms.svg"]
SVG = "{http://www.w3.org/2000/svg}"
SIGNS = """
    back next globe listen call finish check yes plus change wipe pencil mark hourglass warning question
    camera coin free speech pin bag day cancel-date ticket print food stairs step-free morning afternoon evening
    child woman man family people wheelchair
    school dutch growth health money housing work other
    parents school-together girls child-rights mother-tongue digital citizen inclusion
"""
LETTERS_ON = ("paper", "linen", "thread", "weld", "indigo-pale", "weld-pale", "madder-pale", "leaf-pale")
DEEP_BATHS = ("indigo-deep", "madder-deep", "leaf-deep", "ink")


def symbols() -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(SHEET)  # noqa: S314  the sheet is our own
    return {symbol.attrib["id"]: symbol for symbol in root.iter(f"{SVG}symbol")}


def test_it_has_eight_rows_of_eight_pictures() -> None:
    names = [name for row in pictograms.ROWS.values() for name in row]

    assert [len(row) for row in pictograms.ROWS.values()] == [8] * 8
    assert len(set(names)) == 64
    assert set(pictograms.TICKETS) <= set(names)


def test_it_carries_each_picture_and_each_sign_once() -> None:
    ids = re.findall(r'id="([^"]+)"', SHEET)

    assert len(ids) == len(set(ids))
    assert set(ids) == {name for row in pictograms.ROWS.values() for name in row} | set(SIGNS.split())
    assert not {name for row in pictograms.ROWS.values() for name in row} & set(interface.SIGNS)


def test_every_picture_stands_on_the_same_grid_and_is_not_cut_off() -> None:
    for name, symbol in symbols().items():
        assert symbol.attrib["viewBox"] == "0 0 64 64", name
        assert symbol.attrib["overflow"] == "visible", name
        assert len(symbol), name


def test_it_is_printed_in_ink_paper_skin_and_the_dye_of_the_page() -> None:
    allowed = {colours.PALETTE[name] for name in ("ink", "paper", "skin-fair", "skin", "skin-brown", "tea")}
    values = set(re.findall(r'(?:fill|stroke)="([^"]+)"', SHEET))

    assert values <= allowed | {"none", "currentColor"}
    assert set(re.findall(r"#[0-9a-f]{6}", "".join(cloth.draw().values()))) <= set(colours.PALETTE.values())


def test_it_is_flat_and_light() -> None:
    assert not re.search(r"gradient|filter|opacity|<text|<style|<script|<image", SHEET, re.IGNORECASE)
    assert len(SHEET.encode()) < 80_000


def test_the_pen_belongs_to_the_page_and_does_not_scale() -> None:
    for name, symbol in symbols().items():
        for path in symbol.iter(f"{SVG}path"):
            own_pen = "stroke" in path.attrib
            assert own_pen or path.attrib.get("vector-effect") == "non-scaling-stroke", name
            assert own_pen == ("vector-effect" not in path.attrib), name


def test_ink_over_dye_lies_in_paper() -> None:
    casing, pen = sprite.LAYERS[Kind.INLAY]

    assert colours.PAPER in casing
    assert pen == sprite.PEN


def test_the_sheets_on_disk_are_what_the_tools_draw() -> None:
    for name, text in (pictograms.draw() | cloth.draw()).items():
        assert (DRAWINGS / name).read_text(encoding="utf-8") == text, name


def test_the_cloth_is_a_border_a_ground_and_twenty_hems() -> None:
    for name, text in cloth.draw().items():
        assert ElementTree.fromstring(text).tag == f"{SVG}svg", name  # noqa: S314  the cloth is our own
    assert cloth.hems().count("<g ") == 20


@pytest.mark.parametrize("ground", LETTERS_ON)
def test_letters_in_ink_have_seven_to_one(ground: str) -> None:
    assert colours.contrast("ink", ground) >= 7


@pytest.mark.parametrize("ground", DEEP_BATHS)
def test_letters_in_paper_have_seven_to_one(ground: str) -> None:
    assert colours.contrast("paper", ground) >= 7


@pytest.mark.parametrize("dye", colours.DYES)
def test_an_outline_stands_out_from_every_dye(dye: str) -> None:
    assert colours.contrast("ink", dye) >= 3


@pytest.mark.parametrize("ground", ["paper", "skin-fair", "skin", "skin-brown", "tea"])
def test_an_inner_line_stands_out_from_what_it_is_drawn_on(ground: str) -> None:
    assert colours.contrast("ink", ground) >= 3


@pytest.mark.parametrize("dye", ["indigo", "madder", "leaf"])
def test_a_dye_without_a_line_stands_out_from_paper(dye: str) -> None:
    assert colours.contrast(dye, "paper") >= 3


def test_contrast_refuses_a_colour_that_is_not_on_the_cloth() -> None:
    with pytest.raises(KeyError):
        colours.contrast("ink", "fuchsia")


def test_every_hour_of_the_day_has_its_own_half_of_faces() -> None:
    faces = [interface.clock_face(hour, 0) for hour in range(24)]

    assert faces[:12] == faces[12:]
    assert len(set(faces)) == 12


def test_every_five_minutes_move_both_hands() -> None:
    faces = [interface.clock_face(9, minute) for minute in range(0, 60, 5)]

    hours, minutes = zip(*(hands(face) for face in faces), strict=True)

    assert all(before != after for before, after in pairwise(hours))
    assert all(before != after for before, after in pairwise(minutes))


def test_the_hour_hand_is_short_and_thick() -> None:
    hour, minute = hands(interface.clock_face(15, 0))

    assert hour == "M32.0 28.8L43.5 28.8A3.25 3.25 0 0 1 43.5 35.2L32.0 35.2A3.25 3.25 0 0 1 32.0 28.8z"
    assert minute == "M30.4 32.0L30.4 13.5A1.6 1.6 0 0 1 33.6 13.5L33.6 32.0A1.6 1.6 0 0 1 30.4 32.0z"


def test_a_face_needs_no_pen_but_for_its_rim() -> None:
    face = interface.clock_face(8, 45)

    assert face.count("vector-effect") == 1
    assert "stroke-width" not in face


def hands(face: str) -> tuple[str, str]:
    """Outlines of the hour hand and of the minute hand, the two uppermost parts."""
    hour, minute = re.findall(r' d="([^"]+)"', face)[-2:]
    return hour, minute
