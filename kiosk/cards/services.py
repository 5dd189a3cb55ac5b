"""A card is made in the visit of its owner or by a key mother; nothing that is stored opens it."""

import os
from uuid import UUID

import msgspec

from kiosk.cards import queries
from kiosk.cards.models import Card
from kiosk.core import outbox, state, today
from kiosk.core.errors import KioskError, NotFoundError, NotReadyError
from kiosk.core.ids import new_id
from kiosk.registration.models import Household
from kiosk.registration.queries import kept_household, one_family
from kiosk.registration.services import seal_for_centre
from kiosk.screen.visits import Visit
from kiosk.security import audit, ciphers, locks, secrets, signatures, vault
from kiosk.security.ciphers import NONCE_BYTES, DoesNotFitError, PrivateKey
from kiosk.security.keyring import OpenCard, SignedIn

# The same at all kiosks of a centre, for a card is found by its secret alone; about half a second on a small machine.
ITERATIONS = 3
DOOR = "cards"
SEALED = ("name_sealed", "phone_sealed", "note_sealed")


class CardUnknownError(KioskError):
    """No card here has this secret. Nobody is told more: not whether a picture or a digit was right."""


class Issued(msgspec.Struct, frozen=True):
    """A new card: its secret, shown once and kept nowhere, and the card as it is now open."""

    secret: secrets.CardSecret
    opened: OpenCard


def issue(
    household_id: UUID, *, opener: SignedIn | None = None, name: str = "", phone: str = "", note: str = ""
) -> Issued:
    """Make a card for a household, which becomes its only one: earlier cards are deleted and open nothing new.

    Without `opener` nobody here can open what was sealed before, so what the visit still knows (`name`, `phone`,
    `note`) is sealed anew; with her keys the envelopes are re-sealed. One transaction, in her name. Raises
    NotFoundError for an unknown household, NotReadyError before the centre has a key.
    """
    household = Household.get_or_none(Household.id == household_id)
    if household is None:
        raise NotFoundError
    known = dict(zip(SEALED, (name, phone, note), strict=True))
    secret, handle, key = unused_secret()
    private, public = vault.new_key()
    card = Card(id=new_id(), household=household_id, handle=handle, public_key=public)
    card.key_wrapped, card.issued_at = wrapped(private, key, card), today.present()
    with outbox.authored(opener.staff.hex if opener else ""):
        Card.delete().where(Card.household.in_(one_family(household_id))).execute()
        card.save(force_insert=True)
        give_key(household, public, known=known, opener=opener)
        if opener:
            audit.note(
                audit.Deed.CARD_ISSUED, staff=opener.staff, kind=Household.kind(), subject=household_id.hex
            )
    return Issued(secret, OpenCard(card.id, household_id, private))


def give_key(household: Household, public: str, *, known: dict[str, str], opener: SignedIn | None) -> None:
    """Seal what is known of her, or can be opened here, for the centre and this card; for no card she had before."""
    changed = []
    for name in SEALED:
        content, sealed = known.get(name, ""), getattr(household, name)
        if not content and sealed and opener:
            content = opener.open(sealed, record=household.id, field=name)
        if content:
            setattr(household, name, seal(content, record=household.id, field=name, card=public))
            changed.append(getattr(Household, name))
    if changed:
        household.save(only=changed)


def open_card(secret: secrets.CardSecret) -> OpenCard:
    """Find the card of a secret and open its key; the caller keeps it as `visit.card`, in memory only.

    A miss is noted before the secret is tried. Raises DoorClosedError after five misses at this machine,
    CardUnknownError when no card here has it.
    """
    locks.require_open(DOOR)
    locks.note_miss(DOOR)
    handle, key = keys_of(secret)
    for card in Card.select().where(Card.handle == handle):
        private = unwrapped(card, key)
        if private:
            locks.open(DOOR)
            return OpenCard(card.id, whose(card), private)
    raise CardUnknownError


def remember(visit: Visit, opened: OpenCard) -> None:
    """Let a visit go on with the household of an open card, so that she is asked nothing she told before."""
    household = Household.get_or_none(Household.id == opened.household)
    if household is None:
        return
    visit.card, visit.household = opened, household.id
    visit.adults, visit.children = household.adults, sum(household.bands.values())
    visit.bands = {band: count for band, count in household.bands.items() if band != "?"}
    visit.name = read(household, "name_sealed", opened)
    visit.opened = [one.id for one in queries.places_to_come(household.id)]


def read(household: Household, field: str, opened: OpenCard) -> str:
    """Open one of her fields, "" when nothing is kept or it was sealed where this card was not at hand."""
    try:
        return opened.open(getattr(household, field) or "", record=household.id, field=field)
    except vault.CannotOpenError:
        return ""


def is_alive(opened: OpenCard) -> bool:
    """Say whether an open card is still the household's: it may have been re-issued or forgotten elsewhere."""
    card = Card.get_or_none(Card.id == opened.card)
    return card is not None and whose(card) == opened.household


def whose(card: Card) -> UUID:
    """Return the household that a card opens: where two records became one, that of both."""
    kept = kept_household(card.household)
    return card.household if kept is None else kept.id


def unused_secret() -> tuple[secrets.CardSecret, str, bytes]:
    """Draw a secret that no card here has, with its handle and key."""
    while True:
        secret = secrets.new_card_secret()
        handle, key = keys_of(secret)
        if not Card.select().where(Card.handle == handle).exists():
            return secret, handle, key


def keys_of(secret: secrets.CardSecret) -> tuple[str, bytes]:
    """Return handle and key of a secret at this centre. Raises NotReadyError before there is a centre."""
    centre = state.get("centre")
    if not centre:
        raise NotReadyError
    return secrets.card_keys(secret, salt=secrets.card_salt(UUID(centre)), iterations=ITERATIONS)


def wrapped(private: PrivateKey, key: bytes, card: Card) -> str:
    """Wrap a card's private key (base64url: nonce, content), bound to the card and the household it belongs to."""
    nonce = os.urandom(NONCE_BYTES)
    return vault.encode(nonce + ciphers.lock(key, nonce, private.private_bytes_raw(), place_of(card)))


def unwrapped(card: Card, key: bytes) -> "PrivateKey | None":
    """Return a card's private key, None when the row was tampered with."""
    try:
        content = vault.decode(card.key_wrapped)
        nonce, rest = content[:NONCE_BYTES], content[NONCE_BYTES:]
        return ciphers.key_from(ciphers.unlock(key, nonce, rest, place_of(card)))
    except (DoesNotFitError, ValueError):
        return None


def place_of(card: Card) -> bytes:
    return f"card/{card.id.hex}/{card.household.hex}".encode()


def seal(content: str, *, record: UUID, field: str, card: str) -> str:
    """Seal for the centre and for a card that is made or open in this visit.

    Never for a key that was only read in a record: who can write records could have names sealed to herself.
    Raises NotReadyError before the centre has a key.
    """
    return seal_for_centre(content, record=record, field=field, card_key=card)


def public_of(opened: OpenCard) -> str:
    return signatures.public_of(opened.key)
