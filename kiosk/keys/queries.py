"""Which envelopes there are, and which of them are still sealed to a key that the centre used before."""

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.core.record import Record, kinds
from kiosk.keys.models import RetiredKey
from kiosk.security import vault

if TYPE_CHECKING:
    from peewee import Field

BEFORE_ALL = UUID(int=0)


class Place(NamedTuple):
    """How far a walk over all envelopes has come: the number of the sealed field, and the last record of it."""

    number: int = 0
    after: UUID = BEFORE_ALL


class Envelope(NamedTuple):
    """An envelope where it lies: the model, the record's id, the name of the field."""

    model: type[Record]
    record: UUID
    field: str
    text: str


def sealed_fields() -> list[tuple[type[Record], str]]:
    """Return model and name of every field that holds envelopes; by its name, so that none is left out."""
    return [
        (model, field.name)
        for model in kinds().values()
        for field in model.replicated_fields()
        if field.name.endswith("_sealed")
    ]


def envelopes(place: Place, limit: int) -> tuple[list[Envelope], Place | None]:
    """Return the next envelopes behind a place, at most `limit`, and the place to go on from; None at the end."""
    fields = sealed_fields()
    if place.number >= len(fields):
        return [], None
    model, name = fields[place.number]
    field: Field = getattr(model, name)
    rows: list[Any] = list(
        model.select(model.id, field)
        .where(field.is_null(False) & (model.id > place.after))
        .order_by(model.id)
        .limit(limit)
    )
    found = [Envelope(model, row.id, name, getattr(row, name)) for row in rows]
    is_full = len(found) == limit
    return found, Place(place.number, found[-1].record) if is_full else Place(place.number + 1)


def are_keys_retired() -> bool:
    return bool(RetiredKey.select().exists())


def key_id_of(private: X25519PrivateKey) -> str:
    return vault.key_id(private.public_key().public_bytes_raw()).hex()
