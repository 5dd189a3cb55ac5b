"""A neighbour's own yes, her word on who may go on seeing her, and a mistake that is taken back whole."""

from uuid import UUID

from kiosk.core import erasure, outbox, today
from kiosk.core.errors import NotFoundError
from kiosk.registration import services as registration_services
from kiosk.registration.models import Consent, Household
from kiosk.retention.services import forget_household
from kiosk.seats.services import note_told
from kiosk.security import audit

# Which words were shown (docs/CONSENT.md).
VOUCHER_PURPOSE, VOUCHER_WORDING = "voucher", "2026-11"


def confirm(household_id: UUID, *, language: str) -> None:
    """Write down the neighbour's own touch. Raises NotFoundError when she was forgotten meanwhile."""
    with outbox.authored(""):
        household = found(household_id)
        if household.is_unconfirmed:
            registration_services.confirm(household, language=language)


def invite(household_id: UUID, *, language: str, is_open: bool) -> None:
    """Let the key mother who registered her go on seeing her, or not; her yes is written down as a consent.

    Raises NotFoundError when she was forgotten meanwhile.
    """
    with outbox.authored(""):
        household = found(household_id)
        if household.is_open_to_voucher != is_open:
            household.is_open_to_voucher = is_open
            household.save(only=[Household.is_open_to_voucher])
        if household.kept_by and not is_open:
            household.kept_by = None
            household.save(only=[Household.kept_by])
        given = (Consent.household == household_id) & (Consent.purpose == VOUCHER_PURPOSE)
        kept = list(Consent.select().where(given & Consent.withdrawn_at.is_null()))
        if is_open and not kept:
            Consent.create(
                household=household_id,
                purpose=VOUCHER_PURPOSE,
                language=language,
                wording=VOUCHER_WORDING,
                given_at=today.present(),
            )
        for consent in kept if not is_open else ():
            consent.withdrawn_at = today.present()
            consent.save(only=[Consent.withdrawn_at])


def tell(household_id: UUID, places: list[UUID], *, by: UUID) -> None:
    """Write down that somebody has told her what became of her places, where there was anything to tell."""
    with outbox.authored(by.hex):
        if note_told(places):
            audit.note("told_news", staff=by, kind="household", subject=household_id.hex)


def forget(household_id: UUID, *, by: UUID) -> None:
    """Forget a neighbour in the name of the key mother who registered her, or of the coach."""
    with outbox.authored(by.hex):
        forget_household(household_id)
        audit.note("neighbour_forgotten", staff=by, kind="household", subject=household_id.hex)
    erasure.sweep()


def found(household_id: UUID) -> Household:
    row: Household | None = Household.get_or_none(Household.id == household_id)
    if row is None:
        raise NotFoundError
    return row


def hand_over(household_id: UUID, to: UUID, *, by: UUID) -> None:
    """Let another key mother keep her from now on; who handed her over sees her no more (SPEC A3).

    Raises NotFoundError when she was forgotten meanwhile.
    """
    with outbox.authored(by.hex):
        household = found(household_id)
        if household.kept_by != to:
            household.kept_by = to
            household.save(only=[Household.kept_by])
            audit.note("neighbour_handed_over", staff=by, kind="household", subject=household_id.hex)
