"""Central corrects every clock by its own: a change is as old as its kiosk counted, whatever the wall said (G9)."""

from sync.merge import trusted_time
from sync.protocol import Change, Clock

# The version of the protocol from which on `boot` names a stretch; before it, it went on when the clock was set.
STRETCHES_SINCE = 2


def corrected(change: Change, clock: Clock | None, *, now: int) -> int:
    """Return when the change was written in milliseconds of central's time, 0 where nobody can tell (DESIGN 4, G9).

    `clock` is the reading that came with the change, `now` central's at that moment. A stretch that the reading
    names, or its own, is corrected, believed or not. Of an older boot nothing but its own reading is known, and that
    counts only if it was believed; so it is with what travelled for days (`clock` is None, by courier).

    Never later than `now`. A request that was long under way makes its changes younger by as much, never older.
    """
    # What brings the change's reading onto the clock of `clock`, None where it does not say.
    shift = None
    if clock is not None:
        shift = 0 if change.boot == clock.boot else clock.shifts.get(change.boot)
    if clock is None or shift is None:
        return trusted_time(change, now=now)
    return max(0, min(change.at + shift + now - clock.wall, now))
