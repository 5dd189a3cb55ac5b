"""The database grows by numbered steps; a step that has run is never changed again."""

from peewee import Model
from playhouse.migrations import Runner

from kiosk.core import capture, stretches
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
    """Bring the attached database to this version: migrations, then the triggers, then the name of this stretch.

    Raises `playhouse.migrations.MigrationError` when a step cannot be run; the step is then undone whole.
    """
    connect()
    Runner(database, str(MIGRATIONS)).up()
    with database.atomic():
        capture.install()
        stretches.look()


def models() -> list[type[Model]]:
    """Return every model of the kiosk's file, replicated or local."""
    return [*kinds().values(), *local_models()]
