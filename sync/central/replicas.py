"""A replica is known by the hash of its token; one that was taken out is turned away at once (G18)."""

from kiosk.core import clock
from sync.central.audience import Caller
from sync.central.database import run
from sync.central.enrolment import hash_of_token
from sync.central.errors import RevokedError, UnknownTokenError
from sync.central.tables import Replica

QUERY = (
    "SELECT replica.id, centre.id, centre.area, centre.is_office, replica.revoked_at, replica.epoch, "
    "replica.acknowledged FROM replica JOIN centre ON centre.id = replica.centre WHERE replica.token_hash = ?"
)


def recognise(token: str) -> Caller:
    """Return who calls. Raises UnknownTokenError or RevokedError; asked anew for every call."""
    row = run(QUERY, (hash_of_token(token),)).fetchone() if token else None
    if row is None:
        raise UnknownTokenError("no kiosk has this token")
    replica, centre, area, is_office, revoked_at, epoch, acknowledged = row
    if revoked_at is not None:
        raise RevokedError("this kiosk was taken out of the network")
    return Caller(replica, centre, area, bool(is_office), known_epoch=epoch, known_acknowledged=acknowledged)


def revoke(replica: Replica) -> None:
    """Take a kiosk out for good; its records stay."""
    if replica.revoked_at is None:
        Replica.update(revoked_at=clock.wall()).where(Replica.id == replica.id).execute()
