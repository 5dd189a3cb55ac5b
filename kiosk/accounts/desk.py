"""Who works here: hired, given a secret, given another role, and taken out."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.accounts import forms, queries
from kiosk.accounts.forms import Newcomer
from kiosk.core.languages import KNOWN
from kiosk.screen import code, typing
from kiosk.screen.desk import ask_again, desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.security.permissions import Permission, Role, allows

bp = desk_pages("accounts_desk", __name__, "/people")


def newcomer() -> Newcomer:
    found: Newcomer = current_visit().draft.setdefault("newcomer", Newcomer())
    return found


@bp.get("/")
@allows(Permission.KEEP_STAFF)
def index() -> str:
    """Show everybody who works, will work or worked here, with the day she was last seen."""
    current_visit().draft.pop("badge", None)
    people = [(one, queries.name_of(one, signed_in())) for one in queries.everybody()]
    return render_template("accounts/desk/index.html", people=people)


@bp.get("/<uuid:staff_id>")
@allows(Permission.KEEP_STAFF)
def detail(staff_id: UUID) -> str:
    """Show one person, and what can be done for her."""
    current_visit().draft.pop("badge", None)
    person = queries.staff(staff_id)
    return render_template(
        "accounts/desk/detail.html",
        person=person,
        name=queries.name_of(person, signed_in()),
        is_oneself=person.id == signed_in().staff,
        is_kept="kept" in request.args,
        refused=request.args.get("refused", ""),
    )


@bp.get("/new")
@allows(Permission.KEEP_STAFF)
def new() -> str:
    """Ask what she is called."""
    fault = typing.fault_of_name(request.args.get("fault", ""))
    return render_template("accounts/desk/new.html", sheet=typing.sheet(newcomer().name, fault=fault))


@bp.post("/new")
@allows(Permission.KEEP_STAFF)
def write() -> Response:
    """Take what was typed."""
    touched, here = typing.touched(), url_for("accounts_desk.new")
    newcomer().name = touched.text
    if not touched.is_done:
        return touched.onward(here)
    try:
        newcomer().name = typing.clean_name(touched.text)
    except typing.NameMissingError:
        return redirect(f"{here}?fault=missing", 303)
    except typing.NameTooLongError:
        return redirect(f"{here}?fault=long", 303)
    return redirect(url_for("accounts_desk.tile"), 303)


@bp.get("/new/tile")
@allows(Permission.KEEP_STAFF)
def tile() -> str:
    """Ask which picture is hers on the first page; nobody else has it."""
    return render_template("accounts/desk/tile.html", free=queries.free_tiles(), chosen=newcomer().tile)


@bp.get("/new/about")
@allows(Permission.KEEP_STAFF)
def about() -> str | Response:
    """Ask what she is here, her language, what she speaks, and whether the screen may say her name."""
    if not (newcomer().name and newcomer().tile):
        return redirect(url_for("accounts_desk.tile" if newcomer().name else "accounts_desk.new"), 303)
    choices = {"roles": forms.ROLES, "offered": offered_languages(), "known": KNOWN}
    return render_template("accounts/desk/about.html", person=newcomer(), **choices)


@bp.post("/new/about")
@allows(Permission.KEEP_STAFF)
def tell() -> Response:
    """Take one touch: her tile, her role, a language, or her name on the screen."""
    newcomer().tell(request.form)
    return redirect(url_for("accounts_desk.about"), 303)


@bp.post("/")
@allows(Permission.KEEP_STAFF)
def create() -> Response:
    """Hire her. A key mother waits until another mother trusts her; everybody else starts at once."""
    person = forms.hire(newcomer(), signed_in())
    del current_visit().draft["newcomer"]
    return redirect(url_for("accounts_desk.detail", staff_id=person.id), 303)


@bp.post("/<uuid:staff_id>/activate")
@allows(Permission.KEEP_STAFF)
def activate(staff_id: UUID) -> Response:
    """Let her start."""
    return forms.done(staff_id, "activate", signed_in())


@bp.get("/<uuid:staff_id>/role")
@allows(Permission.KEEP_STAFF)
def role(staff_id: UUID) -> str:
    """Ask what she is from now on."""
    return render_template("accounts/desk/role.html", person=queries.staff(staff_id), roles=forms.ROLES)


@bp.post("/<uuid:staff_id>/role")
@allows(Permission.KEEP_STAFF)
def change_role(staff_id: UUID) -> Response:
    chosen = forms.one_of(request.form.get("role", ""), forms.ROLES)
    return forms.done(staff_id, "change_role", Role(chosen), signed_in())


@bp.get("/<uuid:staff_id>/remove")
@allows(Permission.KEEP_STAFF)
def leave(staff_id: UUID) -> str:
    """Ask once, in plain words, before she is taken out."""
    return render_template("accounts/desk/leave.html", person=queries.staff(staff_id))


@bp.post("/<uuid:staff_id>/remove")
@allows(Permission.KEEP_STAFF)
def remove(staff_id: UUID) -> Response:
    return forms.done(staff_id, "remove", signed_in())


@bp.post("/<uuid:staff_id>/pictures")
@allows(Permission.KEEP_STAFF)
def renew(staff_id: UUID) -> Response:
    """Give somebody else new pictures, which she learns here before they are kept."""
    return forms.begin_practice(queries.staff(staff_id))


@bp.post("/<uuid:staff_id>/badge")
@allows(Permission.KEEP_STAFF)
def pin(staff_id: UUID) -> Response:
    """Give somebody else a badge; her pictures end with it."""
    return forms.make_badge(queries.staff(staff_id), signed_in())


@bp.get("/secret")
@allows(Permission.OPEN_DESK)
def pictures() -> str | Response:
    """Offer oneself new pictures or a badge, after one has shown that it is still oneself."""
    current_visit().draft.pop("badge", None)
    if "kept" not in request.args and not forms.is_proved(current_visit()):
        return ask_again()
    return render_template("accounts/desk/pictures.html", is_kept="kept" in request.args)


@bp.post("/secret/pictures")
@allows(Permission.OPEN_DESK)
def renew_own() -> Response:
    forms.require_proof(current_visit())
    return forms.begin_practice(queries.staff(signed_in().staff))


@bp.post("/secret/badge")
@allows(Permission.OPEN_DESK)
def pin_own() -> Response:
    forms.require_proof(current_visit())
    return forms.make_badge(queries.staff(signed_in().staff), signed_in())


@bp.get("/badge")
@allows(Permission.OPEN_DESK)
def badge() -> str:
    """Show a badge that was just made, to be printed; it is gone with this page."""
    staff_id, text = forms.found_badge(current_visit())
    back = "accounts_desk.pictures" if staff_id == signed_in().staff else "accounts_desk.detail"
    return render_template(
        "accounts/desk/badge.html",
        person=queries.staff(staff_id),
        square=code.drawn(text),
        back=url_for(back, staff_id=staff_id) if back.endswith("detail") else url_for(back, kept=1),
    )
