"""A data folder holds one kiosk: it is opened, brought to this version, and given a centre once."""

from pathlib import Path
from uuid import UUID

from flask import Flask, g

from kiosk.centres import queries
from kiosk.complaints import NewerDatabaseError, NotSetUpError
from kiosk.core import database, languages, schema, state
from kiosk.core.errors import ConflictError
from kiosk.core.settings import Settings
from kiosk.process import forbid_core_dumps

SHEET = "recovery-sheet.html"


def open_folder(settings: Settings) -> None:
    """Open the folder's database and bring it to this version.

    Raises NewerDatabaseError when a newer program wrote it, OSError or peewee's DatabaseError when it cannot be used.
    """
    forbid_core_dumps()
    settings.data.mkdir(parents=True, exist_ok=True)
    database.attach(settings.kiosk_database)
    database.connect()
    refuse_newer(settings)
    schema.prepare()
    # Whoever exchanges in this folder keeps so much free, and knows no settings.
    if state.get("free_megabytes") != settings.free_megabytes:
        state.put(free_megabytes=settings.free_megabytes)


def refuse_newer(settings: Settings) -> None:
    if schema.steps_taken() - schema.steps_known():
        raise NewerDatabaseError(
            f"The data in {settings.data} was written by a newer version of this program; install that one."
        )


def set_up(app: Flask, settings: Settings) -> Path | None:
    """Give a fresh folder its centre. Returns the sheet that must be printed now, None when there was a centre.

    Raises NotSetUpError when central named a centre whose key has not come yet: founding it a second time would part
    it in two.
    """
    if queries.has_centre() or join_known():
        return None
    if state.get("centre"):
        raise NotSetUpError(
            "This kiosk was enrolled but the key of its centre has not come; run: python run.py sync"
        )
    return found(app, settings, name=settings.centre, area=settings.area)


def set_up_once(app: Flask, settings: Settings) -> Path | None:
    """Set up on command. Raises ConflictError when there is a centre already, and what `set_up` raises."""
    if queries.has_centre():
        raise ConflictError(f"The kiosk in {settings.data} has a centre already; nothing was changed.")
    return set_up(app, settings)


def settle(app: Flask, settings: Settings) -> Path | None:
    """Join the centre that central named, or found it when nobody has; call it once all of central was read.

    Returns the sheet when it was founded here. Raises NotSetUpError when another kiosk is there to found it.
    """
    if queries.has_centre() or join_known():
        return None
    if state.get("is_begun"):
        raise NotSetUpError(
            "Another kiosk of this centre was enrolled first. Set that one up, then run here: python run.py sync"
        )
    name, area = state.get("centre_name", settings.centre), state.get("area", settings.area)
    return found(app, settings, name=name, area=area)


def forgotten_sheet(settings: Settings) -> Path | None:
    """Return the recovery sheet that still lies beside what it opens, None when somebody took it out."""
    sheet = settings.data / SHEET
    return sheet if sheet.exists() else None


def zone(settings: Settings) -> str:
    """Return the time zone of the centre."""
    kept: str = state.get("zone", settings.zone)
    return kept


def join_known() -> bool:
    """Join the centre central named if it is known here with its key; nothing is done where there is one."""
    if queries.has_centre():
        return True
    centre = queries.this_centre()
    if centre is None or not centre.public_key:
        return False
    from kiosk.centres import services  # noqa: PLC0415  once in the life of a kiosk, and heavy: see `found`

    return services.join_known()


def found(app: Flask, settings: Settings, *, name: str, area: str) -> Path:
    """Found the centre and write its recovery sheet. Raises ConflictError when there is one."""
    # Keys and codes are loaded with the first use of them: a kiosk that has its centre opens sooner and lighter.
    from kiosk.centres import services  # noqa: PLC0415

    sheet = settings.data / SHEET
    centre = state.get("centre")
    language = languages.chosen(settings.languages)[0]
    # The sheet is on the disk before the key it opens: a cut between the two leaves a useless sheet, not a lost centre.
    # A request context, because what every page is given (its frame, its language) is taken from a request.
    with database.database.atomic(), app.test_request_context():
        g.language = language
        code = services.found_centre(
            name, area, zone=settings.zone, centre_id=UUID(centre) if centre else None
        )
        state.put(zone=settings.zone)
        services.write_recovery_sheet(code, name, sheet)
    return sheet
