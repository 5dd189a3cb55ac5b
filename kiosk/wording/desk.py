"""Where somebody who speaks a language sees what is missing in it, writes it, or says that it is right."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import NotFoundError
from kiosk.core.languages import BY_CODE, Language
from kiosk.planning import queries as planning
from kiosk.planning.forms import clean, fault_of
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages, page_number, place
from kiosk.screen.keyboard import Board, board_for
from kiosk.security.permissions import Permission, allows
from kiosk.wording import queries, services

bp = desk_pages("wording_desk", __name__, "/wording")


@bp.get("/")
@allows(Permission.PLAN_ACTIVITIES)
def index() -> str:
    """Show each language with what is missing in it."""
    languages = offered_languages()
    counts = queries.counts([language.code for language in languages])
    return render_template("wording/desk/index.html", languages=languages, counts=counts)


@bp.get("/<code>")
@allows(Permission.PLAN_ACTIVITIES)
def language(code: str) -> str:
    """Show the texts to look at in one language."""
    reader = known(code)
    found = queries.wanting(code, queries.to_come())
    count = max(1, -(-len(found) // queries.LINES))
    number = page_number(request.args.get("page", ""), count)
    return render_template(
        "wording/desk/language.html",
        reader=reader,
        lines=found[(number - 1) * queries.LINES : number * queries.LINES],
        number=number,
        count=count,
    )


@bp.get("/<code>/<uuid:activity_id>/<name>")
@allows(Permission.PLAN_ACTIVITIES)
def detail(code: str, activity_id: UUID, name: str) -> str:
    """Show a text as it was written first, and as it stands in this language."""
    activity = planning.own(activity_id)
    text = queries.text_of(activity, name)
    words, state = text.texts.get(code, ("", text.state(code)))
    return render_template(
        "wording/desk/detail.html",
        activity=activity,
        name=name,
        reader=known(code),
        source=text.shown_in(text.source),
        words=words,
        state=state,
    )


@bp.post("/<code>/<uuid:activity_id>/<name>")
@allows(Permission.PLAN_ACTIVITIES)
def approve(code: str, activity_id: UUID, name: str) -> Response:
    """Take the word of somebody who speaks it that it is right."""
    known(code)
    services.approve(activity_id, name, code, seen=request.form.get("seen", ""), by=signed_in().staff)
    return redirect(url_for("wording_desk.language", code=code), 303)


@bp.get("/<code>/<uuid:activity_id>/<name>/write")
@allows(Permission.PLAN_ACTIVITIES)
def write(code: str, activity_id: UUID, name: str) -> str:
    """Ask for the words, on the letters of that language."""
    text = queries.text_of(planning.own(activity_id), name)
    words, _state = text.texts.get(code, ("", None))
    typed = current_visit().draft.get(kept_as(code, activity_id, name), words)
    return render_template(
        "wording/desk/write.html",
        activity_id=activity_id,
        name=name,
        reader=known(code),
        source=text.shown_in(text.source),
        here=place(),
        sheet=typing.sheet(typed, board_of(code), fault=str(fault_of(request.args.get("fault", "")))),
    )


@bp.post("/<code>/<uuid:activity_id>/<name>/write")
@allows(Permission.PLAN_ACTIVITIES)
def keep(code: str, activity_id: UUID, name: str) -> Response:
    """Keep what was written once it is whole."""
    kept, touched = kept_as(known(code).code, activity_id, name), typing.touched(board_of(code))
    current_visit().draft[kept] = touched.text
    here = url_for("wording_desk.write", code=code, activity_id=activity_id, name=name)
    if not touched.is_done:
        return touched.onward(here)
    try:
        services.write(activity_id, name, code, clean(touched.text, name), by=signed_in().staff)
    except typing.NameMissingError:
        return redirect(f"{here}?fault=missing", 303)
    except typing.NameTooLongError:
        return redirect(f"{here}?fault=long", 303)
    current_visit().draft.pop(kept, None)
    return redirect(url_for("wording_desk.language", code=code), 303)


def known(code: str) -> Language:
    """Return a language that is offered here. Raises NotFoundError."""
    if code not in {language.code for language in offered_languages()}:
        raise NotFoundError
    return BY_CODE[code]


def board_of(code: str) -> Board:
    return board_for(known(code).code)


def kept_as(code: str, activity_id: UUID, name: str) -> str:
    return f"wording {code} {activity_id} {name}"
