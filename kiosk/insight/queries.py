"""Each thing that is kept about her, in the words and pictures of one row, and for how long it is still kept."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.cards.services import read
from kiosk.core.errors import StalePageError
from kiosk.registration.models import Consent, Household
from kiosk.retention.queries import weeks_left
from kiosk.screen.frame import current_visit
from kiosk.security.keyring import OpenCard


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


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is kept. `content` is what an envelope held, "" where this card cannot open it."""

    kind: Kind
    is_kept: bool = True
    content: str = ""
    weeks: int | None = None


def own_household() -> tuple[OpenCard, Household]:
    """Return the open card of this visit and its household. Raises StalePageError when one of them is gone."""
    opened = current_visit().card
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


def consents_of(household: Household) -> dict[str, Consent]:
    """Return what she allows now, by purpose; of two yeses the first one counts."""
    given = Consent.select().where(Consent.household == household.id, Consent.withdrawn_at.is_null())
    return {consent.purpose: consent for consent in given.order_by(Consent.given_at.desc())}
