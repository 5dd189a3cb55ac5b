"""The console's pages, for the few people who run the network."""

from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk.core.errors import ConflictError, InvalidInputError
from kiosk.core.paths import STATIC
from sync.central import console, operators, replicas
from sync.central.console import OfficeTakenError, UnfitAreaError, UnfitNameError
from sync.central.tables import Centre, Replica
from sync.central.throttle import SLOWED
from sync.central.ways import is_id

if TYPE_CHECKING:
    from sync.central.contacts import Contacts
    from sync.central.throttle import Lockout

bp = Blueprint("central", __name__)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    return render_template("central/sign_in.html")


@bp.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Let an operator in; what was wrong is not told."""
    lockout: Lockout = current_app.extensions["lockout"]
    name = request.form.get("name", "").strip()[:100]
    address = str(request.remote_addr)
    keys = f"name {name} {address}", f"address {address}", f"{SLOWED}{name}"
    wait_seconds = lockout.wait_seconds(*keys)
    if wait_seconds:
        message = _("Too many wrong tries. Wait %(seconds)d seconds.", seconds=wait_seconds)
        return render_template("central/sign_in.html", message=message, name=name), 429
    if not operators.is_right(name, request.form.get("password", "")[:200]):
        lockout.miss(*keys)
        message = _("The name or the password is not right.")
        return render_template("central/sign_in.html", message=message, name=name), 403
    lockout.forgive(*keys)
    operator = operators.find(name)
    session.clear()
    session.permanent = True
    session.update(operator=name, mark=operators.mark(operator) if operator else "")
    return redirect(url_for("central.index"), 303)


@bp.post("/sign-out")
def leave() -> ResponseReturnValue:
    operators.end_sessions(g.operator)
    session.clear()
    return redirect(url_for("central.sign_in"), 303)


@bp.get("/")
def index() -> ResponseReturnValue:
    write_contacts()
    return render_template("central/index.html", overviews=console.overviews())


@bp.get("/centres/new")
def new() -> ResponseReturnValue:
    return render_template("central/new.html")


@bp.post("/centres")
def create() -> ResponseReturnValue:
    form = request.form
    try:
        centre = console.create_centre(form.get("name", ""), form.get("area", ""), "is_office" in form)
    except (InvalidInputError, ConflictError) as error:
        return render_template("central/new.html", message=complaint(error), form=form), error.status
    return redirect(url_for("central.detail", centre_id=centre.id), 303)


@bp.get("/centres/<centre_id>")
def detail(centre_id: str) -> ResponseReturnValue:
    write_contacts()
    centre = find_centre(centre_id)
    return render_template("central/detail.html", centre=centre, kiosks=console.kiosks_of(centre))


@bp.post("/centres/<centre_id>/codes")
def create_code(centre_id: str) -> ResponseReturnValue:
    """Show a new code, this once: it is not kept anywhere, so there is no page to come back to."""
    centre = find_centre(centre_id)
    return render_template("central/create_code.html", centre=centre, code=console.create_code(centre))


@bp.get("/kiosks/<replica_id>/revoke")
def confirm_revoke(replica_id: str) -> ResponseReturnValue:
    kiosk = find_kiosk(replica_id)
    return render_template("central/confirm_revoke.html", kiosk=kiosk, centre=find_centre(kiosk.centre))


@bp.post("/kiosks/<replica_id>/revoke")
def revoke(replica_id: str) -> ResponseReturnValue:
    kiosk = find_kiosk(replica_id)
    replicas.revoke(kiosk)
    return redirect(url_for("central.detail", centre_id=kiosk.centre), 303)


@bp.app_context_processor
def words_for_pages() -> dict[str, object]:
    return {"moment": moment, "language": g.get("language"), "fingerprinted": fingerprinted}


def find_centre(identity: str) -> Centre:
    """Return the centre of that id, or stop with 404."""
    centre: Centre | None = Centre.get_or_none(Centre.id == identity) if is_id(identity) else None
    return centre or abort(404)


def find_kiosk(identity: str) -> Replica:
    """Return the kiosk of that id, or stop with 404."""
    kiosk: Replica | None = Replica.get_or_none(Replica.id == identity) if is_id(identity) else None
    return kiosk or abort(404)


def complaint(error: Exception) -> str:
    """Say what to do about a centre that cannot be made."""
    words: dict[type[Exception], str] = {
        UnfitNameError: _("A centre needs a name of 1 to 60 letters."),
        UnfitAreaError: _("Write the area as a short code, for example NL-RTM."),
        OfficeTakenError: _("The network has its office already. There can be only one."),
    }
    return words[type(error)]


def write_contacts() -> None:
    """Let the page show the contacts that this process has not written yet."""
    contacts: Contacts = current_app.extensions["contacts"]
    contacts.write()


def moment(milliseconds: int) -> str:
    """Return a moment as it is read where the network is, to the minute; '' for never."""
    if not milliseconds:
        return ""
    zone = ZoneInfo(current_app.config["SETTINGS"].zone)
    return f"{datetime.fromtimestamp(milliseconds / 1_000, UTC).astimezone(zone):%Y-%m-%d %H:%M}"


def fingerprinted(name: str) -> str:
    """Return the address of a static file that a browser may keep until the file changes."""
    return url_for("static", filename=name, v=fingerprint(name))


@cache
def fingerprint(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:10]
