"""M0 and M1: whoever works here touches her own tile and then her six pictures, or shows her badge."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kiosk.accounts import forms, queries, services
from kiosk.core import today
from kiosk.core.errors import StalePageError
from kiosk.screen import pictures as grid
from kiosk.screen import typing
from kiosk.screen.frame import current_visit, is_large_asked, page_number, visitor_pages
from kiosk.screen.keyboard import CODE
from kiosk.screen.visits import Visit, current_visits
from kiosk.security import locks

bp = visitor_pages("accounts", __name__, "/staff")
door = Blueprint("door", __name__)

TILES_OF_A_PAGE = 12


@door.get("/<lang>/staff")
def start() -> Response:
    """Begin a visit for somebody who works here: the key on the picker leads here."""
    visit = current_visits().begin(is_large=is_large_asked())
    is_first_day = not queries.everybody()
    return redirect(url_for("centres.index" if is_first_day else "accounts.index", visit=visit.token), 303)


@bp.get("/")
def index() -> str:
    """M0: a tile for each who works here, pictures only; a badge is read without touching anything."""
    current_visit().pictures = []
    people = queries.who_can_sign_in()
    count = max(1, -(-len(people) // TILES_OF_A_PAGE))
    number = page_number(request.args.get("page", ""), count)
    shown = people[(number - 1) * TILES_OF_A_PAGE : number * TILES_OF_A_PAGE]
    return render_template(
        "accounts/index.html", people=shown, number=number, count=count, is_missed="missed" in request.args
    )


@bp.get("/<uuid:staff_id>/pictures")
def pictures(staff_id: UUID) -> str:
    """M1: her tile, a greeting in her language, and the grid; what she touched is only counted."""
    visit = asked_for(staff_id)
    return render_template(
        "accounts/pictures.html",
        person=queries.staff(staff_id),
        hour=today.now_here().hour,
        count=grid.COUNT,
        touched=len(visit.pictures),
        is_missed="missed" in request.args,
    )


@bp.post("/<uuid:staff_id>/pictures")
def touch(staff_id: UUID) -> Response:
    """Take a touch, or all six at once; the sixth is the last, nobody presses a button then."""
    touched = grid.touch(asked_for(staff_id), request.form, count=grid.COUNT)
    here = url_for("accounts.pictures", staff_id=staff_id)
    if touched is None:
        return redirect(here, 303)
    try:
        return forms.come_in(services.sign_in_with_pictures(staff_id, touched))
    except locks.DoorClosedError:
        return redirect(url_for("accounts.closed"), 303)
    except queries.WrongSecretError:
        locks.note_if_closed(*queries.doors_of(staff_id))
        return redirect(f"{here}?missed=1", 303)


def asked_for(staff_id: UUID) -> Visit:
    """Return the visit, in which what was touched for somebody else counts no more."""
    visit = current_visit()
    if visit.draft.get("asked") != staff_id:
        visit.pictures, visit.draft["asked"] = [], staff_id
    return visit


@bp.post("/badge")
def scan() -> Response:
    """Take what a scanner typed."""
    try:
        return forms.come_in(services.sign_in_with_badge(request.form.get("badge", "")))
    except locks.DoorClosedError:
        return redirect(url_for("accounts.closed"), 303)
    except queries.WrongSecretError:
        locks.note_if_closed("machine")
        return redirect(url_for("accounts.index", missed=1), 303)


@bp.get("/closed")
def closed() -> str | Response:
    """Tell for how long the door stays closed after too many misses; nothing tells whose miss it was."""
    seconds = queries.seconds_closed(current_visit().draft.get("asked", UUID(int=0)))
    if not seconds:
        return redirect(url_for("accounts.index"), 303)
    return render_template("accounts/closed.html", minutes=-(-seconds // 60))


@bp.get("/other")
def other() -> str:
    """Tell the other ways in: a badge, new pictures from the coach, and the sheet for the coach herself."""
    return render_template("accounts/other.html")


@bp.get("/learn")
def learn() -> str:
    """Show six pictures that somebody is given: their places, their order and their names."""
    practice, current_visit().pictures = found_practice(), []
    return render_template(
        "accounts/learn.html", pictures=practice.pictures, is_missed="missed" in request.args
    )


@bp.get("/practise")
def practise() -> str:
    """Let her find them on the grid, twice."""
    practice = found_practice()
    return render_template(
        "accounts/practise.html",
        tile=queries.staff(practice.staff).tile,
        touched=len(current_visit().pictures),
        count=grid.COUNT,
        times_right=practice.times_right,
    )


@bp.post("/practise")
def attempt() -> Response:
    """Take her touches. A miss shows the pictures again; only what went right twice is kept."""
    visit, practice = current_visit(), found_practice()
    touched = grid.touch(visit, request.form, count=grid.COUNT)
    if touched is not None and not practice.judge(touched):
        return redirect(url_for("accounts.learn", missed=1), 303)
    if not practice.is_learnt:
        return redirect(url_for("accounts.practise"), 303)
    by, staff = forms.giver(visit, practice.staff), queries.staff(practice.staff)
    services.give_pictures(staff, practice.pictures, by)
    del visit.draft["practice"]
    return forms.after_practice(visit, staff)


def found_practice() -> grid.Practice:
    """Return what she practises in this visit. Raises StalePageError when there is nothing to practise."""
    if "practice" not in current_visit().draft:
        raise StalePageError
    found: grid.Practice = current_visit().draft["practice"]
    return found


@bp.get("/sheet")
def sheet() -> str:
    """Ask for the code of the recovery sheet: with it a coach gets new pictures, and nothing else is done."""
    typed = current_visit().draft.get("code", "")
    fault = _("That did not open. Please try again.") if "missed" in request.args else ""
    return render_template("accounts/sheet.html", sheet=typing.sheet(typed, CODE, fault=fault))


@bp.post("/sheet")
def open_sheet() -> Response:
    """Take the code, letter by letter or whole."""
    visit, touched = current_visit(), typing.touched(CODE)
    visit.draft["code"] = touched.text
    if not touched.is_done:
        return touched.onward(url_for("accounts.sheet"))
    try:
        forms.begin_anew(services.open_with_sheet(touched.text))
        return redirect(url_for("accounts.leads"), 303)
    except locks.DoorClosedError:
        return redirect(url_for("accounts.closed"), 303)
    except queries.WrongSecretError:
        locks.note_if_closed("machine")
        return redirect(url_for("accounts.sheet", missed=1), 303)


@bp.get("/leads")
def leads() -> str:
    """Ask which coach or deputy gets new pictures; only the recovery sheet opens this page."""
    forms.require_sheet(current_visit())
    return render_template("accounts/leads.html", people=queries.leading_staff())


@bp.post("/leads/<uuid:staff_id>")
def renew_lead(staff_id: UUID) -> Response:
    forms.require_sheet(current_visit())
    forms.giver(current_visit(), staff_id)
    return forms.begin_practice(queries.staff(staff_id))
