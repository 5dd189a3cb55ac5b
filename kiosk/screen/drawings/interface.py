"""A sign stands beside a word and never alone; the hour is a face that a child can read."""

import math
from typing import Final

from kiosk.screen.drawings import interface_facts, interface_frame, interface_people, interface_topics, sprite
from kiosk.screen.drawings.sprite import Drawing

# The sign for a place is the chair of the pictograms.
SIGNS: Final[dict[str, Drawing]] = (
    interface_frame.FRAME | interface_facts.FACTS | interface_people.PEOPLE | interface_topics.TOPICS
)


def _hand(turn: float, tail: float, length: float, width: float) -> str:
    """A pointed bar from `tail` behind the middle to `length` before it; `turn` in full turns from twelve."""
    along = (math.sin(2 * math.pi * turn), -math.cos(2 * math.pi * turn))
    across = (-along[1], along[0])
    corners = ((-tail, -1.0), (length - width, -1.0), (length, 0.0), (length - width, 1.0), (-tail, 1.0))
    points = [
        f"{32 + along[0] * way + across[0] * width * side:.1f} "
        f"{32 + along[1] * way + across[1] * width * side:.1f}"
        for way, side in corners
    ]
    return "M" + "L".join(points) + "z"


def clock_face(hour: int, minute: int) -> str:
    """SVG markup for a 64 x 64 view box, to stand inline: twelve ticks, a short thick hand and a long thin one.

    `hour` 0 to 23, `minute` 0 to 59. Never mirrored, also on pages that read from right to left.
    """
    turn = (hour % 12 + minute / 60) / 12
    quarters = sprite.rays(32, 32, 17, 21.5, 4)
    ticks = sprite.rays(32, 32, 19.5, 21.5, 12)
    face = (
        sprite.dye(sprite.circle(32, 32, 29)),
        sprite.paper(sprite.circle(32, 32, 24)),
        sprite.line(quarters + ticks),
        sprite.ink(_hand(turn, 3, 13, 3.2)),
        sprite.ink(_hand(minute / 60, 4, 20, 1.7)),
    )
    return f'<g fill="none">{sprite.print_drawing(face)}</g>'
