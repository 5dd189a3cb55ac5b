"""What may stand in a field of a record that comes, what the column keeps of it, and what does if nobody said."""

from typing import Annotated, Any

import msgspec
from peewee import BooleanField, Field, FloatField, IntegerField, UUIDField

from kiosk.core.fields import JsonField, LocalTimeField

# What a page could not read later is not let in now: it would fail in front of a visitor.
# An id is a UUID in hexadecimal digits; that they are such is seen of all ids of a record at once (`are_hexadecimal`).
ID_LETTERS, DIGITS = 32, "0123456789abcdef"
Identity = Annotated[str, msgspec.Meta(min_length=ID_LETTERS, max_length=ID_LETTERS)]
LocalTime = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")]
NULL = "null"
# Deeper than any document of ours; one that Python can just read here it could no longer read in a page.
DEEPEST = 16


class UnfitError(ValueError):
    """What came does not fit the columns of its kind, or brings some that are not known here."""


def kind_of(field: Field) -> Any:
    """Return what may stand in a field on the wire (docs/SYNC.md, "Values")."""
    if isinstance(field, JsonField):
        return msgspec.Raw
    kind: Any = str
    for column, found in ((BooleanField, bool), (IntegerField, int), (FloatField, float)):
        if isinstance(field, column):
            kind = found
            break
    if isinstance(field, UUIDField):
        kind = Identity
    if isinstance(field, LocalTimeField):
        kind = LocalTime
    return kind | None if field.null else kind


def are_hexadecimal(ids: list[str]) -> bool:
    return not "".join(ids).strip(DIGITS)


def default_of(field: Field) -> Any:
    """Return what stands in a field that the writer did not know: the model's default, or null where allowed."""
    if field.default is None and not field.null:
        return msgspec.NODEFAULT
    value = field.default() if callable(field.default) else field.default
    stored = None if value is None else field.db_value(value)
    return msgspec.Raw(stored or NULL) if isinstance(field, JsonField) else stored


def examine(field: Field, value: Any) -> Any:
    """Return the text that the column keeps. Raises UnfitError when the field's own reader cannot read it."""
    if value is None or value is msgspec.UNSET:
        return value
    text = str(value, "utf-8") if isinstance(value, msgspec.Raw) else value
    if text == NULL:
        return None
    try:
        field.python_value(text)
        is_readable = not isinstance(field, JsonField) or is_shallow_text(text)
    except (TypeError, ValueError, AttributeError, LookupError, RecursionError) as error:
        raise UnfitError(field.name) from error
    if not is_readable:
        raise UnfitError(field.name)
    return text


def is_shallow_text(text: str) -> bool:
    """Say whether JSON is nested no deeper than allowed; nearly everything has fewer brackets than it may be deep."""
    return text.count("{") + text.count("[") <= DEEPEST or is_shallow(msgspec.json.decode(text))


def is_shallow(document: Any, levels: int = DEEPEST) -> bool:
    """Say whether nothing in a JSON document lies more than `levels` deep."""
    inside = document.values() if isinstance(document, dict) else document
    if not isinstance(document, dict | list):
        return True
    return levels > 0 and all(is_shallow(part, levels - 1) for part in inside)
