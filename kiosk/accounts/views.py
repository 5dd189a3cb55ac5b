"""M0 and M1: whoever works here touches her own tile and then her six pictures, or shows her badge."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.accounts import forms, queries
from kiosk.accounts.models import Staff
from kiosk.core import today
from kiosk.screen import pictures as grid
from kiosk.screen.frame import address_of, current_visit, offered_languages, page_number, visitor_pages
from kiosk.screen.visits import current_visits
from kiosk.security import locks

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

bp = visitor_pages("accounts", __name__, "/staff")
door = Blueprint("door", __name__)

TILES_OF_A_PAGE = 12


@door.get("/<lang>/staff")
def start() -> Response:
    """Begin a visit for somebody who works here: the key on the picker leads here."""
    visit = current_visits().begin(is_large=request.args.get("size") == "plus")
    return redirect(url_for("accounts.index", visit=visit.token), 303)


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
    visit = current_visit()
    if visit.draft.get("asked") != staff_id:
        visit.pictures, visit.draft["asked"] = [], staff_id
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
    from kiosk.accounts import services  # noqa: PLC0415  keys load with the first who signs in

    touched = grid.touch(current_visit(), request.form, count=grid.COUNT)
    here = url_for("accounts.pictures", staff_id=staff_id)
    if touched is None:
        return redirect(here, 303)
    try:
        return come_in(services.sign_in_with_pictures(staff_id, touched))
    except locks.DoorClosedError:
        return redirect(url_for("accounts.closed"), 303)
    except queries.WrongSecretError:
        return redirect(f"{here}?missed=1", 303)


@bp.post("/badge")
def scan() -> Response:
    """Take what a scanner typed."""
    from kiosk.accounts import services  # noqa: PLC0415

    try:
        return come_in(services.sign_in_with_badge(request.form.get("badge", "")))
    except locks.DoorClosedError:
        return redirect(url_for("accounts.closed"), 303)
    except queries.WrongSecretError:
        return redirect(url_for("accounts.index", missed=1), 303)


def come_in(signed_in: "SignedIn") -> Response:
    """Lead her to her desk in her language, in a visit whose address nobody knew before she was let in.

    Who was asked again within her own visit comes back to the page where she was.
    """
    visit, visits = current_visit(), current_visits()
    if visit.signed_in and visit.signed_in.staff == signed_in.staff:
        where = visit.draft.pop("back_to", "")
        visit.draft["is_proved"] = True
        visit.signed_in = signed_in
        return redirect(address_of(where) if where else url_for("desk.index"), 303)
    visits.end(visit.token)
    g.visit = visits.begin(is_large=visit.is_large)
    g.visit.signed_in = signed_in
    return redirect(url_for("desk.index", lang=language_of(queries.staff(signed_in.staff))), 303)


def language_of(person: Staff) -> str:
    """Return her language where this kiosk offers it, else the one of the page."""
    is_offered = any(language.code == person.language for language in offered_languages())
    return str(person.language if is_offered else g.language.code)


@bp.get("/closed")
def closed() -> str | Response:
    """Tell for how long the door stays closed after too many misses; nothing tells whose miss it was."""
    asked = current_visit().draft.get("asked")
    seconds = forms.seconds_closed(queries.doors_of(asked or UUID(int=0)))
    if not seconds:
        return redirect(url_for("accounts.index"), 303)
    return render_template("accounts/closed.html", minutes=-(-seconds // 60))


@bp.get("/other")
def other() -> str:
    """Tell the other ways in: a badge, new pictures from the coach, and the sheet for the coach herself."""
    return render_template("accounts/other.html")
