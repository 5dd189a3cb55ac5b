"""What central did not take is said to it once more, as a new change, or put aside by somebody who has seen it."""

from kiosk.conflicts.queries import UnfitError, column_of, value_of
from kiosk.core import capture, outbox
from kiosk.core.database import database
from kiosk.core.errors import NotAllowedError
from kiosk.core.outbox import Refused
from kiosk.core.record import Record
from kiosk.refusals import queries
from kiosk.security import audit
from kiosk.security.keyring import SignedIn


def try_again(epoch: str, number: int, by: SignedIn) -> None:
    """Write it anew. Raises NotFoundError when somebody was quicker, NotAllowedError where nothing can be said again.

    A record that central never took is said whole, as it stands here by now; of any other only what was refused, which
    then stands here again.
    """
    with outbox.authored(by.staff.hex):
        found = queries.one_not_taken(epoch, number, by)
        if not found.can_be_tried or found.row is None:
            raise NotAllowedError
        row, refused = found.row, found.refused
        fields = queries.fields_of(refused)
        is_new = row.version == 0 or is_whole(row, fields)
        if not is_new:
            lay(row, fields)
        say(row, None if is_new else refused.fields)
        this = (Refused.epoch == epoch) & (Refused.n == number)
        Refused.delete().where((Refused.record == refused.record) if is_new else this).execute()
        audit.note("tried_again", staff=by.staff, kind=row.kind(), subject=row.id.hex)


def is_whole(row: Record, fields: dict[str, object]) -> bool:
    """Say whether these are all fields of a record, as only its first change has them."""
    return fields.keys() >= {field.name for field in type(row).replicated_fields()}


def lay(row: Record, fields: dict[str, object]) -> None:
    """Write the refused values to the record, where others may stand by now; `say` tells them, not the trigger."""
    try:
        for name, value in fields.items():
            setattr(row, name, value_of(row, name, value))
    except UnfitError as error:
        raise NotAllowedError from error
    with outbox.applying():
        row.save(only=[column_of(type(row), name) for name in fields])


def say(row: Record, fields: str | None) -> None:
    """Append a change of the record to the outbox: these fields as JSON, or all of them."""
    model = type(row)
    content = capture.whole(model.replicated_fields()) if fields is None else "?"
    sql = f'{capture.append(model, row="NEW", content=content)}, "{model.kind()}" AS NEW WHERE NEW.id = ?'
    database.execute_sql(sql, (row.id.hex,) if fields is None else (fields, row.id.hex))


def put_aside(epoch: str, number: int, by: SignedIn) -> None:
    """Let go of it: what stands here stays, and central is told nothing. Raises NotFoundError."""
    with outbox.authored(by.staff.hex):
        row = queries.one_not_taken(epoch, number, by).row
        Refused.delete().where((Refused.epoch == epoch) & (Refused.n == number)).execute()
        audit.note(
            "put_aside", staff=by.staff, kind=row.kind() if row else "", subject=row.id.hex if row else ""
        )
