"""A sign stands beside a word and never alone; the hour is a face that a child can read."""

import math
from typing import Final

from kiosk.screen.drawings import interface_facts, interface_frame, interface_people, interface_topics, sprite
from kiosk.screen.drawings.colours import INK
from kiosk.screen.drawings.sprite import Drawing

# The sign for a place is the chair of the pictograms.
SIGNS: Final[dict[str, Drawing]] = (
    interface_frame.FRAME | interface_facts.FACTS | interface_people.PEOPLE | interface_topics.TOPICS
)


def _hand(turn: float, length: float, width: float) -> str:
    """Draw a round-ended bar from the middle; `turn` in full turns from twelve, the rest in grid units."""
    angle = 2 * math.pi * turn
    tip = f"{32 + length * math.sin(angle):.1f} {32 - length * math.cos(angle):.1f}"
    # Scaled with the face, unlike the pen: at 36 px a hand must not be swallowed by the ticks.
    return f'<path stroke="{INK}" stroke-width="{width:g}" d="M32 32L{tip}"/>'


def clock_face(hour: int, minute: int) -> str:
    """SVG markup for a 64 x 64 view box, to stand inline: twelve ticks, a short thick hand and a long thin one.

    `hour` 0 to 23, `minute` 0 to 59. The dye is the rim's. Never mirrored, also where pages read from right to left.
    """
    rim = sprite.print_drawing(
        (sprite.dye(sprite.circle(32, 32, 29)), sprite.opening(sprite.circle(32, 32, 25)))
    )
    ticks = sprite.rays(32, 32, 21.5, 22.5, 12)
    quarters = sprite.rays(32, 32, 18.5, 22.5, 4)
    hands = _hand((hour % 12 + minute / 60) / 12, 11.5, 6.5) + _hand(minute / 60, 18, 3.2)
    return f'<g fill="none">{rim}<path stroke="{INK}" stroke-width="2.4" d="{ticks}{quarters}"/>{hands}</g>'
