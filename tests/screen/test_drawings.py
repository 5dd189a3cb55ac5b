"""A picture on disk is the picture that the gallery draws: light, flat, and in the colours of the cloth."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kiosk.screen.drawings import gallery, head, pen, people, scenes_states
from kiosk.screen.drawings.colours import PALETTE

SCENES = gallery.draw_scenes()
PORTRAITS = people.draw()
ASKED_FOR = {
    *("sewing", "reading", "coffee", "homework", "language", "childcare", "mentoring", "training", "cooking"),
    *("walking", "garden", "letters", "money", "school", "music", "digital", "health", "dance", "fathers"),
    *("swap", "none", "full", "cancelled", "clock_unsure", "help", "wrong", "finished", "waiting"),
}
# 4 kB is the aim; whole figures, seen from head to shoe, need up to 5 kB.
SCENE_BYTES = 5 * 1024
PORTRAIT_BYTES = 1536
FORBIDDEN = re.compile(
    r"radient|<filter|<text|<image|<script|opacity|\son\w+=|https?://(?!www\.w3\.org/2000/svg)"
)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314  our own text, drawn a moment ago


def drawn() -> list[tuple[str, str]]:
    return sorted((SCENES | PORTRAITS).items())


def test_every_picture_on_disk_is_the_one_the_gallery_draws() -> None:
    on_disk = {
        path.relative_to(gallery.FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in gallery.FOLDER.rglob("*.svg")
    }

    assert on_disk == gallery.draw_all()


def test_the_gallery_has_a_picture_for_each_activity_and_each_state() -> None:
    assert {name.removesuffix(".svg") for name in SCENES} == ASKED_FOR


def test_a_place_that_can_be_free_has_its_line() -> None:
    printed = {name for name in PORTRAITS if re.fullmatch(r"(adult|child)-\d\.svg", name)}

    assert len(printed) == 10
    assert {name.replace(".svg", "-line.svg") for name in printed} <= PORTRAITS.keys()


@pytest.mark.parametrize(("name", "text"), drawn())
def test_a_picture_is_well_formed_and_has_its_canvas(name: str, text: str) -> None:
    root = parsed(text)

    assert root.get("viewBox") == (pen.SCENE_BOX if name in SCENES else pen.PORTRAIT_BOX)


@pytest.mark.parametrize(("name", "text"), drawn())
def test_a_picture_is_light(name: str, text: str) -> None:
    assert len(text.encode()) <= (SCENE_BYTES if name in SCENES else PORTRAIT_BYTES)


@pytest.mark.parametrize(("name", "text"), drawn())
def test_a_picture_is_flat_and_says_nothing_in_letters(name: str, text: str) -> None:
    assert not FORBIDDEN.search(text), name
    assert not "".join(node.text or "" for node in parsed(text).iter() if "style" not in node.tag).strip()


@pytest.mark.parametrize(("name", "text"), drawn())
def test_a_picture_uses_only_the_colours_of_the_cloth(name: str, text: str) -> None:
    known = {*PALETTE.values(), *pen.FILLS, *(pen.dipped(fill) for fill in pen.FILLS)}

    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= known, name
    assert not re.search(r'(?:fill|stroke)="(?!none|#|url\(#_\)|currentColor)', text), name


@pytest.mark.parametrize(("name", "text"), drawn())
def test_a_reference_points_to_a_part_of_the_same_picture(name: str, text: str) -> None:
    parts = re.findall(r' id="(.)"', text)

    assert len(parts) == len(set(parts)), name
    assert set(re.findall(r'(?:href="|url\()#(.)["\)]', text)) <= set(parts), name


def test_no_picture_has_more_than_four_people() -> None:
    for name, text in SCENES.items():
        noses = re.findall(r"q4 4-1 6|q-4 4 1 6", text)

        assert len(noses) <= 4, name


def test_hair_is_a_sign_for_nobody() -> None:
    adults = [person.hair for person in people.ADULTS]

    assert adults.count(head.Hair.SCARF) <= 1
    assert adults.count(head.Hair.WRAP) <= 1
    assert any(person.aid for person in people.ADULTS)
    assert any(child.eyes is head.Eyes.GLASS for child in people.CHILDREN)


def test_drawing_twice_gives_the_same_picture() -> None:
    assert gallery.draw_scenes() == SCENES


def test_a_second_writing_changes_no_file(tmp_path: Path) -> None:
    gallery.write_all(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.svg")}

    gallery.write_all(tmp_path)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.svg")} == written


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, ".5"), (-0.5, "-.5"), (3.0, "3"), (12.34, "12.3"), (0, "0")]
)
def test_a_coordinate_is_written_short(value: float, text: str) -> None:
    assert pen.number(value) == text


def test_a_line_drawing_carries_no_dye() -> None:
    for name, text in PORTRAITS.items():
        if name.endswith("-line.svg"):
            assert set(re.findall(r"#[0-9a-f]{6}", text)) == {pen.INK, pen.PAPER}, name


def test_every_state_has_a_picture() -> None:
    assert {"none", "full", "cancelled", "clock_unsure", "help", "wrong", "finished", "waiting"} == set(
        scenes_states.SCENES
    )
