"""Which envelopes there are, and which of them are still sealed to a key that the centre used before."""

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from kiosk.accounts.models import Grant
from kiosk.centres.queries import this_centre
from kiosk.core import state
from kiosk.core.record import Record, kinds
from kiosk.keys.models import RetiredKey
from kiosk.security import ciphers, signatures, vault
from kiosk.security.ciphers import PrivateKey
from kiosk.security.keyring import SignedIn

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


def key_id_of(private: PrivateKey) -> str:
    return vault.key_id(private.public_key().public_bytes_raw()).hex()


def recipients_of(envelope: Envelope) -> set[str]:
    """Return the key ids (hexadecimal) of those who can open it, nobody's for what is no envelope."""
    try:
        return set(vault.recipients_of(envelope.text))
    except vault.CannotOpenError:
        return set()


def load_retired(keys: SignedIn) -> None:
    """Open the retired keys for somebody who holds the present one. One that is sealed to yet another is left."""
    for _round in range(
        2
    ):  # one that came from a slower kiosk may be sealed to a key that is itself retired by now
        for row in RetiredKey.select():
            private = opened_key(keys, row)
            if private is not None and key_id_of(private) == row.key_id:
                keys.retired[row.key_id] = private


def opened_key(keys: SignedIn, row: RetiredKey) -> "PrivateKey | None":
    try:
        raw = vault.decode(keys.open(row.key_sealed, record=row.id, field="key_sealed"))
        return ciphers.key_from(raw)
    except (vault.CannotOpenError, ValueError):
        return None


def is_forked() -> bool:
    """Say whether central holds a chain that this kiosk's key is not in: another kiosk changed the key as well."""
    centre, pinned = this_centre(), state.get("centre_signing_key")
    known = [entry.get("signing") for entry in centre.keys] if centre else []
    return bool(known and pinned and pinned not in known)


def rival_key(keys: SignedIn) -> "PrivateKey | None":
    """Return the private key of the chain's last entry, if she was granted it, None else."""
    centre = this_centre()
    wanted = centre.keys[-1].get("public") if centre and centre.keys else None
    for grant in Grant.select().where(Grant.staff == keys.staff):
        try:
            raw = vault.unseal(grant.key_sealed, keys.own, record=grant.id, field="key_sealed")
            private = ciphers.key_from(vault.decode(raw))
        except (vault.CannotOpenError, ValueError):
            continue
        if signatures.public_of(private) == wanted:
            return private
    return None
