"""When a kiosk was last heard is remembered at once and written now and then: an idle exchange costs no commit."""

from threading import Lock

from kiosk.core import clock
from sync.central.database import database
from sync.central.tables import Replica

WRITE_MILLISECONDS = 5_000


class Contacts:
    """Contacts of this process that are not in the database yet, by replica."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting: dict[str, int] = {}
        self.written_at = 0

    def note(self, replica: str) -> None:
        """Remember that the replica was here now, and write everything waiting if the last time was a while ago."""
        now = clock.wall()
        with self.lock:
            self.waiting[replica] = now
            is_due = not 0 <= now - self.written_at < WRITE_MILLISECONDS
        if is_due:
            self.write()

    def write(self) -> None:
        """Write every contact that waits, in one commit. They stay when that fails."""
        with self.lock:
            self.written_at = clock.wall()
            taken = dict(self.waiting)
        if not taken:
            return
        with database.atomic():
            for replica, heard_at in sorted(taken.items()):
                Replica.update(last_contact_at=heard_at).where(Replica.id == replica).execute()
        with self.lock:
            for replica, heard_at in taken.items():
                if self.waiting.get(replica) == heard_at:
                    del self.waiting[replica]
