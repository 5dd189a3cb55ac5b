"""Taking places for a household: all of them together, or all waiting together, and told the truth."""

from uuid import UUID

import msgspec
from peewee import IntegrityError

from kiosk.activities.models import Series, Unit
from kiosk.activities.queries import UNOFFERED, is_home
from kiosk.core import state, today
from kiosk.core.database import database
from kiosk.core.errors import ConflictError, NotReadyError
from kiosk.core.ids import new_id
from kiosk.core.today import now_here
from kiosk.registration import queries
from kiosk.registration.models import Consent, Household, Registration, RegistrationStatus
from kiosk.tickets.models import draw_ticket

# Which words of consent were shown; a new wording gets a new name, the old one stays in docs/CONSENT.md.
CONSENT_PURPOSE, CONSENT_WORDING = queries.PLACE, "2026-11"


class JustFilledError(ConflictError):
    """The last places went while she was choosing; she is asked whether she wants to wait."""


class OverError(ConflictError):
    """The date was called off or has begun."""


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes: adults, children by age band, language; the name, why she comes and her number if she told.

    `vouched_by` is the key mother who registers her, `is_present` whether it was her own touch that said yes (SPEC C5).
    `card_key` is the public key of the card that is open in this visit, which then opens what is sealed, too.
    """

    language: str
    adults: int
    children: int
    bands: dict[str, int] = {}
    name: str = ""
    note: str = ""
    phone: str = ""
    household: UUID | None = None
    vouched_by: UUID | None = None
    is_present: bool = True
    card_key: str = ""

    @property
    def people(self) -> int:
        return self.adults + self.children


def register_family(family: Family, occurrence_id: UUID, *, place_key: str, will_wait: bool) -> Registration:
    """Take places for a family on a date, or in the whole series when it is taken whole; one transaction.

    `place_key` is the one-time key of the page: the same key again returns the first registration (SCREENS T7).
    Raises NotFoundError for an unknown date, OverError for one that is called off or begun, JustFilledError when
    there is no room for all and `will_wait` is false; nothing is written then.
    """
    try:
        with database.atomic():
            return queries.registration_with_key(place_key) or take_places(
                family, occurrence_id, place_key=place_key, will_wait=will_wait
            )
    except IntegrityError:
        # Two touches at once: the other thread wrote first. What it wrote is the answer.
        found = queries.registration_with_key(place_key)
        if found is None:
            raise
        return found


def take_places(family: Family, occurrence_id: UUID, *, place_key: str, will_wait: bool) -> Registration:
    occurrence, series, activity = queries.unit_of(occurrence_id)
    if occurrence.is_cancelled or activity.stage in UNOFFERED or occurrence.ends_at < now_here():
        raise OverError
    unit_occurrence = None if series.unit == Unit.SERIES else occurrence.id
    taken = queries.taken_places(series, unit_occurrence)
    is_confirmed = is_home(series) and taken + family.people <= series.capacity
    if not is_confirmed and not will_wait:
        raise JustFilledError
    ticket = draw_ticket(queries.is_ticket_held)
    here, there = state.get("centre"), activity.centre.hex
    registration = Registration.create(
        household=save_household(family).id,
        activity=activity.id,
        series=series.id,
        occurrence=unit_occurrence,
        status=RegistrationStatus.CONFIRMED if is_confirmed else RegistrationStatus.WAITING,
        people=family.people,
        adults=family.adults,
        bands=bands_of(family),
        dye=ticket.dye,
        animal=ticket.animal,
        number=ticket.number,
        registered_at=today.present()
        if is_confirmed
        else queries.next_in_line(series, unit_occurrence, now=today.present()),
        recipient=None if there == here else there,
        place_key=place_key,
        centre=None if there == here else here,
    )
    if is_confirmed:
        write_count(series, unit_occurrence, taken=taken + family.people)
    return registration


def save_household(family: Family) -> Household:
    """Write who comes, once a visit, with the consent she gave by touching yes; the name only as an envelope."""
    known = queries.kept_household(family.household) if family.household else None
    # Forgotten meanwhile: then she is somebody new, whom no tombstone takes away again.
    household = known or Household(id=new_id())
    household.language, household.adults, household.bands = family.language, family.adults, bands_of(family)
    if known is None and family.vouched_by:
        household.vouched_by, household.vouched_at = family.vouched_by, today.present()
    for column in ("name_sealed", "note_sealed", "phone_sealed"):
        content = getattr(family, column.removesuffix("_sealed"))
        if content:
            sealed = seal_for_centre(content, record=household.id, field=column, card_key=family.card_key)
            setattr(household, column, sealed)
    household.save(force_insert=known is None)
    if family.is_present and (known is None or not queries.has_agreed(household)):
        confirm(household, language=family.language)
    return household


def confirm(household: Household, *, language: str) -> None:
    """Write down her own yes, in the language it was read in; a vouched household is kept from now on (SPEC C5)."""
    now = today.present()
    if household.is_unconfirmed:
        household.confirmed_at = now
        household.save(only=[Household.confirmed_at])
    Consent.create(
        household=household.id,
        purpose=CONSENT_PURPOSE,
        language=language,
        wording=CONSENT_WORDING,
        given_at=now,
    )


def bands_of(family: Family) -> dict[str, int]:
    """Return children by band, those of untold age under "?"; the sum is always the number of children."""
    told = {band: count for band, count in family.bands.items() if count > 0}
    untold = family.children - sum(told.values())
    return told | ({"?": untold} if untold > 0 else {})


def seal_for_centre(content: str, *, record: UUID, field: str, card_key: str = "") -> str:
    """Seal for the centre of this kiosk, and for a card if one is open. Raises NotReadyError before there is a key."""
    key = state.get("centre_key")
    if not key:
        raise NotReadyError
    # Loaded with the first name: a kiosk opens sooner and lighter, and most families leave none.
    from kiosk.security import vault  # noqa: PLC0415

    recipients = [key, card_key] if card_key else [key]
    return vault.seal(content, recipients=recipients, record=record, field=field)


def recount(homes: list[Series]) -> None:
    """Count the places of all units of these series anew; only what differs is written."""
    taken = queries.taken_by_series([series.id for series in homes])
    for series in homes:
        counted = {**dict.fromkeys(series.taken, 0), **taken.get(series.id, {})}
        if counted != series.taken:
            series.taken, series.counted_at = counted, today.present()
            series.save(only=[Series.taken, Series.counted_at])


def count_places(series: Series, occurrence_id: UUID | None) -> None:
    """Tell other kiosks how many places are taken. Counted anew each time, so that it mends itself."""
    write_count(series, occurrence_id, taken=queries.taken_places(series, occurrence_id))


def write_count(series: Series, occurrence_id: UUID | None, *, taken: int) -> None:
    unit: UUID = series.id if occurrence_id is None else occurrence_id
    series.taken = {**series.taken, unit.hex: taken}
    series.counted_at = today.present()
    series.save(only=[Series.taken, Series.counted_at])
