"""M4: the dates of a day, and the list of each: one touch says that somebody came, one takes it back."""

from datetime import date, timedelta
from uuid import UUID

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.attendance import queries, services
from kiosk.attendance.models import Mode
from kiosk.core.errors import InvalidInputError
from kiosk.core.ids import new_id
from kiosk.core.today import now_here
from kiosk.registration.forms import figure
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.visits import MOST_PEOPLE
from kiosk.security.permissions import Permission, allows

bp = desk_pages("attendance_desk", __name__, "/today")
# So long the list lies open on a screen that nobody touches (SCREENS M4).
COVERED_AFTER_SECONDS = 30


@bp.get("/")
@allows(Permission.KEEP_TODAY)
def index() -> str:
    """Show the dates of a day; without one, of today."""
    today = now_here().date()
    shown = asked_day(request.args.get("day", ""), today)
    return render_template(
        "attendance/desk/index.html",
        day=shown,
        is_today=shown == today,
        before=shown - timedelta(days=1),
        after=shown + timedelta(days=1),
        dates=queries.days(shown),
    )


def asked_day(asked: str, today: date) -> date:
    """Return the day of an address, today for one that is none or that lies at the end of all calendars."""
    try:
        found = date.fromisoformat(asked)
        return found if found - timedelta(days=1) and found + timedelta(days=1) else today
    except (ValueError, OverflowError):
        return today


@bp.get("/<uuid:occurrence_id>")
@allows(Permission.KEEP_TODAY)
def detail(occurrence_id: UUID) -> str:
    """Show the list of a date, or only how many came while it is covered."""
    return render_template(
        "attendance/desk/detail.html",
        roster=queries.roster(occurrence_id, signed_in()),
        is_covered="covered" in request.args,
        covered_after=COVERED_AFTER_SECONDS,
        guest_key=new_id(),
        has_pick_up="childcare_desk.index" in current_app.view_functions,
    )


@bp.post("/<uuid:occurrence_id>")
@allows(Permission.KEEP_TODAY)
def update(occurrence_id: UUID) -> Response:
    """Take one touch on a row, and lead back to that row."""
    registration_id, mode = asked_id("registration"), request.form.get("mode")
    if mode not in {None, *Mode}:
        raise InvalidInputError
    services.mark(
        occurrence_id,
        registration_id,
        is_present=request.form.get("present") != "no",
        mode=Mode(mode) if mode else None,
        by=signed_in().staff,
    )
    return back_to(occurrence_id, f"row-{registration_id}")


@bp.get("/<uuid:occurrence_id>/part/<uuid:registration_id>")
@allows(Permission.KEEP_TODAY)
def part(occurrence_id: UUID, registration_id: UUID) -> str:
    """Ask how many of a household came."""
    roster = queries.roster(occurrence_id, signed_in())
    return render_template(
        "attendance/desk/part.html", roster=roster, line=queries.line_of(roster, registration_id)
    )


@bp.post("/<uuid:occurrence_id>/part/<uuid:registration_id>")
@allows(Permission.KEEP_TODAY)
def count(occurrence_id: UUID, registration_id: UUID) -> Response:
    """Keep how many of them came, and lead back to their row."""
    told = {name: figure(request.form.get(name, ""), highest=MOST_PEOPLE) for name in ("adults", "children")}
    services.count_part(occurrence_id, registration_id, by=signed_in().staff, **told)
    return back_to(occurrence_id, f"row-{registration_id}")


@bp.post("/<uuid:occurrence_id>/guests")
@allows(Permission.KEEP_TODAY)
def create(occurrence_id: UUID) -> Response:
    """Count one more who walked in."""
    services.add_guest(occurrence_id, asked_id("key"), by=signed_in().staff)
    return back_to(occurrence_id)


@bp.post("/<uuid:occurrence_id>/guests/delete")
@allows(Permission.KEEP_TODAY)
def delete(occurrence_id: UUID) -> Response:
    """Take back the last one who walked in."""
    services.remove_guest(occurrence_id, asked_id("guest"), by=signed_in().staff)
    return back_to(occurrence_id)


def back_to(occurrence_id: UUID, anchor: str | None = None) -> Response:
    return redirect(url_for("attendance_desk.detail", occurrence_id=occurrence_id, _anchor=anchor), 303)


def asked_id(name: str) -> UUID:
    """Return an id that a form of ours holds. Raises InvalidInputError for anything else."""
    try:
        return UUID(request.form.get(name, ""))
    except ValueError as error:
        raise InvalidInputError from error
