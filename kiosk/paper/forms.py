"""What a form about paper says: a day, a date, a size, the lines that were touched."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from kiosk.core.errors import InvalidInputError


class Size(StrEnum):
    """What the printer holds: sheets, or a roll of 80 millimetres."""

    A4 = "a4"
    ROLL = "roll"


def size(text: str) -> Size:
    return Size(text) if text in set(Size) else Size.A4


def day(text: str) -> date | None:
    """Read a day (YYYY-MM-DD); None where none is said. Raises InvalidInputError for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidInputError from error


def identity(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise InvalidInputError from error


def touched(form: Mapping[str, str], name: str, most: int) -> set[int]:
    """Return the numbers of the lines that were touched, out of `most`."""
    return {number for number in range(1, most + 1) if f"{name}-{number}" in form}
