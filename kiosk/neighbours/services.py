"""A neighbour is added on a key mother's word: she has a place or waits at once, and says yes herself later."""

from uuid import UUID

from kiosk.core import outbox, today
from kiosk.members import queries as people
from kiosk.neighbours.forms import Added, Row
from kiosk.registration.models import Consent, Household, Registration
from kiosk.registration.queries import CALL, registration_with_key
from kiosk.registration.services import Family, register_family
from kiosk.seats.services import withdraw
from kiosk.security import audit
from kiosk.security.keyring import SignedIn
from kiosk.vouching.services import forget

# She was asked aloud and did not touch herself (docs/CONSENT.md).
CALL_WORDING = "2026-11-aloud"


def add(row: Row, occurrence_id: UUID, *, by: SignedIn) -> Added:
    """Register the neighbour in the row on a date, or put her on its waiting list; once for each one-time key.

    The key mother vouches; her own touch is still to come (SPEC C5). Raises what `register_family` raises.
    """
    family = Family(
        language=row.language,
        adults=row.adults,
        children=row.children,
        name=row.name,
        phone=row.phone if row.may_call else "",
        vouched_by=by.staff,
        is_present=False,
    )
    with outbox.authored(by.staff.hex):
        is_new = registration_with_key(row.key) is None
        made = register_family(family, occurrence_id, place_key=row.key, will_wait=True)
        if is_new:
            audit.note("neighbour_registered", staff=by.staff, kind="household", subject=made.household.hex)
            if family.phone:
                note_call(made.household, language=row.language)
    same = people.alike(row.name, family.phone, except_for=made.household, opener=by)
    hers = people.seen(same, by)
    return Added(made.id, made.household, alike=tuple(hers[:1]), is_hidden=bool(same) and not hers)


def note_call(household: UUID, *, language: str) -> None:
    """Write down that she said yes to being called when she was asked aloud; who wrote it is its author."""
    Consent.create(
        household=household, purpose=CALL, language=language, wording=CALL_WORDING, given_at=today.present()
    )


def take_back(added: Added, *, by: SignedIn) -> None:
    """Undo: her place goes to who waits, and a household that is new and has not said yes itself is forgotten."""
    household = Household.get_or_none(Household.id == added.household)
    others = Registration.select().where(
        Registration.household == added.household, Registration.id != added.registration
    )
    is_new = household is not None and household.is_unconfirmed and household.merged_into is None
    if is_new and not others.exists():
        forget(added.household, by=by.staff)
        return
    with outbox.authored(by.staff.hex):
        place = Registration.get_or_none(Registration.id == added.registration)
        if place is not None:
            withdraw(place)
