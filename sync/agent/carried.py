"""What one way of the courier did, for whoever holds the stick."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carried:
    """`word` is '' or what went wrong.

    `changes`: how many were put on the stick, or how many more central is known to hold. `records`: how many came.
    `left`: changes that wait for another way. `has_more`: central has more for this kiosk than fitted.
    """

    word: str = ""
    changes: int = 0
    records: int = 0
    left: int = 0
    has_more: bool = False
