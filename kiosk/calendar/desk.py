"""The programme as a calendar: each day leads to what happens on it, and an empty one to something new."""

from datetime import date, timedelta
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.ids import new_id
from kiosk.core.today import now_here
from kiosk.planning.models import FAR
from kiosk.planning.queries import drafts, is_own
from kiosk.programme import queries, services
from kiosk.publishing import forms
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.security.permissions import Permission, allows

bp = desk_pages("calendar_desk", __name__, "/calendar")
WEEK, SIX_WEEKS = 7, 42


@bp.get("/")
@allows(Permission.PLAN_ACTIVITIES)
def index() -> str:
    """Show a week: what happens on each day, and where something new can begin."""
    today = now_here().date()
    asked = day_asked(today)
    monday = asked - timedelta(days=asked.weekday())
    return render_template(
        "calendar/desk/index.html",
        monday=monday,
        days=queries.days(monday, WEEK),
        today=today,
        week=timedelta(days=WEEK),
        count_of_drafts=len(drafts()),
        fresh=new_id(),
    )


def day_asked(today: date) -> date:
    """Return the day of an address, today where it tells none that a calendar shows."""
    try:
        asked = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) < 20 * FAR else today


@bp.get("/month")
@allows(Permission.PLAN_ACTIVITIES)
def month() -> str:
    """Show a month: on which days something happens, and how much."""
    today = now_here().date()
    shown = forms.month(request.args.get("month", ""), today)
    return render_template(
        "calendar/desk/month.html",
        month=shown,
        days=queries.days(shown.first, SIX_WEEKS),
        today=today,
        day_names=forms.day_names(),
        fresh=new_id(),
    )


@bp.get("/<uuid:occurrence_id>")
@allows(Permission.PLAN_ACTIVITIES)
def day_of(occurrence_id: UUID) -> str:
    """Show one date: who has a place, who waits, and what can become of it."""
    occurrence, series, activity = queries.date_of(occurrence_id)
    placed, waiting = queries.people_of(series, occurrence)
    return render_template(
        "calendar/desk/day_of.html",
        occurrence=occurrence,
        activity=activity,
        placed=placed,
        waiting=waiting,
        capacity=series.capacity,
        may_change=is_own(activity) and not occurrence.is_cancelled and occurrence.ends_at > now_here(),
        is_asked="off" in request.args,
    )


@bp.post("/<uuid:occurrence_id>/off")
@allows(Permission.PLAN_ACTIVITIES)
def call_off(occurrence_id: UUID) -> Response:
    """Call off one date."""
    services.cancel(occurrence_id, by=signed_in().staff)
    return redirect(url_for("calendar_desk.day_of", occurrence_id=occurrence_id), 303)


@bp.get("/<uuid:occurrence_id>/move")
@allows(Permission.PLAN_ACTIVITIES)
def move(occurrence_id: UUID) -> str:
    """Ask for another day and another hour; nothing is moved before somebody says so."""
    occurrence, _series, activity = queries.date_of(occurrence_id)
    today = now_here().date()
    starts, minutes = forms.moment(request.args, occurrence.starts_at, occurrence.ends_at)
    return render_template(
        "calendar/desk/move.html",
        occurrence=occurrence,
        activity=activity,
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        minutes=minutes,
        month=forms.month(request.args.get("month", ""), starts.date()),
        first=today,
        last=today + FAR,
        day_names=forms.day_names(),
        forms=forms,
    )


@bp.post("/<uuid:occurrence_id>/move")
@allows(Permission.PLAN_ACTIVITIES)
def moved(occurrence_id: UUID) -> Response:
    """Move one date; whoever comes is marked to be told."""
    occurrence = queries.date_of(occurrence_id)[0]
    starts, minutes = forms.moment(request.form, occurrence.starts_at, occurrence.ends_at)
    services.move(occurrence_id, starts, starts + timedelta(minutes=minutes), by=signed_in().staff)
    return redirect(url_for("calendar_desk.day_of", occurrence_id=occurrence_id), 303)
