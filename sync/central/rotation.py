"""A kiosk changes its token and key; until the new token was used once, the old one is good and the old key counts."""

import secrets

from kiosk.core import clock
from kiosk.security import signatures, vault
from sync import rotation
from sync.central.audience import Caller
from sync.central.database import database, run
from sync.central.enrolment import MAX_KEY_LETTERS, TOKEN_BYTES, hash_of_token
from sync.central.errors import MalformedError, RevokedError, UnprovenError
from sync.central.tables import Replica
from sync.joining import RotateAnswer, RotateRequest

KEY_BYTES = 32


def rotate(caller: Caller, token: str, wish: RotateRequest) -> RotateAnswer:
    """Give a new token for the one that was called with. Raises UnprovenError, MalformedError, RevokedError.

    The new key waits behind the old one until the new token is used: an answer that is lost takes nothing away.
    """
    fresh = public_key(wish.public_key)
    made = secrets.token_urlsafe(TOKEN_BYTES)
    with database.atomic():
        kiosk = Replica.get_by_id(caller.replica)
        if kiosk.revoked_at is not None:
            raise RevokedError("this kiosk was taken out of the network")
        current = current_key(kiosk.public_key)
        require_proof(current, caller.replica, wish)
        (
            Replica.update(
                token_hash=hash_of_token(made),
                former_token_hash=hash_of_token(token),
                public_key=f"{current} {fresh}",
                rotated_at=clock.wall(),
            )
            .where(Replica.id == caller.replica)
            .execute()
        )
    return RotateAnswer(made)


def settle(replica: str) -> None:
    """End the old token: the new one was used."""
    kept = Replica.get_by_id(replica).public_key.split()[-1:]
    sql = "UPDATE replica SET former_token_hash = NULL, public_key = ? WHERE id = ?"
    run(sql, ("".join(kept), replica))


def current_key(stored: str) -> str:
    """Return the key that the kiosk signs with now, of one or two that are stored."""
    return stored.split(" ", maxsplit=1)[0]


def require_proof(current: str, replica: str, wish: RotateRequest) -> None:
    """Raise UnprovenError unless the old key signed the wish."""
    if not signatures.is_signed(wish.proof, rotation.words(replica, wish.public_key), current):
        raise UnprovenError("the old key of this kiosk did not sign this")


def public_key(text: str) -> str:
    """Return the key if it is one. Raises MalformedError."""
    try:
        is_key = len(text) <= MAX_KEY_LETTERS and len(vault.decode(text)) == KEY_BYTES
    except ValueError:
        is_key = False
    if not is_key:
        raise MalformedError("this is no public key")
    return text
