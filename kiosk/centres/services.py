"""Founding a centre: a name, an area, a key that only the coach's sheet can open."""

import os
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import segno
from flask import render_template
from msgspec.structs import asdict

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff, StaffStatus, Way, Wrap
from kiosk.centres import queries
from kiosk.centres.forms import Draft, Question
from kiosk.centres.models import Centre
from kiosk.core import state
from kiosk.core.database import database
from kiosk.core.errors import ConflictError
from kiosk.core.ids import new_id
from kiosk.core.record import Audience
from kiosk.security import signatures, vault
from kiosk.security.ciphers import PrivateKey
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role


class Sheet(msgspec.Struct, frozen=True):
    """The coach's recovery sheet before it is kept: its code, its own key, and that key under the code."""

    code: str
    own: PrivateKey
    recovery: vault.Recovery


def found_centre(name: str, area: str, *, zone: str, centre_id: UUID | None = None) -> str:
    """Found the centre of this kiosk with a key of its own and return the code of the recovery sheet.

    The sheet holds a key like somebody who works here: its own, under the code, and the centre's sealed to it.
    The code is told once and kept nowhere. Raises ConflictError when a centre was founded here before.
    """
    return found(vault.new_key()[0], name, area, zone=zone, centre_id=centre_id, sheet=new_sheet())


def found(
    key: PrivateKey, name: str, area: str, *, zone: str, sheet: Sheet, centre_id: UUID | None = None
) -> str:
    """Write the centre of `key` and its recovery sheet, in one transaction. Raises ConflictError."""
    if state.get("centre_key") or state.get("is_begun"):
        raise ConflictError("a centre was founded on this machine before, or on another one")
    entry = signatures.first_key(key)
    with database.atomic():
        centre = Centre(
            id=centre_id or new_id(),
            name=name,
            area=area,
            zone=zone,
            public_key=entry["public"],
            signing_key=entry["signing"],
            keys=[entry],
            audience=Audience.AREA,
        )
        centre.save(force_insert=True)
        state.put(centre=centre.id.hex, area=area)
        pin(centre)
        keep_sheet(sheet, key)
    return sheet.code


def begin(first_day: Draft, *, language: str, zone: str, by: SignedIn | None = None) -> SignedIn:
    """Write the first day, all of it or nothing, and return its coach with her keys open. Raises ConflictError.

    Without `by` the centre is founded, with the id that central gave it if it gave one. Where it was founded before,
    `by` is the recovery sheet, which lets nobody but the first coach in.
    """
    said, practice = first_day.answers, first_day.practice
    if practice is None:
        raise ConflictError
    with database.atomic():
        if by is None:
            by = found_by_hand(first_day, zone=zone)
        coach = accounts.hire(
            said[Question.COACH],
            role=Role.COACH,
            tile=said[Question.COACH_TILE],
            language=language,
            languages=said[Question.COACH_LANGUAGES].split(),
            by=by,
        )
        accounts.activate(coach, by)
        accounts.give_pictures(coach, practice.pictures, by)
    first_day.key = first_day.sheet = first_day.practice = None
    return accounts.sign_in_with_pictures(coach.id, practice.pictures)


def found_by_hand(first_day: Draft, *, zone: str) -> SignedIn:
    """Found the centre as it was told at the screen, and return its recovery sheet with its keys open."""
    key, sheet = first_day.key, first_day.sheet
    if key is None or sheet is None:
        raise ConflictError
    name, area = first_day.answers[Question.CENTRE], first_day.answers[Question.AREA]
    return found_with(key, sheet, name=name, area=area, zone=zone)


def found_with(key: PrivateKey, sheet: Sheet, *, name: str, area: str, zone: str) -> SignedIn:
    """Found the centre and return its recovery sheet with its keys open. A centre that central named keeps its id."""
    named = state.get("centre")
    with database.atomic():
        found(key, name, area, zone=zone, sheet=sheet, centre_id=UUID(named) if named else None)
        state.put(zone=zone)
        holder = Staff.get(Staff.role == Role.SHEET)
    return SignedIn(holder.id, Role.SHEET, own=sheet.own, centre=key)


def new_keys() -> tuple[PrivateKey, Sheet]:
    """Make a centre's key and its recovery sheet; nothing is written."""
    return vault.new_key()[0], new_sheet()


def new_sheet() -> Sheet:
    """Make a key for the recovery sheet and the code that opens it; nothing is written."""
    own, _public = vault.new_key()
    code, recovery = vault.wrap_for_recovery(own)
    return Sheet(code, own, recovery)


def keep_sheet(sheet: Sheet, centre: PrivateKey) -> Staff:
    """Write the sheet as one that holds keys: who it is, its key under the code, the centre's key sealed to it."""
    row = Staff(role=Role.SHEET, status=StaffStatus.ACTIVE, public_key=signatures.public_of(sheet.own))
    accounts.sign(row, centre)
    row.save(force_insert=True)
    Wrap.create(staff=row.id, way=Way.SHEET, sealed=asdict(sheet.recovery))
    accounts.grant_key(row, centre)
    state.put(recovery=asdict(sheet.recovery))
    return row


def join_centre(centre: Centre) -> None:
    """Let this kiosk seal for a centre that was founded on another one. Its keys are pinned: later ones must be signed
    by them. Raises ConflictError when they have not come yet.
    """
    if not centre.public_key:
        raise ConflictError("the centre has not published its key yet")
    with database.atomic():
        state.put(centre=centre.id.hex, area=centre.area)
        pin(centre)


def join_known() -> bool:
    """Join the centre that central named, if it is known here with its key; say whether there is a centre now."""
    if state.get("centre_key"):
        return True
    centre = queries.this_centre()
    if centre is None or not centre.public_key:
        return False
    with database.atomic():
        join_centre(centre)
        state.put(zone=centre.zone)
    return True


def pin(centre: Centre) -> None:
    """Remember the centre's keys; from here on only what they sign is believed."""
    state.put(centre_key=centre.public_key, centre_signing_key=centre.signing_key)
    if not state.get("kiosk"):
        state.put(kiosk=uuid4().hex)


def write_recovery_sheet(code: str, centre_name: str, target: Path) -> None:
    """Write the printable sheet for the coach; only the owner of the file may read it. Needs an app context.

    Its square holds the wrapped key beside the code: the sheet opens what was sealed when this machine is gone.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    words = vault.sheet_words(code, vault.Recovery(**state.get("recovery")))
    square = segno.make(words, error="m").svg_inline(scale=4, border=4)
    page = render_template("centres/recovery_sheet.html", code=code, centre_name=centre_name, square=square)
    put_on_disk(page, target)


def square_words(sheet: Sheet) -> str:
    """Return what the square of a sheet holds that is not written yet."""
    return vault.sheet_words(sheet.code, sheet.recovery)


def put_on_disk(page: str, target: Path) -> None:
    """Write a file that only its owner may read, and return when the plug may be pulled."""
    with os.fdopen(
        os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(page)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
