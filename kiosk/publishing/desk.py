"""When and for how many is touched here; then every point is ticked, and it is offered."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.activities.forms import flagged_in
from kiosk.core.today import now_here
from kiosk.planning.forms import HEADINGS, address
from kiosk.planning.models import FAR, Plan
from kiosk.planning.queries import own, preview, series_of
from kiosk.planning.services import FlaggedError, PublishedError
from kiosk.publishing import forms, queries, services
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.security.permissions import Permission, allows

bp = desk_pages("publishing_desk", __name__, "/publishing")
# Where a touch leads: hours and days may be touched several times, the others go on.
STAYS = {"starts": "hours", "minutes": "hours", "until": "dates", "touch": "dates"}


@bp.get("/<uuid:activity_id>/when/<part>")
@allows(Permission.PLAN_ACTIVITIES)
def when(activity_id: UUID, part: str) -> str:
    """Ask for one part of the dates: the day, the hours, how often, until when, on which days not."""
    activity, asked = own(activity_id), forms.part(part)
    plan, today = Plan.load(series_of(activity).rule), now_here().date()
    usual = (plan.until or plan.day or today) if asked == "until" else (plan.day or today)
    return render_template(
        "publishing/desk/when.html",
        activity=activity,
        plan=plan,
        part=asked,
        heading=HEADINGS[asked],
        month=forms.month(request.args.get("month", ""), usual),
        first=plan.day if asked == "until" and plan.day else today,
        last=(plan.day or today) + FAR if asked == "until" else today + FAR,
        today=today,
        day_names=forms.day_names(),
        last_days=forms.last_days(plan),
        forms=forms,
    )


@bp.post("/<uuid:activity_id>/when")
@allows(Permission.PLAN_ACTIVITIES)
def plan(activity_id: UUID) -> Response:
    """Keep one touch."""
    kept = Plan.load(series_of(own(activity_id)).rule)
    told = forms.planned(request.form, kept, now_here().date())
    services.plan(activity_id, by=signed_in().staff, **told)
    stays = next((part for name, part in STAYS.items() if name in request.form), None)
    if stays:
        return redirect(address(stays, activity_id), 303)
    return redirect(url_for("planning_desk.go_on", activity_id=activity_id), 303)


@bp.get("/<uuid:activity_id>/places")
@allows(Permission.PLAN_ACTIVITIES)
def places(activity_id: UUID) -> str:
    """Ask for how many there is room, for children too, and whether people take all days at once."""
    activity = own(activity_id)
    series = series_of(activity)
    return render_template(
        "publishing/desk/places.html",
        activity=activity,
        series=series,
        capacity=series.capacity or forms.USUAL_PLACES,
        childcare=series.childcare or 0,
        most=services.MOST,
        units=forms.UNITS if Plan.load(series.rule).weeks else {},
    )


@bp.post("/<uuid:activity_id>/places")
@allows(Permission.PLAN_ACTIVITIES)
def count(activity_id: UUID) -> Response:
    """Keep a number; going on keeps the one that stands there."""
    services.count(activity_id, by=signed_in().staff, **forms.counted(request.form, services.MOST))
    where = "planning_desk.go_on" if "go" in request.form else "publishing_desk.places"
    return redirect(url_for(where, activity_id=activity_id), 303)


@bp.get("/<uuid:activity_id>/check")
@allows(Permission.PLAN_ACTIVITIES)
def check(activity_id: UUID) -> str:
    """Show the points to tick, and the words that may hurt (SPEC E10)."""
    activity = own(activity_id)
    series = series_of(activity)
    return render_template(
        "publishing/desk/check.html",
        activity=activity,
        ticked=activity.checked or [],
        points=forms.POINTS,
        flagged=flagged_in(activity),
        reasons=forms.REASONS,
        missing=queries.unready(activity, series),
        offer=preview(activity, series),
        address=address,
    )


@bp.post("/<uuid:activity_id>/check")
@allows(Permission.PLAN_ACTIVITIES)
def tick(activity_id: UUID) -> Response:
    """Tick a point or take the tick back, or say why a word may stand."""
    form, by = request.form, signed_in().staff
    if "reason" in form:
        services.overrule(activity_id, form["reason"], by=by)
    else:
        services.tick(activity_id, form.get("point", ""), is_ticked=form.get("is") == "on", by=by)
    return redirect(address("check", activity_id), 303)


@bp.post("/<uuid:activity_id>")
@allows(Permission.PLAN_ACTIVITIES)
def publish(activity_id: UUID) -> Response:
    """Offer it, or lead to what is missing."""
    try:
        services.publish(activity_id, by=signed_in().staff)
    except services.IncompleteError as missing:
        return redirect(address(missing.question, activity_id), 303)
    except FlaggedError:
        return redirect(address("check", activity_id), 303)
    except PublishedError:
        # Touched twice, or by somebody else meanwhile: what it has become is the answer.
        pass
    return redirect(url_for("programme_desk.detail", activity_id=activity_id), 303)


@bp.get("/<uuid:activity_id>/discard")
@allows(Permission.PLAN_ACTIVITIES)
def discard(activity_id: UUID) -> str:
    """Ask once whether a draft is to be thrown away."""
    return render_template("publishing/desk/discard.html", activity=own(activity_id))


@bp.post("/<uuid:activity_id>/discard")
@allows(Permission.PLAN_ACTIVITIES)
def delete(activity_id: UUID) -> Response:
    """Throw a draft away."""
    services.discard(activity_id, by=signed_in().staff)
    return redirect(url_for("planning_desk.index"), 303)
