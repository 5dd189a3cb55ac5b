"""Who plans is asked one question a page, may stop at each of them, and sees what a parent will see."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.accounts.queries import staff
from kiosk.activities.forms import told
from kiosk.activities.models import Activity, Stage
from kiosk.core.ids import new_id
from kiosk.planning import forms, queries, services
from kiosk.planning.forms import Question
from kiosk.planning.models import Plan
from kiosk.publishing import services as publishing
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, place
from kiosk.security.permissions import Permission, allows

bp = desk_pages("planning_desk", __name__, "/planning")


@bp.get("/")
@allows(Permission.PLAN_ACTIVITIES)
def index() -> str:
    """Show what is planned and not yet published."""
    return render_template("planning/desk/index.html", drafts=queries.drafts(), fresh=new_id())


@bp.post("/")
@allows(Permission.PLAN_ACTIVITIES)
def create() -> Response:
    """Begin something new, on a day if one was touched."""
    by, form = signed_in().staff, request.form
    plan = Plan(day=forms.day(form["day"])) if form.get("day") else None
    activity = services.begin(
        forms.fresh_id(form), by=by, languages=list(dict.fromkeys(staff(by).languages)), plan=plan
    )
    return onward(activity)


def onward(activity: Activity) -> Response:
    """Lead to what is asked next, or to the whole of it where nothing is left to ask."""
    if activity.stage == Stage.DRAFT:
        unsaid = queries.unsaid(activity, queries.series_of(activity))
        return redirect(forms.address(unsaid[0] if unsaid else "", activity.id), 303)
    return redirect(url_for("programme_desk.detail", activity_id=activity.id), 303)


@bp.get("/<uuid:activity_id>")
@allows(Permission.PLAN_ACTIVITIES)
def detail(activity_id: UUID) -> str | Response:
    """Show a draft as a parent will see it, and everything that can be said about it."""
    activity = queries.own(activity_id)
    if activity.stage != Stage.DRAFT:
        return onward(activity)
    series = queries.series_of(activity)
    return render_template(
        "planning/desk/detail.html",
        activity=activity,
        series=series,
        plan=Plan.load(series.rule),
        told=told(activity),
        unsaid=queries.unsaid(activity, series),
        offer=queries.preview(activity, series),
        address=forms.address,
    )


@bp.get("/<uuid:activity_id>/next")
@allows(Permission.PLAN_ACTIVITIES)
def go_on(activity_id: UUID) -> Response:
    """Lead to what is asked next."""
    return onward(queries.own(activity_id))


@bp.get("/<uuid:activity_id>/ask/<question>")
@allows(Permission.PLAN_ACTIVITIES)
def ask(activity_id: UUID, question: str) -> str:
    """Ask one question with tiles."""
    asked, activity = forms.question(question), queries.own(activity_id)
    return render_template(
        "planning/desk/ask.html",
        activity=activity,
        question=asked,
        heading=forms.HEADINGS[asked],
        choices=queries.choices(asked, activity),
        is_written=asked in forms.WRITTEN,
        has_many=asked in forms.MANY,
    )


@bp.post("/<uuid:activity_id>/ask/<question>")
@allows(Permission.PLAN_ACTIVITIES)
def answer(activity_id: UUID, question: str) -> Response:
    """Keep what was touched, and go on; where several may be touched, stay."""
    asked, form, by = forms.question(question), request.form, signed_in().staff
    value = form.get("off", form.get("value", ""))
    if asked == Question.SCOPE:
        publishing.plan(activity_id, by=by, is_open=forms.scope(value))
    else:
        facts = queries.facts(asked, value, queries.own(activity_id), is_on="off" not in form)
        services.tell(activity_id, facts, by=by)
    if asked in forms.MANY:
        return redirect(forms.address(asked, activity_id), 303)
    return onward(queries.own(activity_id))


@bp.get("/<uuid:activity_id>/write/<text>")
@allows(Permission.PLAN_ACTIVITIES)
def write(activity_id: UUID, text: str) -> str:
    """Ask for words, letter by letter."""
    activity = queries.own(activity_id)
    typed = current_visit().draft.get(forms.kept_as(forms.written(text), activity_id))
    return render_template(
        "planning/desk/write.html",
        activity=activity,
        heading=forms.HEADINGS[text],
        text=text,
        here=place(),
        sheet=typing.sheet(
            queries.words_of(activity, text, g.language.code) if typed is None else typed,
            fault=str(forms.fault_of(request.args.get("fault", ""))),
        ),
    )


@bp.post("/<uuid:activity_id>/write/<text>")
@allows(Permission.PLAN_ACTIVITIES)
def keep(activity_id: UUID, text: str) -> Response:
    """Keep what was written once it is whole."""
    activity, kept = queries.own(activity_id), forms.kept_as(forms.written(text), activity_id)
    touched, here = typing.touched(), url_for("planning_desk.write", activity_id=activity_id, text=text)
    current_visit().draft[kept] = touched.text
    if not touched.is_done:
        return touched.onward(here)
    try:
        words = forms.clean(touched.text, text)
        services.tell(
            activity.id, queries.reworded(activity, text, g.language.code, words), by=signed_in().staff
        )
    except (typing.NameMissingError, typing.NameTooLongError, services.FlaggedError) as fault:
        return redirect(f"{here}?fault={forms.FAULTS[type(fault).__name__]}", 303)
    current_visit().draft.pop(kept, None)
    return onward(queries.own(activity_id))
