"""Where a key mother prints what people hold in their hands: the week, a list to sign, slips for questions."""

from datetime import timedelta
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.centres.queries import centre_names
from kiosk.core import state
from kiosk.core.errors import InvalidInputError
from kiosk.core.today import now_here
from kiosk.needs.models import NeedTopic
from kiosk.paper import forms, queries, services
from kiosk.paper.models import Form
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.security.permissions import Permission, allows

bp = desk_pages("paper_desk", __name__, "/paper")


@bp.get("/")
@allows(Permission.KEEP_TODAY)
def index() -> str:
    """Ask what is to be printed, or typed back in."""
    monday = queries.monday_of(now_here().date())
    weeks = [monday, monday + timedelta(days=7)]
    return render_template(
        "paper/desk/index.html",
        weeks=[week for week in weeks if queries.dates_of_week(week)],
        monday=monday,
        dates=queries.coming_dates(),
        lately=queries.titled(queries.lately()),
    )


@bp.post("/")
@allows(Permission.KEEP_TODAY)
def create() -> Response:
    """Make a sheet with a number of its own, and show it."""
    by = signed_in().staff
    week, occurrence = forms.day(request.form.get("week", "")), forms.identity(request.form.get("date", ""))
    if week:
        made = services.make_week(queries.monday_of(week), by=by)
    elif occurrence:
        made = services.make_roster(queries.offer(occurrence), by=by)
    else:
        raise InvalidInputError
    return redirect(url_for("paper_desk.detail", sheet_id=made.id), 303)


@bp.get("/<uuid:sheet_id>")
@allows(Permission.KEEP_TODAY)
def detail(sheet_id: UUID) -> str:
    """Show a sheet as it comes out of the printer: of a page, or of a roll."""
    printed = queries.sheet(sheet_id)
    is_roster = printed.form == Form.ROSTER
    return render_template(
        "paper/desk/detail.html",
        sheet=printed,
        size=forms.size(request.args.get("size", "")),
        offer=queries.offer(printed.occurrence) if is_roster else None,
        lines=queries.lines_of(printed, signed_in()) if is_roster else [],
        offers=queries.week_of(printed),
        centre_name=name_of_centre(),
    )


@bp.get("/slips")
@allows(Permission.KEEP_TODAY)
def slips() -> str:
    """Show slips for questions; they bear no number and no name, so that nobody knows whose one is (SPEC A11)."""
    return render_template(
        "paper/desk/slips.html",
        size=forms.size(request.args.get("size", "")),
        topics=list(NeedTopic),
        centre_name=name_of_centre(),
    )


def name_of_centre() -> str:
    centre = UUID(state.get("centre"))
    return centre_names({centre}).get(centre, "")
