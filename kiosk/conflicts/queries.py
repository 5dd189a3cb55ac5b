"""What still has two answers, what it is about, and who may see it."""

from typing import Any
from uuid import UUID

import msgspec
from peewee import BooleanField, Field, IntegerField, TextField, UUIDField

from kiosk.accounts import queries as people
from kiosk.accounts.models import Staff
from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.conflicts import forms
from kiosk.conflicts.forms import Look
from kiosk.conflicts.models import Answer, Conflict, Question, Subject
from kiosk.core.errors import NotFoundError
from kiosk.core.fields import JsonField
from kiosk.core.record import Record, SharedRecord, kinds
from kiosk.registration.models import Household, Registration
from kiosk.security import vault
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Permission, may
from kiosk.vouching import queries as neighbours

# What stands on the wire for a column that is no document (docs/SYNC.md, "Values").
EXPECTED: tuple[tuple[Any, type | None], ...] = (
    (JsonField, None),
    (BooleanField, bool),
    (IntegerField, int),
    ((TextField, UUIDField), str),
)


class UnfitError(ValueError):
    """A value that does not fit its field here; a newer kiosk may have written it."""


def questions(reader: SignedIn) -> list[Question]:
    """Return what has two answers, oldest first; where both have become the same, nobody is asked."""
    return [question_of(row, reader) for row in open_conflicts()]


def count_for(reader: SignedIn) -> int:
    """Return how many things have two answers that this reader may see to."""
    return sum(may_see(record(row.about_kind, row.about), reader) for row in open_conflicts())


def open_conflicts() -> list[Conflict]:
    rows = Conflict.select().where(Conflict.settled_at.is_null()).order_by(Conflict.found_at, Conflict.id)
    return [row for row in rows if not has_become_one(row)]


def question(conflict_id: UUID, reader: SignedIn) -> Question:
    """Return one of them. Raises NotFoundError when there is none, or not for this reader: both look the same."""
    row = Conflict.get_or_none((Conflict.id == conflict_id) & Conflict.settled_at.is_null())
    found = None if row is None else question_of(row, reader)
    if found is None or found.is_private:
        raise NotFoundError
    return found


def has_become_one(conflict: Conflict) -> bool:
    """Say whether the other value stands by now, however it came there."""
    row = record(conflict.about_kind, conflict.about)
    try:
        other = value_of(row, conflict.field, conflict.value) if row else None
    except UnfitError:
        return False
    return row is not None and bool(getattr(row, conflict.field) == other)


def question_of(conflict: Conflict, reader: SignedIn) -> Question:
    row = record(conflict.about_kind, conflict.about)
    kind = forms.kind_words(conflict.about_kind)
    if not may_see(row, reader):
        return Question(conflict, row, Subject(kind), is_private=True)
    subject = subject_of(kind, row, reader)
    field = forms.FIELDS.get((conflict.about_kind, conflict.field))
    if field is None or row is None:
        return Question(conflict, row, subject)
    try:
        other = value_of(row, conflict.field, conflict.value)
    except UnfitError:
        return Question(conflict, row, subject)
    return Question(
        conflict,
        row,
        subject,
        field,
        standing=answer(field, row, conflict.field, getattr(row, conflict.field), reader),
        other=answer(field, row, conflict.field, other, reader),
    )


def record(kind: str, record_id: UUID) -> Record | None:
    model = kinds().get(kind)
    found: Record | None = model.get_or_none(model.id == record_id) if model else None
    return found


def column_of(model: type[Record], name: str) -> Field:
    """Return a field by its name. Raises UnfitError for one that is not known here."""
    found = next((field for field in model.replicated_fields() if field.name == name), None)
    if found is None:
        raise UnfitError(name)
    return found


def value_of(row: Record, name: str, value: Any) -> Any:
    """Return a value of the wire as the model of `row` holds it. Raises UnfitError."""
    column = column_of(type(row), name)
    if value is None and column.null:
        return None
    expected = next((kind for fields, kind in EXPECTED if isinstance(column, fields)), None)
    if value is None or (expected and type(value) is not expected):
        raise UnfitError(name)
    try:
        return column.python_value(
            msgspec.json.encode(value).decode() if isinstance(column, JsonField) else value
        )
    except (TypeError, ValueError, AttributeError, LookupError, RecursionError) as error:
        raise UnfitError(name) from error


def answer(field: forms.Field, row: Record, name: str, value: Any, reader: SignedIn) -> Answer:
    """Return a value as it is shown: envelopes opened, people as people."""
    if value is None:
        return Answer(None)
    if field.look == Look.SECRET:
        opened = open_envelope(value, row.id, name, reader)
        return Answer(opened, is_closed=opened is None)
    if field.look == Look.PERSON:
        person = Staff.get_or_none(Staff.id == value)
        return Answer(person and (person.tile, people.name_of(person, reader)))
    return Answer(value)


def open_envelope(envelope: Any, record_id: UUID, field: str, reader: SignedIn) -> str | None:
    """Open it with the centre's key, else with the reader's own; None where neither does."""
    try:
        return reader.open(str(envelope), record=record_id, field=field)
    except vault.CannotOpenError:
        pass
    try:
        return vault.unseal(str(envelope), reader.own, record=record_id, field=field)
    except vault.CannotOpenError:
        return None


def may_see(row: Record | None, reader: SignedIn) -> bool:
    """Say whether somebody may see a record: the coach all, a key mother what is open and who is in her circle."""
    if may(reader.role, Permission.SEE_EVERYBODY) or isinstance(row, SharedRecord):
        return True
    if isinstance(row, Household):
        seen = Household.select().where((Household.id == row.id) & neighbours.seen_by(reader))
        return bool(seen.exists())
    for name, model in (("household", Household), ("registration", Registration)):
        if hasattr(row, name):
            return may_see(model.get_or_none(model.id == getattr(row, name)), reader)
    return reader.staff in {getattr(row, "staff", None), getattr(row, "id", None)}


def subject_of(kind: forms.Kind, row: Record | None, reader: SignedIn) -> Subject:
    """Return what tells a record apart; what it belongs to may not have come yet."""
    if isinstance(row, Household):
        return Subject(kind, neighbours.name_of(row, reader))
    if isinstance(row, Staff):
        return Subject(kind, people.name_of(row, reader))
    if isinstance(row, Registration):
        household = Household.get_or_none(Household.id == row.household)
        name = neighbours.name_of(household, reader) if household else ""
        return Subject(kind, name, row, Activity.get_or_none(Activity.id == row.activity))
    if isinstance(row, Occurrence):
        series = Series.get_or_none(Series.id == row.series)
        return Subject(kind, activity=activity_of(series) if series else None, date=row)
    if isinstance(row, Activity | Series):
        return Subject(kind, activity=activity_of(row))
    return subject_of_owner(kind, row, reader)


def subject_of_owner(kind: forms.Kind, row: Record | None, reader: SignedIn) -> Subject:
    """Return the household, the place or the person that a record belongs to."""
    for name, model in (("household", Household), ("registration", Registration), ("staff", Staff)):
        owner = model.get_or_none(model.id == getattr(row, name)) if hasattr(row, name) else None
        if owner is not None:
            found = subject_of(kind, owner, reader)
            return Subject(kind, found.name, found.place, found.activity)
    return Subject(kind, str(getattr(row, "name", "")))


def activity_of(row: Activity | Series) -> Activity | None:
    if isinstance(row, Activity):
        return row
    found: Activity | None = Activity.get_or_none(Activity.id == row.activity)
    return found
