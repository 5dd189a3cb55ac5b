"""A long list is read a page at a time."""

from typing import Generic, TypeVar

import msgspec

from kiosk.screen.frame import page_number

Row = TypeVar("Row")


class Sheet(msgspec.Struct, Generic[Row], frozen=True):
    """One page of rows, its number and how many pages there are."""

    rows: list[Row]
    number: int
    count: int


def page_of(rows: list[Row], asked: str, *, size: int) -> Sheet[Row]:
    """Return the page that an address asks for, the first when it asks for none."""
    count = max(1, -(-len(rows) // size))
    number = page_number(asked, count)
    return Sheet(rows[(number - 1) * size : number * size], number, count)
