"""Every batch leaves with a reading of the clocks by which its changes were written (DESIGN 4, G9)."""

from collections.abc import Callable

from kiosk.core import stretches
from sync.protocol import Change, Clock

# Somebody may set the clock again while the batch is read anew; not for ever.
TRIES = 3


def settled(read: Callable[[], list[Change]]) -> list[Change]:
    """Return what `read` finds once the clock was looked at after it: no change then names a stretch that had ended."""
    name, changes = stretches.name(), read()
    if not changes:
        return []
    for _try in range(TRIES):
        before, name = name, stretches.look().name
        if name == before:
            break
        changes = read()
    return changes


def of(changes: list[Change]) -> Clock:
    """Return the reading to send with a batch: the clocks now, and how other stretches of this boot stand to them."""
    name, reading = stretches.look()
    others = {change.boot for change in changes} - {name}
    return Clock(reading.wall, reading.ticks, name, stretches.shifts(others, reading) if others else {})
