"""Founding a centre: a name, an area, a key that only the coach's sheet can open."""

import os
from dataclasses import asdict
from pathlib import Path
from uuid import UUID, uuid4

import segno
from flask import render_template

from kiosk.centres.models import Centre
from kiosk.core import state
from kiosk.core.database import database
from kiosk.core.errors import ConflictError
from kiosk.core.record import Audience
from kiosk.security import vault


def found_centre(name: str, area: str, *, zone: str, centre_id: UUID | None = None) -> str:
    """Found the centre of this kiosk with a key of its own and return the code of the recovery sheet.

    The code is told once and kept nowhere. Raises ConflictError when a centre was founded here before.
    """
    if state.get("centre_key"):
        raise ConflictError("a centre was founded on this machine before")
    private, public = vault.new_key()
    code, recovery = vault.wrap_for_recovery(private)
    with database.atomic():
        centre = Centre(name=name, area=area, zone=zone, public_key=public, audience=Audience.AREA)
        if centre_id:
            centre.id = centre_id
        centre.save(force_insert=True)
        state.put(centre=centre.id.hex, area=area, centre_key=public, recovery=asdict(recovery))
        if not state.get("kiosk"):
            state.put(kiosk=uuid4().hex)
    return code


def join_centre(centre: Centre) -> None:
    """Let this kiosk seal for a centre that was founded on another one. Its key is pinned: a later one is ignored."""
    if not centre.public_key:
        raise ConflictError("the centre has not published its key yet")
    with database.atomic():
        state.put(centre=centre.id.hex, area=centre.area, centre_key=centre.public_key)
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
