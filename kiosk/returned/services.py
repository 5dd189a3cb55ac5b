"""A line that is typed in marks who came, or registers who wrote herself down; typed in twice it is so once."""

from uuid import UUID

import msgspec
from msgspec.structs import replace

from kiosk.attendance.services import mark
from kiosk.core import outbox, today
from kiosk.core.database import database
from kiosk.core.errors import NotFoundError
from kiosk.paper.models import Form, Sheet
from kiosk.registration.models import Registration
from kiosk.registration.services import Family, OverError, register_family
from kiosk.returned.forms import Return
from kiosk.security import audit


class Taken(msgspec.Struct):
    """What became of a family's lines: the places it has or waits for, and the lines whose date is over or gone."""

    places: list[Registration] = []
    missed: list[int] = []


def take(sheet: Sheet, family: Return, *, by: UUID) -> Taken:
    """Register a family for the lines it wrote on; on a list to sign she is marked present, too.

    One household for all lines, each place with a key of its own, so that a sheet that is sent or typed in twice makes
    no second one. A key mother's word is not yet her own yes: she confirms at her next visit (SPEC C5).
    """
    taken = Taken()
    guest = Family(
        language=family.language,
        adults=family.adults,
        children=family.children,
        name=family.name if family.may_keep else "",
        vouched_by=by,
        is_present=False,
    )
    with outbox.authored(by.hex), database.atomic():
        for line in family.lines:
            try:
                place = register_family(
                    guest,
                    occurrence_of(sheet, line),
                    place_key=key_of(sheet, line, family),
                    will_wait=True,
                )
            except (NotFoundError, OverError):
                taken.missed.append(line)
                continue
            taken.places.append(place)
            guest = replace(guest, household=place.household)
        if taken.places:
            audit.note("neighbour_registered", staff=by, kind="household", subject=guest.household.hex)  # type: ignore[union-attr]  # set with the first place
        if sheet.form == Form.ROSTER:
            for line, place in zip(family.lines, taken.places, strict=False):
                put_on(sheet, line, place, by=by)
    return taken


def put_on(sheet: Sheet, line: int, place: Registration, *, by: UUID) -> None:
    """Let a blank line of a list stand for a registration from now on, and mark that she came."""
    with outbox.authored(by.hex), database.atomic():
        fresh = Sheet.get_by_id(sheet.id)
        fresh.lines = [*fresh.lines[: line - 1], place.id.hex, *fresh.lines[line:]]
        fresh.typed_at = today.present()
        fresh.save(only=[Sheet.lines, Sheet.typed_at])
        mark(occurrence_of(fresh, line), place.id, by=by)


def toggle(sheet: Sheet, line: int, *, by: UUID, is_present: bool) -> None:
    """Mark that who stands on a line came, or take it back. Raises NotFoundError for a blank line."""
    if not sheet.lines[line - 1] or sheet.occurrence is None:
        raise NotFoundError
    with outbox.authored(by.hex), database.atomic():
        mark(sheet.occurrence, UUID(sheet.lines[line - 1]), by=by, is_present=is_present)
        Sheet.update(typed_at=today.present()).where(Sheet.id == sheet.id).execute()


def occurrence_of(sheet: Sheet, line: int) -> UUID:
    """Return the date that a line is for. Raises NotFoundError for a sheet without dates."""
    if sheet.form == Form.WEEK:
        return UUID(sheet.lines[line - 1])
    if sheet.occurrence is None:
        raise NotFoundError
    return sheet.occurrence


def key_of(sheet: Sheet, line: int, family: Return) -> str:
    """Return the one-time key of a place: of the line where a line is one family, of the family where it is a date."""
    return f"{sheet.id.hex}-{line}" + ("" if sheet.form == Form.ROSTER else f"-{family.key}")
