"""Each thing that is kept about her, in the words and pictures of one row, and for how long it is still kept."""

from enum import StrEnum
from uuid import UUID

import msgspec

from kiosk.activities.models import Offer
from kiosk.activities.queries import first_date, offer_of
from kiosk.cards.models import Purpose
from kiosk.cards.queries import places_to_come
from kiosk.cards.services import is_alive, read
from kiosk.core.errors import NotFoundError, StalePageError
from kiosk.core.pages import settings
from kiosk.registration.models import Consent, Household, Registration
from kiosk.retention.queries import weeks_left
from kiosk.screen.frame import current_visit
from kiosk.security.keyring import OpenCard

ROWS, LARGE_ROWS = 3, 2


class Kind(StrEnum):
    """What a row tells; each has its picture and its words in `insight/known.html`."""

    NAME = "name"
    FAMILY = "family"
    LANGUAGE = "language"
    PHONE = "phone"
    NOTE = "note"
    VOUCHER = "voucher"


FIELD = {
    Kind.NAME: "name_sealed",
    Kind.FAMILY: "bands",
    Kind.LANGUAGE: "language",
    Kind.PHONE: "phone_sealed",
    Kind.NOTE: "note_sealed",
    Kind.VOUCHER: "vouched_by",
}
SEALED = {Kind.NAME, Kind.PHONE, Kind.NOTE}


class Fact(msgspec.Struct, frozen=True):
    """One thing that is kept. `content` is what an envelope held, "" where this card cannot open it."""

    kind: Kind
    is_kept: bool = True
    content: str = ""
    weeks: int | None = None


def own_household() -> tuple[OpenCard, Household]:
    """Return the open card of this visit and its household.

    Raises StalePageError when one of them is gone: a card that was made anew elsewhere is closed here too.
    """
    visit = current_visit()
    opened = visit.card
    if opened and not is_alive(opened):
        opened = visit.card = visit.household = None
    household = Household.get_or_none(Household.id == opened.household) if opened else None
    if opened is None or household is None:
        raise StalePageError
    return opened, household


def facts_of(household: Household, opened: OpenCard) -> list[Fact]:
    """Return everything that is kept about her; her name stands there also when none is, for she may write it."""
    found = []
    for kind, field in FIELD.items():
        is_kept = getattr(household, field) is not None
        if is_kept or kind == Kind.NAME:
            content = read(household, field, opened) if kind in SEALED else ""
            found.append(Fact(kind, is_kept, content, weeks_left(household, field) if is_kept else None))
    return found


def places_of(household: Household) -> list[tuple[Registration, Offer | None]]:
    """Return her places with what they are for, None where that has not arrived here."""
    return [(place, offer_for(place.occurrence, place.series)) for place in places_to_come(household.id)]


def offer_for(occurrence_id: UUID | None, series_id: UUID) -> Offer | None:
    try:
        return offer_of(occurrence_id or first_date(series_id), fresh_hours=settings().fresh_hours)
    except NotFoundError:
        return None


def allowed(household: Household) -> dict[Purpose, bool]:
    """Return each thing she may allow, and whether it is so now: what is kept is told, not what was once said."""
    found = {
        Purpose.PLACE: Purpose.PLACE in consents_of(household) or bool(places_to_come(household.id)),
        Purpose.REMEMBER: household.name_sealed is not None,
        # A number that a key mother corrected is no yes to being called.
        Purpose.CALL: household.phone_sealed is not None and Purpose.CALL in consents_of(household),
    }
    if household.vouched_by is not None:
        found[Purpose.VOUCHER] = household.is_open_to_voucher
    return found


def consents_of(household: Household) -> dict[str, Consent]:
    """Return her yeses that hold, by purpose; of two the first one counts."""
    given = Consent.select().where(Consent.household == household.id, Consent.withdrawn_at.is_null())
    return {consent.purpose: consent for consent in given.order_by(Consent.given_at.desc())}
