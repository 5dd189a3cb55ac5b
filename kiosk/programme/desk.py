"""What is offered can grow, be repeated, be followed by something, and come to an end."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.activities.forms import tiles, told
from kiosk.activities.models import Stage
from kiosk.activities.queries import dates_of, first_date, offer_of
from kiosk.core.ids import new_id
from kiosk.core.pages import settings
from kiosk.core.record import Audience
from kiosk.core.today import now_here
from kiosk.planning.forms import SCOPES, address, fresh_id
from kiosk.planning.forms import scope as is_open
from kiosk.planning.models import FAR
from kiosk.planning.queries import found, is_own, own, series_of
from kiosk.programme import queries, services
from kiosk.publishing import forms
from kiosk.publishing.services import MOST
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.paging import page_of
from kiosk.security.permissions import Permission, allows

bp = desk_pages("programme_desk", __name__, "/programme")
MORE_TIMES = (1, 4, 8, 12)
ENDINGS = 12


@bp.get("/<uuid:activity_id>")
@allows(Permission.PLAN_ACTIVITIES)
def detail(activity_id: UUID) -> str | Response:
    """Show an activity as a parent sees it, all that is said of it, its dates, and what comes after it."""
    activity = found(activity_id)
    if activity.stage == Stage.DRAFT:
        return redirect(address("", activity_id), 303)
    series = series_of(activity)
    now, dates = now_here(), dates_of([series.id])
    past = [one for one in dates if one.ends_at <= now and not one.is_cancelled]
    return render_template(
        "programme/desk/detail.html",
        activity=activity,
        series=series,
        offer=offer_of(first_date(series.id), fresh_hours=settings().fresh_hours) if dates else None,
        told=told(activity),
        dates=[one for one in dates if one.ends_at > now],
        days_since=(now.date() - past[-1].starts_at.date()).days if past else None,
        is_own=is_own(activity),
        successors=queries.successors(activity),
        ends=queries.ENDS in (activity.checked or []),
        fresh=new_id(),
        address=address,
    )


@bp.get("/<uuid:activity_id>/more")
@allows(Permission.PLAN_ACTIVITIES)
def more(activity_id: UUID) -> str:
    """Ask for more dates: so many after the last one, or one day of its own."""
    activity = own(activity_id)
    series, today = series_of(activity), now_here().date()
    dates = dates_of([series.id])
    after = {count: services.weeks_more(series, count) for count in MORE_TIMES}
    return render_template(
        "programme/desk/more.html",
        activity=activity,
        after={count: pairs[-1][0].date() for count, pairs in after.items() if pairs},
        there={one.starts_at.date() for one in dates},
        month=forms.month(
            request.args.get("month", ""), max([today, *(one.starts_at.date() for one in dates)])
        ),
        first=today,
        last=today + FAR,
        day_names=forms.day_names(),
    )


@bp.post("/<uuid:activity_id>/more")
@allows(Permission.PLAN_ACTIVITIES)
def add(activity_id: UUID) -> Response:
    """Add dates; they are told by their last day, so that a page sent twice adds nothing more."""
    series, today = series_of(own(activity_id)), now_here().date()
    if "until" in request.form:
        last = forms.between(request.form["until"], today, today + FAR)
        dates = [
            pair for pair in services.weeks_more(series, services.MOST_AT_ONCE) if pair[0].date() <= last
        ]
    else:
        day = forms.between(request.form.get("day", ""), today, today + FAR)
        dates = services.like_the_last(series, day)
    services.add(activity_id, dates, by=signed_in().staff)
    return redirect(url_for("programme_desk.detail", activity_id=activity_id), 303)


@bp.get("/<uuid:activity_id>/places")
@allows(Permission.PLAN_ACTIVITIES)
def places(activity_id: UUID) -> str:
    """Ask how many places there are from now on."""
    activity = own(activity_id)
    series = series_of(activity)
    now = {"capacity": series.capacity, "childcare": series.childcare or 0}
    return render_template(
        "programme/desk/places.html",
        activity=activity,
        before=now,
        now=now | forms.counts(request.args, MOST),
        most=MOST,
        taken=queries.most_taken(series),
    )


@bp.post("/<uuid:activity_id>/places")
@allows(Permission.PLAN_ACTIVITIES)
def resize(activity_id: UUID) -> Response:
    """Change how many places there are; who is told that so many are promised stays on the page."""
    told = forms.counts(request.form, MOST)
    try:
        services.resize(activity_id, by=signed_in().staff, **told)
    except services.TooFewError as few:
        asked: dict[str, Any] = told | {"capacity": few.taken, "activity_id": activity_id}
        return redirect(url_for("programme_desk.places", **asked), 303)
    return redirect(url_for("programme_desk.detail", activity_id=activity_id), 303)


@bp.get("/<uuid:activity_id>/scope")
@allows(Permission.PLAN_ACTIVITIES)
def scope(activity_id: UUID) -> str:
    """Ask who may see it: people of this centre, or everybody in the area (SPEC A8)."""
    activity = services.published(activity_id)
    return render_template(
        "programme/desk/scope.html",
        activity=activity,
        choices=tiles(SCOPES, "area" if activity.audience == Audience.AREA else "centre"),
        has_people_from_elsewhere="kept" in request.args,
    )


@bp.post("/<uuid:activity_id>/scope")
@allows(Permission.PLAN_ACTIVITIES)
def show(activity_id: UUID) -> Response:
    """Open it or keep it; where people of other centres come, that page says so."""
    try:
        services.show(activity_id, by=signed_in().staff, is_open=is_open(request.form.get("value", "")))
    except services.ComingFromElsewhereError:
        return redirect(url_for("programme_desk.scope", activity_id=activity_id, kept=1), 303)
    return redirect(url_for("programme_desk.detail", activity_id=activity_id), 303)


@bp.post("/<uuid:activity_id>/again")
@allows(Permission.PLAN_ACTIVITIES)
def repeat(activity_id: UUID) -> Response:
    """Begin another one like it, or the one that comes after it."""
    form, by = request.form, signed_in().staff
    draft = services.again(activity_id, fresh_id(form), by=by, is_successor="after" in form)
    return redirect(url_for("planning_desk.go_on", activity_id=draft.id), 303)


@bp.post("/<uuid:activity_id>/ends")
@allows(Permission.PLAN_ACTIVITIES)
def end(activity_id: UUID) -> Response:
    """Say that nothing comes after it."""
    services.say_it_ends(activity_id, by=signed_in().staff)
    return redirect(url_for("programme_desk.detail", activity_id=activity_id), 303)


@bp.get("/<uuid:activity_id>/close")
@allows(Permission.PLAN_ACTIVITIES)
def close(activity_id: UUID) -> str:
    """Ask once whether it is to be closed, and tell how many dates that calls off."""
    activity = own(activity_id)
    coming = queries.coming(series_of(activity))
    return render_template("programme/desk/close.html", activity=activity, count=len(coming))


@bp.post("/<uuid:activity_id>/close")
@allows(Permission.PLAN_ACTIVITIES)
def shut(activity_id: UUID) -> Response:
    """Close it; who had a place is marked to be told."""
    services.close(activity_id, by=signed_in().staff)
    return redirect(url_for("programme_desk.detail", activity_id=activity_id), 303)


@bp.get("/ending")
@allows(Permission.PLAN_ACTIVITIES)
def ending() -> str:
    """Show what comes to its end without another one after it (SPEC B5)."""
    sheet = page_of(queries.ending(), request.args.get("page", ""), size=ENDINGS)
    return render_template("programme/desk/ending.html", sheet=sheet, endings=queries.endings(sheet.rows))
