"""Which kiosks are heard and which have been silent too long: the network's watchdog (G11)."""

from typing import NamedTuple

from kiosk.core import clock
from sync.central.tables import Centre, Epoch, Replica

SILENT_MILLISECONDS = 7 * 24 * 60 * 60 * 1_000


class Watched(NamedTuple):
    """A kiosk with the name of its centre; `restarts` are the epochs that followed another one, oldest first."""

    kiosk: Replica
    centre: str
    is_silent: bool
    restarts: list[Epoch]


def watched() -> list[Watched]:
    """Return every kiosk that is in the network, the longest silent first, and then those that were taken out."""
    centres = {centre.id: centre.name for centre in Centre.select()}
    restarts: dict[str, list[Epoch]] = {}
    for epoch in Epoch.select().where(Epoch.former != "").order_by(Epoch.begun_at):
        restarts.setdefault(epoch.replica, []).append(epoch)
    since = clock.wall() - SILENT_MILLISECONDS
    query = Replica.select().order_by(
        Replica.revoked_at.is_null(False), Replica.last_contact_at, Replica.name, Replica.id
    )
    return [
        Watched(kiosk, centres[kiosk.centre], is_silent(kiosk, since), restarts.get(kiosk.id, []))
        for kiosk in query
    ]


def is_silent(kiosk: Replica, since: int) -> bool:
    """Say whether a kiosk of the network was not heard since; one that joined later still has time."""
    return bool(kiosk.revoked_at is None and max(kiosk.last_contact_at, kiosk.enrolled_at) < since)


def silences() -> list[int]:
    """Return for how many milliseconds each kiosk of the network has been silent."""
    now = clock.wall()
    query = Replica.select(Replica.last_contact_at, Replica.enrolled_at).where(Replica.revoked_at.is_null())
    return [max(0, now - max(kiosk.last_contact_at, kiosk.enrolled_at)) for kiosk in query]
