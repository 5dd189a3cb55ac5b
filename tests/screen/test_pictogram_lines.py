"""Ink on indigo is 3.2:1, so a line inside a picture lies on paper: the paths are measured, not believed."""

import cmath
import math
import re
from collections.abc import Callable, Iterable
from itertools import chain, pairwise

import pytest

from kiosk.screen.drawings import pictograms
from kiosk.screen.drawings.sprite import Drawing, Kind, Part, circle, dye, line, paper

DRAWINGS = pictograms.drawings()
LAID_DOWN = {Kind.PAPER, Kind.OPENING, Kind.FAIR, Kind.SKIN, Kind.BROWN, Kind.TEA, Kind.DYE}
PRINT_OFFSET = 2.5 + 2j
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "T": 2, "S": 4, "C": 6, "A": 7}
STEPS = [step / 12 for step in range(1, 13)]

Curve = Callable[[float], complex]


def bezier(*points: complex) -> Curve:
    """De Casteljau: the point at a share of the way."""

    def at(share: float) -> complex:
        left = list(points)
        while len(left) > 1:
            left = [one + (other - one) * share for one, other in pairwise(left)]
        return left[0]

    return at


def arc(start: complex, numbers: list[float], end: complex) -> Curve:
    """Follow a round arc; our drawings have no tilted ellipses."""
    radius, large, sweep = numbers[0], numbers[3], numbers[4]
    half = (end - start) / 2
    rise = math.sqrt(max(radius**2 - abs(half) ** 2, 0.0))
    side = 1 if large != sweep else -1
    centre = start + half + side * 1j * rise * half / abs(half)
    turn = cmath.phase((end - centre) / (start - centre)) % (2 * math.pi)
    turn = turn if sweep else turn - 2 * math.pi
    return lambda share: centre + (start - centre) * cmath.exp(1j * turn * share)


class Walker:
    """Walks along the path of a part and leaves points behind, one list for each time the pen was lifted."""

    def __init__(self, path: str) -> None:
        self.runs: list[list[complex]] = []
        self.at = self.control = 0j
        for command, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
            numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", text)]
            self.step(command, numbers)

    def step(self, command: str, numbers: list[float]) -> None:
        if command in "zZ":
            self.at = self.runs[-1][0]
            self.runs[-1].append(self.at)
            return
        size = ARGUMENTS[command.upper()]
        for first in range(0, len(numbers), size):
            self.draw(command, numbers[first : first + size], lifted=command in "mM" and first == 0)

    def draw(self, command: str, numbers: list[float], *, lifted: bool) -> None:
        end = self.end(command, numbers)
        if lifted:
            self.runs.append([end])
        else:
            curve = self.curve(command, numbers, end)
            self.runs[-1].extend(curve(share) for share in STEPS)
        if command.upper() not in "QTCS":
            self.control = end
        self.at = end

    def end(self, command: str, numbers: list[float]) -> complex:
        base = self.at if command.islower() else 0j
        if command in "hH":
            return complex(base.real + numbers[-1], self.at.imag)
        if command in "vV":
            return complex(self.at.real, base.imag + numbers[-1])
        return base + complex(*numbers[-2:])

    def curve(self, command: str, numbers: list[float], end: complex) -> Curve:
        kind, start = command.upper(), self.at
        if kind == "A":
            return arc(start, numbers, end)
        base = start if command.islower() else 0j
        controls = [base + complex(*pair) for pair in zip(numbers[:-2:2], numbers[1:-2:2], strict=True)]
        if kind in "TS":
            controls = [2 * start - self.control, *controls]
        if controls:
            self.control = controls[-1]
        return bezier(start, *controls, end)


def is_inside(point: complex, runs: Iterable[list[complex]]) -> bool:
    """Count the edges to the right of the point, as the even-odd rule does."""
    edges = chain.from_iterable(pairwise([*run, run[0]]) for run in runs)
    crossed = sum(
        1
        for one, other in edges
        if (one.imag > point.imag) != (other.imag > point.imag)
        and point.real
        < one.real + (point.imag - one.imag) / (other.imag - one.imag) * (other.real - one.real)
    )
    return crossed % 2 == 1


def ground_of(point: complex, below: Iterable[tuple[Kind, list[list[complex]]]]) -> Kind | None:
    """Say which kind of part lies on top at this point; None is the open table."""
    ground = None
    for kind, runs in below:
        shift = PRINT_OFFSET if kind == Kind.DYE else 0j
        if is_inside(point - shift, runs):
            ground = kind
    return ground


def share_on_dye(drawing: Drawing, part: Part) -> float:
    """How much of a line, 0 to 1, lies on dye printed before it."""
    earlier = drawing[: drawing.index(part)]
    below = [(laid.kind, Walker(laid.path).runs) for laid in earlier if laid.kind in LAID_DOWN]
    points = [point for run in Walker(part.path).runs for point in run]
    return sum(ground_of(point, below) == Kind.DYE for point in points) / len(points)


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_a_line_of_a_picture_does_not_lie_on_dye(name: str) -> None:
    drawing = DRAWINGS[name]

    shares = {part.path: share_on_dye(drawing, part) for part in drawing if part.kind == Kind.LINE}

    # A floor or a bedpost runs along the edge of its print, and the print lies a little beside its line.
    assert not {path: share for path, share in shares.items() if share > 0.4}


def test_the_measure_finds_a_line_on_dye() -> None:
    stripe = line("M20 32H44")
    bare = (dye(circle(32, 32, 20)), stripe)
    on_paper = (dye(circle(32, 32, 20)), paper("M10 26H54V38H10z"), stripe)

    assert share_on_dye(bare, stripe) == 1
    assert share_on_dye(on_paper, stripe) == 0
