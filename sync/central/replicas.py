"""A replica is known by the hash of its token; one that was taken out is turned away at once (G18)."""

from kiosk.core import clock
from sync.central import calls, ledger, rotation
from sync.central.audience import Caller, centre_feed
from sync.central.database import database, run
from sync.central.enrolment import hash_of_token
from sync.central.errors import RevokedError, UnknownTokenError
from sync.central.tables import Replica

QUERY = (
    "SELECT replica.id, centre.id, centre.area, centre.is_office, replica.revoked_at, replica.epoch, "
    "replica.acknowledged, replica.former_token_hash FROM replica JOIN centre ON centre.id = replica.centre "
    "WHERE replica.{column} = ?"
)
BY_TOKEN, BY_FORMER = QUERY.format(column="token_hash"), QUERY.format(column="former_token_hash")


def recognise(token: str) -> Caller:
    """Return who calls. Raises UnknownTokenError or RevokedError; asked anew for every call.

    A token that was just given ends the one before it; until then that one is good.
    """
    digest = (hash_of_token(token),)
    row = run(BY_TOKEN, digest).fetchone() if token else None
    is_new = row is not None and row[-1] is not None
    if row is None and token:
        row = run(BY_FORMER, digest).fetchone()
    if row is None:
        raise UnknownTokenError("no kiosk has this token")
    replica, centre, area, is_office, revoked_at, epoch, acknowledged, _former = row
    calls.name(replica)
    if revoked_at is not None:
        raise RevokedError("this kiosk was taken out of the network")
    if is_new:
        rotation.settle(replica)
    return Caller(replica, centre, area, bool(is_office), known_epoch=epoch, known_acknowledged=acknowledged)


def revoke(replica: Replica) -> None:
    """Take a kiosk out for good; its records stay."""
    if replica.revoked_at is None:
        feed = centre_feed(replica.centre)
        ledger.make_feeds([feed])
        with database.atomic():
            # The lock under which its batches are taken: once this is done, none is under way.
            ledger.lock({feed})
            Replica.update(revoked_at=clock.wall()).where(Replica.id == replica.id).execute()
