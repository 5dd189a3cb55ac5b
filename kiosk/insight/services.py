"""She corrects what is kept, allows and takes back one thing at a time, and a yes taken back takes effect at once."""

from kiosk.cards.models import WORDING, Purpose
from kiosk.cards.queries import places_to_come
from kiosk.cards.services import public_of, seal
from kiosk.core import today
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError
from kiosk.insight.queries import consents_of
from kiosk.registration.models import Consent, Household
from kiosk.seats.services import withdraw
from kiosk.security.keyring import OpenCard
from kiosk.vouching import services as vouching

SHORTEST_PHONE, LONGEST_PHONE = 8, 15


class PhoneUnusableError(InvalidInputError):
    """No number of this length can be called (ITU-T E.164: at most fifteen digits)."""


def keep_name(household: Household, opened: OpenCard, *, name: str, language: str) -> None:
    """Keep another name for her, sealed for the centre and her card; by writing it she allows that it is kept."""
    household.name_sealed = seal(name, record=household.id, field="name_sealed", card=public_of(opened))
    with database.atomic():
        household.save(only=[Household.name_sealed])
        note_yes(household, Purpose.REMEMBER, language=language)


def keep_phone(household: Household, opened: OpenCard, *, phone: str, language: str) -> None:
    """Keep a number where a key mother may call her. Raises PhoneUnusableError."""
    if not (phone.isascii() and phone.isdigit() and SHORTEST_PHONE <= len(phone) <= LONGEST_PHONE):
        raise PhoneUnusableError
    household.phone_sealed = seal(phone, record=household.id, field="phone_sealed", card=public_of(opened))
    with database.atomic():
        household.save(only=[Household.phone_sealed])
        note_yes(household, Purpose.CALL, language=language)


def allow(household: Household, purpose: Purpose, *, language: str) -> None:
    """Write down her yes, in the language in which she read it."""
    if purpose == Purpose.VOUCHER:
        vouching.invite(household.id, language=language, is_open=True)
    else:
        note_yes(household, purpose, language=language)


def take_back(household: Household, purpose: Purpose, *, language: str) -> None:
    """Write down her no, and do what it means: give up her places, or let her name or her number go."""
    if purpose == Purpose.VOUCHER:
        vouching.invite(household.id, language=language, is_open=False)
        return
    with database.atomic():
        for consent in kept(household, purpose):
            consent.withdrawn_at = today.present()
            consent.save(only=[Consent.withdrawn_at])
        if purpose == Purpose.PLACE:
            for place in places_to_come(household.id):
                withdraw(place)
        else:
            field = Household.name_sealed if purpose == Purpose.REMEMBER else Household.phone_sealed
            setattr(household, field.name, None)
            household.save(only=[field])


def note_yes(household: Household, purpose: Purpose, *, language: str) -> None:
    if purpose not in consents_of(household):
        Consent.create(
            household=household.id,
            purpose=purpose,
            language=language,
            wording=WORDING,
            given_at=today.present(),
        )


def kept(household: Household, purpose: Purpose) -> list[Consent]:
    """Return every yes to this that holds; kiosks that were offline may have written it down twice."""
    given = (Consent.household == household.id) & (Consent.purpose == purpose)
    return list(Consent.select().where(given & Consent.withdrawn_at.is_null()))
