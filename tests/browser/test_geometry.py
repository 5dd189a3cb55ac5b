"""Everything is large enough, far enough apart, whole and on the screen, in millimetres (SCREENS T1-T9, X)."""

from collections.abc import Iterator
from itertools import combinations
from math import hypot, inf
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.desk_tour import AFTER_A_DEED
from tests.browser.survey import PANELS, Survey
from tests.browser.tour import LONG_NAME

if TYPE_CHECKING:
    from tests.browser.colleagues import Desk

PRIMARY, OTHER, GAP = 20.0, 15.0, 3.0
CAPITAL, LARGE_CAPITAL, CAPITAL_SHARE = 4.8, 7.3, 0.714
CODE = 60.0
# Rounding of the browser, and how far the ink of a letter may lean out of a box that does not cut it.
ROUNDING, LEANING = 0.02, 3.0
# A visit that is over took the size of its letters with it; the page is one sentence and one button.
WITHOUT_VISIT = {"visit over"}
WALKS = [
    pytest.param(*walk, id=" ".join(str(part) for part in walk if part))
    for walk in (
        ("nl", "", "usual"),
        ("nl", "plus", "usual"),
        ("ar", "", "usual"),
        ("ar", "plus", "usual"),
        ("hu", "", "usual"),
        ("hu", "plus", "usual"),
        ("en", "", "longer"),
        ("nl", "", "little"),
        ("nl", "plus", "little"),
        ("ar", "", "little"),
        ("hu", "plus", "little"),
    )
]
DESK_WALKS = [
    ("nl", "", "Lena"),
    ("ar", "plus", "Lena"),
    ("tr", "", "Lena"),
    ("nl", "plus", "Amal"),
    ("ar", "", "Amal"),
]
Box = tuple[float, float, float, float]


def distance(one: Box, other: Box) -> float:
    """Return the distance of two boxes in pixels; negative when they overlap."""
    across = max(one[0] - other[2], other[0] - one[2])
    down = max(one[1] - other[3], other[1] - one[3])
    return hypot(max(across, 0), max(down, 0)) if max(across, down) >= 0 else max(across, down)


def beyond(inner: Box, outer: Box) -> float:
    """Return by how many pixels one box sticks out of another."""
    return max(outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3])


def faults_of_targets(page: dict[str, Any], per_millimetre: float) -> list[str]:
    _wide, _high, width, height = page["page"]
    found = []
    for target in page["targets"]:
        left, top, right, bottom = target["box"]
        size = min(right - left, bottom - top) / per_millimetre
        if size < (PRIMARY if target["isPrimary"] else OTHER) - ROUNDING:
            found.append(f"{target['name']} is {size:.1f} mm small")
        if beyond(target["box"], (0, 0, width, height)) > 0:
            found.append(f"{target['name']} is not whole on the screen")
    for one, other in combinations(page["targets"], 2):
        apart = distance(one["box"], other["box"]) / per_millimetre
        if apart < GAP - ROUNDING:
            found.append(f"{apart:.1f} mm between {one['name']} and {other['name']}")
    return found


def faults_of_texts(page: dict[str, Any], per_millimetre: float, least: float) -> list[str]:
    found = []
    for text in page["texts"]:
        capital = text["size"] * CAPITAL_SHARE / per_millimetre
        if capital < least - ROUNDING:
            found.append(f"“{text['text']}” has capitals of {capital:.2f} mm")
        for line in text["lines"]:
            cut = [place["name"] for place in text["within"] if beyond(line, place["box"]) > LEANING]
            found += [f"“{text['text']}” leaves {cut[0]}"] if cut else []
        # Only what she typed herself may end in dots: she knows how it goes on.
        if text["isShortened"] and not LONG_NAME.startswith(text["text"]):
            found.append(f"“{text['text']}” ends in dots")
    for one, other in combinations(page["texts"], 2):
        if any(distance(a, b) < -1 for a in one["lines"] for b in other["lines"]):
            found.append(f"“{one['text']}” lies on “{other['text']}”")
    return found


def faults_of(name: str, page: dict[str, Any], panel: str, *, is_large: bool) -> list[str]:
    per_millimetre = PANELS[panel][2]
    wide, high, width, height = page["page"]
    least = LARGE_CAPITAL if is_large and name not in WITHOUT_VISIT else CAPITAL
    found = [f"it scrolls: {wide}×{high}"] if wide > width or high > height else []
    found += faults_of_targets(page, per_millimetre)
    found += faults_of_texts(page, per_millimetre, least)
    if page["code"] and page["code"] / per_millimetre < CODE:
        found.append(f"the code is {page['code'] / per_millimetre:.0f} mm")
    return [f"{name}, {panel}: {fault}" for fault in dict.fromkeys(found)]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "size", "kind"), WALKS)
def test_every_page_can_be_touched_and_read(survey: Survey, language: str, size: str, kind: str) -> None:
    walked = survey.of(language, is_large=size == "plus", kind=kind)

    found = [
        fault
        for name, page in walked.items()
        for panel, measured in page.geometry.items()
        for fault in faults_of(name, measured, panel, is_large=size == "plus")
    ]

    assert not found, "\n".join(found)
    assert len(walked) > (5 if kind == "little" else 55)


def faults_at_desk(name: str, page: dict[str, Any], panel: str, *, is_large: bool) -> list[str]:
    """Return what is wrong with a page that may be longer than the screen: what is scrolled apart lies apart."""
    wide, _high, width, _height = page["page"]
    found = [f"it is {wide - width} px too wide"] if wide > width else []
    for layer, is_scrolled in enumerate(page["layers"]):
        part = {
            part: [each for each in page[part] if each["layer"] == layer] for part in ("targets", "texts")
        }
        # What a sheet of paper will say is only shown here; it is read from the sheet.
        texts = [
            text | {"within": list(standing(text["within"]))}
            for text in part["texts"]
            if not text["isOnPaper"]
        ]
        bounds = [wide, page["page"][1], width, inf if is_scrolled else page["page"][3]]
        whole = {"page": bounds, "targets": part["targets"], "texts": texts}
        found += faults_of_targets(whole, PANELS[panel][2])
        found += faults_of_texts(whole, PANELS[panel][2], LARGE_CAPITAL if is_large else CAPITAL)
    return [f"{name}, {panel}: {fault}" for fault in dict.fromkeys(found)]


def standing(places: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what a text lies within; where it is scrolled it leaves nothing upwards and downwards."""
    is_scrolled = False
    for place in places:
        is_scrolled = is_scrolled or place["scrolls"]
        left, top, right, bottom = place["box"]
        yield place | {"box": (left, -inf, right, inf) if is_scrolled else (left, top, right, bottom)}


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "size", "kind"), DESK_WALKS)
def test_every_page_of_the_desk_can_be_touched_and_read(
    survey: Survey, language: str, size: str, kind: str
) -> None:
    walked = survey.of(language, is_large=size == "plus", kind=kind)

    found = [
        fault
        for name, page in walked.items()
        for panel, measured in page.geometry.items()
        for fault in faults_at_desk(name, measured, panel, is_large=size == "plus")
    ]

    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "kind"), [("nl", "Lena"), ("ar", "Amal")])
def test_no_page_of_the_desk_was_passed_over(survey: Survey, desk: "Desk", language: str, kind: str) -> None:
    walked = {name.split()[0] for name in survey.of(language, kind=kind)}

    assert desk.pages[kind].keys() - walked - AFTER_A_DEED.keys() == set()
