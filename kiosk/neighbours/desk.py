"""M3: the activity is chosen once, then one page is filled for each neighbour, and who was added stands beside it."""

from uuid import UUID

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from msgspec.structs import replace
from werkzeug.wrappers import Response

from kiosk.activities.models import Offer
from kiosk.activities.queries import offer_of, offers_of, upcoming_dates
from kiosk.core.errors import NotFoundError, StalePageError
from kiosk.core.pages import settings
from kiosk.core.today import now_here
from kiosk.members import queries as people
from kiosk.members.forms import is_phone
from kiosk.neighbours import forms, queries, services
from kiosk.neighbours.forms import Added, Row, row_of
from kiosk.registration import queries as registrations
from kiosk.registration.services import OverError
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.screen.keyboard import PHONE
from kiosk.security.permissions import Permission, allows

bp = desk_pages("neighbours_desk", __name__, "/neighbours-row")
# Where two records are looked at side by side, when that room is there.
MERGE_PAGE = "merges_desk.check"


@bp.get("/")
@allows(Permission.KEEP_NEIGHBOURS)
def index() -> str:
    """Ask once what they come for: the dates that are coming, soonest first."""
    hours = settings().fresh_hours
    coming = [
        one.occurrence_id for one in upcoming_dates(now_here(), fresh_hours=hours) if not one.is_cancelled
    ]
    return render_template(
        "neighbours/desk/index.html",
        offers=offers_of(coming, fresh_hours=hours),
        is_over="over" in request.args,
    )


@bp.get("/<uuid:occurrence_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def new(occurrence_id: UUID) -> str:
    """Show the page of the next neighbour, ready to be typed on."""
    offer, row = found_offer(occurrence_id), row_of(current_visit())
    people.warm(signed_in())
    faults = forms.words_for(request.args.get("fault", "").split("."))
    here = g.language.code
    shown, behind = forms.tiles(row.language, here, [one.code for one in offered_languages()])
    return render_template(
        "neighbours/desk/new.html",
        offer=offer,
        row=row,
        sheet=typing.sheet(row.name, fault=faults["name"]),
        faults=faults,
        shown=shown,
        behind=behind,
        chosen=row.language or here,
        lines=queries.lines(row, signed_in()),
        merge_page=MERGE_PAGE if MERGE_PAGE in current_app.view_functions else "",
    )


@bp.post("/<uuid:occurrence_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def create(occurrence_id: UUID) -> Response:
    """Take one touch of the page, wherever it leads; a whole one adds her, and the page is ready for the next."""
    here = url_for("neighbours_desk.new", occurrence_id=occurrence_id)
    touched = typed()
    if touched is None:
        # The same page once more: she is on the list already.
        return redirect(here, 303)
    if "phone" in request.form:
        return redirect(url_for("neighbours_desk.phone", occurrence_id=occurrence_id), 303)
    if not touched.is_done:
        return touched.onward(here)
    row = row_of(current_visit())
    if faults := row.faults():
        return redirect(f"{here}?fault={'.'.join(faults)}", 303)
    try:
        row.begin(services.add(row, occurrence_id, by=signed_in()))
    except OverError:
        return redirect(url_for("neighbours_desk.index", over=1), 303)
    return redirect(here, 303)


def typed() -> typing.Touched | None:
    """Keep what stands on the page in this session; None for a page that has added somebody already.

    Raises StalePageError for a page of another session.
    """
    row, key = row_of(current_visit()), request.form.get("key", "")
    if key != row.key:
        if registrations.registration_with_key(key) is None:
            raise StalePageError
        return None
    touched = typing.touched()
    row.take(request.form, name=touched.text, languages=[one.code for one in offered_languages()])
    row.language = row.language or g.language.code
    return touched


@bp.get("/<uuid:occurrence_id>/phone")
@allows(Permission.KEEP_NEIGHBOURS)
def phone(occurrence_id: UUID) -> str:
    """Ask for her number; she may leave it out."""
    fault = _("Please write the whole number.") if "fault" in request.args else ""
    sheet = typing.sheet(row_of(current_visit()).phone, PHONE, fault=fault)
    return render_template("neighbours/desk/phone.html", occurrence_id=occurrence_id, sheet=sheet)


@bp.post("/<uuid:occurrence_id>/phone")
@allows(Permission.KEEP_NEIGHBOURS)
def dial(occurrence_id: UUID) -> Response:
    """Take what was typed; the number is kept as she says it."""
    row, touched = row_of(current_visit()), typing.touched(PHONE)
    if row.phone != touched.text:
        # Her yes was to another number.
        row.phone, row.may_call = touched.text, False
    here = url_for("neighbours_desk.phone", occurrence_id=occurrence_id)
    if not touched.is_done:
        return touched.onward(here)
    row.phone = row.phone.strip()
    if not is_phone(row.phone):
        return redirect(f"{here}?fault=short", 303)
    after = "may_call" if row.phone and not row.may_call else "new"
    return redirect(url_for(f"neighbours_desk.{after}", occurrence_id=occurrence_id), 303)


@bp.get("/<uuid:occurrence_id>/phone/call")
@allows(Permission.KEEP_NEIGHBOURS)
def may_call(occurrence_id: UUID) -> str:
    """Ask whether she may be called at the number that was written."""
    return render_template(
        "neighbours/desk/may_call.html", occurrence_id=occurrence_id, phone=row_of(current_visit()).phone
    )


@bp.post("/<uuid:occurrence_id>/phone/call")
@allows(Permission.KEEP_NEIGHBOURS)
def allow(occurrence_id: UUID) -> Response:
    """Take her word; without a yes the number is let go at once."""
    row = row_of(current_visit())
    row.may_call = bool(row.phone) and request.form.get("call") == "1"
    row.phone = row.phone if row.may_call else ""
    return redirect(url_for("neighbours_desk.new", occurrence_id=occurrence_id), 303)


@bp.post("/<uuid:occurrence_id>/undo")
@allows(Permission.KEEP_NEIGHBOURS)
def delete(occurrence_id: UUID) -> Response:
    """Take one back who was added in this session."""
    row, added = touched_line()
    services.take_back(added, by=signed_in())
    row.added.remove(added)
    return redirect(url_for("neighbours_desk.new", occurrence_id=occurrence_id), 303)


@bp.post("/<uuid:occurrence_id>/another")
@allows(Permission.KEEP_NEIGHBOURS)
def part(occurrence_id: UUID) -> Response:
    """Take the word that she is another one of that name; it is not asked again."""
    row, added = touched_line()
    row.added[row.added.index(added)] = replace(added, alike=(), is_hidden=False)
    return redirect(url_for("neighbours_desk.new", occurrence_id=occurrence_id), 303)


def touched_line() -> tuple[Row, Added]:
    """Return the row of this session, and whom of its list was touched. Raises StalePageError for anybody else."""
    typed()
    row, wanted = row_of(current_visit()), request.form.get("place", "")
    found = next((one for one in row.added if str(one.registration) == wanted), None)
    if found is None:
        raise StalePageError
    return row, found


def found_offer(occurrence_id: UUID) -> Offer:
    """Return the date that was chosen. Raises NotFoundError."""
    found = offer_of(occurrence_id, fresh_hours=settings().fresh_hours)
    if found is None:
        raise NotFoundError
    return found
