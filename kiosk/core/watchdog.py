"""How long central has not acknowledged what was written here is counted by a clock that nobody can set (G11)."""

from kiosk.core import clock, outbox, state, today
from kiosk.core.clock import Reading
from kiosk.core.database import database
from kiosk.core.record import kinds
from kiosk.core.stretches import DAY, Stretch
from kiosk.core.today import Moment

OLDEST = "SELECT kind, wall_at, boot, is_trusted FROM outbox WHERE n > ? ORDER BY n LIMIT 1"


def unacknowledged_since() -> int | None:
    """Return when the oldest change that waits was written (milliseconds since 1970), None when nothing waits.

    A kiosk that belongs to no network waits for nobody.
    """
    acknowledged = state.get("acknowledged", 0)
    if not state.get("token") or outbox.head() <= acknowledged:
        return None
    row = database.execute_sql(OLDEST, (acknowledged,)).fetchone()
    if row is None:
        return None
    reading = clock.read()
    now = today.moment(reading)
    kind, wall_at, boot, is_trusted = row
    written_at = told(wall_at, boot, reading, now, is_trusted=bool(is_trusted))
    # It names its day only: nobody is alarmed for what was written this evening.
    is_vague = kind in kinds() and kinds()[kind].is_day_precise
    return min(written_at + DAY if is_vague else written_at, now.at)


def told(wall_at: int, boot: str, reading: Reading, now: Moment, *, is_trusted: bool) -> int:
    """Return the moment of a wall reading: by the steady clock, where this boot is still that one's.

    Else as it stands if it was believed; else since when central was not heard, or this machine runs.
    """
    stretch = Stretch.get_or_none(Stretch.name == boot, Stretch.boot == reading.boot)
    if stretch:
        return int(now.at - (stretch.expected(reading.ticks) - wall_at))
    if is_trusted:
        return int(wall_at)
    return int(state.get("last_contact") or now.at - reading.ticks)
