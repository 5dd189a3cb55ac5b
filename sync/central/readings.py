"""How far each kiosk said it has read: so central knows which have not heard yet that something was erased (G14)."""

from collections.abc import Mapping
from threading import Lock

from kiosk.core import clock
from sync.central.audience import Caller
from sync.central.database import database
from sync.central.ledger import Shape, insert
from sync.central.tables import Replica

WRITE_MILLISECONDS = 5_000
LARGEST = 2**63 - 1
READINGS = Shape("reading", {"feed": "text", "replica": "text", "cursor": "bigint", "read_at": "bigint"})
MOVE_ON = " ON CONFLICT (feed, replica) DO UPDATE SET cursor = excluded.cursor, read_at = excluded.read_at"


class Readings:
    """Readings of this process that are not in the database yet; what did not move is not written again."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.known: dict[tuple[str, str], int] = {}
        self.programs: dict[str, str] = {}
        self.waiting: dict[tuple[str, str], tuple[int, int]] = {}
        self.new_programs: dict[str, str] = {}
        self.written_at = 0

    def note(self, caller: Caller, cursors: Mapping[str, int], program: str = "") -> None:
        """Remember what the replica has read, and write what waits if the last time was a while ago."""
        now = clock.wall()
        with self.lock:
            for feed in caller.feeds:
                # Below 0 is a feed that begins anew: of that nothing stands at the kiosk before all of it is there.
                cursor = min(max(0, cursors.get(feed, 0)), LARGEST)
                if cursor != self.known.get((feed, caller.replica), 0):
                    self.waiting[feed, caller.replica] = cursor, now
            if program and program != self.programs.get(caller.replica):
                self.new_programs[caller.replica] = program
            has_news = bool(self.waiting or self.new_programs)
            is_due = has_news and not 0 <= now - self.written_at < WRITE_MILLISECONDS
        if is_due:
            self.write()

    def write(self) -> None:
        """Write all that waits, in one commit. It stays when that fails."""
        with self.lock:
            self.written_at = clock.wall()
            taken, programs = dict(self.waiting), dict(self.new_programs)
        if not taken and not programs:
            return
        with database.atomic():
            rows = [(*place, cursor, read_at) for place, (cursor, read_at) in sorted(taken.items())]
            insert(READINGS, rows, MOVE_ON)
            for replica, program in sorted(programs.items()):
                Replica.update(program=program).where(Replica.id == replica).execute()
        with self.lock:
            for place, reading in taken.items():
                self.known[place] = reading[0]
                if self.waiting.get(place) == reading:
                    del self.waiting[place]
            for replica, program in programs.items():
                self.programs[replica] = program
                if self.new_programs.get(replica) == program:
                    del self.new_programs[replica]
