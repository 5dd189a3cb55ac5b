"""A sign stands beside a word and never alone; the hour is a face that a child can read."""

import math
from typing import Final

from kiosk.screen.drawings import interface_facts, interface_frame, interface_people, interface_topics, sprite
from kiosk.screen.drawings.sprite import Drawing

# The sign for a place is the chair of the pictograms.
SIGNS: Final[dict[str, Drawing]] = (
    interface_frame.FRAME | interface_facts.FACTS | interface_people.PEOPLE | interface_topics.TOPICS
)


def _bar(turn: float, start: float, end: float, width: float) -> str:
    """Outline a round-ended bar on a ray from the middle; `turn` in full turns from twelve, the rest in grid units."""
    right, down = math.sin(2 * math.pi * turn), -math.cos(2 * math.pi * turn)
    half = width / 2
    corners = [
        f"{32 + way * right + side * down:.1f} {32 + way * down - side * right:.1f}"
        for way, side in ((start, half), (end, half), (end, -half), (start, -half))
    ]
    bend = f"A{half:g} {half:g} 0 0 1 "
    return f"M{corners[0]}L{corners[1]}{bend}{corners[2]}L{corners[3]}{bend}{corners[0]}z"


def clock_face(hour: int, minute: int) -> str:
    """SVG markup for a 64 x 64 view box, to stand inline: twelve ticks, a short thick hand and a long thin one.

    `hour` 0 to 23, `minute` 0 to 59. The dye is the rim's. Never mirrored, also where pages read from right to left.
    """
    ticks = "".join(
        _bar(hour_mark / 12, 18.5 if hour_mark % 3 == 0 else 21.5, 22.5, 2.4) for hour_mark in range(12)
    )
    # Filled, not drawn with the pen: at 36 px the pen of the page would make both hands and all ticks one blot.
    face = (
        sprite.dye(sprite.circle(32, 32, 29)),
        sprite.opening(sprite.circle(32, 32, 25)),
        sprite.ink(ticks),
        sprite.ink(_bar((hour % 12 + minute / 60) / 12, 0, 11.5, 6.5)),
        sprite.ink(_bar(minute / 60, 0, 18.5, 3.2)),
    )
    return f'<g fill="none">{sprite.print_drawing(face)}</g>'
