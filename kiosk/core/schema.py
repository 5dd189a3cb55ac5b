"""The database grows by numbered steps; a step that has run is never changed again."""

from peewee import Model

from kiosk.core import capture, stretches
from kiosk.core.database import connect, database
from kiosk.core.incoming import Incoming
from kiosk.core.local import local_models
from kiosk.core.parked import Absent, Parked
from kiosk.core.paths import MIGRATIONS
from kiosk.core.record import kinds
from kiosk.core.stretches import Stretch

HISTORY = "schema_migration"
# Tables of the file that only the agent at the other end of the wire writes.
KEPT_FOR_THE_AGENT = (Absent, Incoming, Parked, Stretch)


def prepare() -> None:
    """Bring the attached database to this version: migrations, then the triggers, then the name of this stretch.

    Raises peewee's DatabaseError when a step cannot be run; it is then undone whole.
    """
    connect()
    if steps_taken() != steps_known():
        # Once in the life of a version: a kiosk opens sooner and lighter without.
        from playhouse.migrations import Runner  # noqa: PLC0415

        Runner(database, str(MIGRATIONS), HISTORY).up()
    with database.atomic():
        capture.install()
        stretches.look()


def steps_known() -> set[str]:
    """Return the names of the steps that this version knows."""
    return {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}


def steps_taken() -> set[str]:
    """Return the names of the steps that the file has gone through, as `Runner` writes them down."""
    if not database.table_exists(HISTORY):
        return set()
    return {name for (name,) in database.execute_sql(f"SELECT name FROM {HISTORY}").fetchall()}  # noqa: S608  ours


def models() -> list[type[Model]]:
    """Return every model of the kiosk's file, replicated or local."""
    return [*kinds().values(), *local_models()]
