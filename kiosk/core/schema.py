"""The database grows by numbered steps; a step that has run is never changed again."""

from peewee import Model
from playhouse.migrations import Runner

from kiosk.core import capture, clock, outbox, state
from kiosk.core.database import connect, database
from kiosk.core.incoming import Incoming
from kiosk.core.local import local_models
from kiosk.core.parked import Absent, Parked
from kiosk.core.paths import MIGRATIONS
from kiosk.core.record import kinds
from kiosk.core.stretches import Stretch

# Tables of the file that only the agent at the other end of the wire writes.
KEPT_FOR_THE_AGENT = (Absent, Incoming, Parked, Stretch)


def prepare() -> None:
    """Bring the attached database to this version: migrations, then the triggers, then the stamp of this boot.

    Raises `playhouse.migrations.MigrationError` when a step cannot be run; the step is then undone whole.
    """
    connect()
    Runner(database, str(MIGRATIONS)).up()
    with database.atomic():
        capture.install()
        last_seen = state.get("last_seen", 0)
        outbox.stamp(
            boot=clock.boot_id(), is_trusted=not last_seen or clock.is_plausible(clock.wall(), last_seen)
        )


def models() -> list[type[Model]]:
    """Return every model of the kiosk's file, replicated or local."""
    return [*kinds().values(), *local_models()]
