"""The hours of a week are a grid: each hour is touched to take it, and touched again to give it back."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.accounts.queries import staff, working_staff
from kiosk.core.today import now_here
from kiosk.rota import forms, queries, services
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.security.permissions import Permission, allows

bp = desk_pages("rota_desk", __name__, "/rota")


@bp.get("/")
@allows(Permission.KEEP_ROTA)
def index() -> str:
    """Show her own hours."""
    taken = queries.slots_of(signed_in().staff)
    return render_template(
        "rota/desk/index.html", taken=taken, days=forms.days(now_here()), hours_of_day=queries.HOURS
    )


@bp.post("/")
@allows(Permission.KEEP_ROTA)
def touch() -> Response:
    """Take one touch on her own grid."""
    weekday, hour = forms.slot(request.form)
    services.touch_hour(signed_in().staff, weekday, hour, by=signed_in().staff)
    return redirect(url_for("rota_desk.index"), 303)


@bp.get("/everybody")
@allows(Permission.PLAN_ROTA)
def plan() -> str:
    """Show who is here in each hour of the week, and everybody whose hours can be touched."""
    return render_template(
        "rota/desk/plan.html",
        week=queries.week(),
        people=working_staff(),
        days=forms.days(now_here()),
        hours_of_day=queries.HOURS,
    )


@bp.get("/everybody/<uuid:staff_id>")
@allows(Permission.PLAN_ROTA)
def edit(staff_id: UUID) -> str:
    """Show the hours of somebody else."""
    person = staff(staff_id)
    return render_template(
        "rota/desk/edit.html",
        person=person,
        taken=queries.slots_of(person.id),
        days=forms.days(now_here()),
        hours_of_day=queries.HOURS,
    )


@bp.post("/everybody/<uuid:staff_id>")
@allows(Permission.PLAN_ROTA)
def assign(staff_id: UUID) -> Response:
    """Take one touch on somebody else's grid."""
    weekday, hour = forms.slot(request.form)
    services.touch_hour(staff(staff_id).id, weekday, hour, by=signed_in().staff)
    return redirect(url_for("rota_desk.edit", staff_id=staff_id), 303)
