"""What an operator does: open a centre, give a code, see which kiosks were heard, take one out."""

import re
from typing import NamedTuple

from kiosk.core.errors import ConflictError, InvalidInputError
from kiosk.core.ids import new_id
from sync.central import enrolment, holds, ledger
from sync.central.audience import NETWORK, area_feed, centre_feed
from sync.central.database import database
from sync.central.tables import Centre, Replica

MAX_NAME_LETTERS = 60
is_area = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*").fullmatch
MAX_AREA_LETTERS = 12


class UnfitNameError(InvalidInputError):
    """A centre needs a name of 1 to 60 letters."""


class UnfitAreaError(InvalidInputError):
    """An area is a short code as NL-RTM."""


class OfficeTakenError(ConflictError):
    """The network has its office already."""


class Overview(NamedTuple):
    """A centre in the list: how many kiosks it has, and when one of them was last heard (milliseconds, 0: never)."""

    centre: Centre
    kiosks: int
    last_contact_at: int


def create_centre(name: str, area: str, is_office: bool = False) -> Centre:
    """Open a centre. Raises UnfitNameError, UnfitAreaError, OfficeTakenError. Needs an open database (`prepare`)."""
    name, area = name.strip(), area.strip().upper()
    if not 1 <= len(name) <= MAX_NAME_LETTERS or not name.isprintable():
        raise UnfitNameError(name)
    if len(area) > MAX_AREA_LETTERS or not is_area(area):
        raise UnfitAreaError(area)
    identity = new_id().hex
    feeds = {NETWORK, area_feed(area), centre_feed(identity)}
    ledger.make_feeds(feeds)
    with database.atomic():
        # The lock on the network's feed: two operators at once do not make two offices.
        ledger.lock(feeds)
        if is_office and Centre.select().where(Centre.is_office).exists():
            raise OfficeTakenError(name)
        centre: Centre = Centre.create(id=identity, name=name, area=area, is_office=is_office)
    holds.hand_over()
    return centre


def create_code(centre: Centre) -> str:
    """Return a one-time code for the centre, to be shown once; it is valid for a quarter of an hour."""
    return enrolment.make_code(centre)


def invite(name: str, area: str, *, is_office: bool) -> str:
    """Open a centre and return a code for its first kiosk; raises what `create_centre` raises."""
    return create_code(create_centre(name, area, is_office))


def overviews() -> list[Overview]:
    """Return every centre by name, the office first."""
    heard: dict[str, list[int]] = {}
    for replica in Replica.select(Replica.centre, Replica.last_contact_at).where(
        Replica.revoked_at.is_null()
    ):
        heard.setdefault(replica.centre, []).append(replica.last_contact_at)
    return [
        Overview(centre, len(heard.get(centre.id, [])), max(heard.get(centre.id, []), default=0))
        for centre in Centre.select().order_by(Centre.is_office.desc(), Centre.name)
    ]


def kiosks_of(centre: Centre) -> list[Replica]:
    """Return the centre's kiosks, those taken out last."""
    query = (
        Replica.select()
        .where(Replica.centre == centre.id)
        .order_by(Replica.revoked_at.is_null(False), Replica.name, Replica.id)
    )
    return list(query)
