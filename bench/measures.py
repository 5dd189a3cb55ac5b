"""A figure is a ratio inside one run on one machine: the median of several, with its spread told."""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

import msgspec


class Limit(NamedTuple):
    """What NUMBERS.md allows at most, and what it hopes for; of the ratio, or of our figure when there is no bound."""

    at_most: float
    stretch: float | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table. `low` and `high` are the spread of the ratio, or of our figure without a bound."""

    name: str
    unit: str
    ours: float
    bound: float | None
    ratio: float | None
    low: float
    high: float
    runs: int
    at_most: float | None
    stretch: float | None

    @property
    def judged(self) -> float:
        return self.ours if self.ratio is None else self.ratio

    @property
    def is_over(self) -> bool:
        return self.at_most is not None and self.judged > self.at_most


class Scale(NamedTuple):
    """How much is measured: how often each, how many requests, records and kills."""

    runs: int
    requests: int
    grown_requests: int
    records: int
    stored: int
    kills: int


FULL = Scale(runs=5, requests=320, grown_requests=10_000, records=10_000, stored=50_000, kills=500)
QUICK = Scale(runs=1, requests=20, grown_requests=100, records=500, stored=500, kills=12)


def compared(name: str, unit: str, ours: list[float], bound: list[float], limit: Limit | None = None) -> Row:
    """Return the row of runs that were made in turns, ours and the bound's."""
    ratios = [one / other for one, other in zip(ours, bound, strict=True)]
    return Row(
        name=name,
        unit=unit,
        ours=median(ours),
        bound=median(bound),
        ratio=median(ratios),
        low=min(ratios),
        high=max(ratios),
        runs=len(ours),
        at_most=limit.at_most if limit else None,
        stretch=limit.stretch if limit else None,
    )


def counted(name: str, unit: str, ours: list[float], limit: Limit | None = None) -> Row:
    """Return a row without a bound: a count, a size."""
    return Row(
        name=name,
        unit=unit,
        ours=median(ours),
        bound=None,
        ratio=None,
        low=min(ours),
        high=max(ours),
        runs=len(ours),
        at_most=limit.at_most if limit else None,
        stretch=limit.stretch if limit else None,
    )


def percentile(values: Iterable[float], part: float) -> float:
    """Return the value that `part` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


HEAD = """| what | ours | bound | ratio (spread) | at most (stretch) | |
|---|---|---|---|---|---|"""


def table(rows: list[Row]) -> str:
    """Return the rows as lines of a Markdown table, to stand below HEAD."""
    return "\n".join(line(row) for row in rows)


def line(row: Row) -> str:
    bound = "–" if row.bound is None else figure(row.bound, row.unit)
    spread = f"{row.low:.3g}–{row.high:.3g}"
    ratio = f"{spread} {row.unit}".strip() if row.ratio is None else f"{row.ratio:.2f} × ({spread})"
    sign, unit = ("", f" {row.unit}".rstrip()) if row.ratio is None else (" ×", "")
    limit = "–" if row.at_most is None else f"{row.at_most:.3g}{sign}{unit}"
    hope = "" if row.stretch is None else f" ({row.stretch:.3g}{sign})"
    verdict = "" if row.at_most is None else "over" if row.is_over else "kept"
    return f"| {row.name} | {figure(row.ours, row.unit)} | {bound} | {ratio} | {limit}{hope} | {verdict} |"


def figure(value: float, unit: str) -> str:
    return f"{value:.3g} {unit}".strip() if abs(value) < 1_000 else f"{value:,.0f} {unit}".strip()
