"""Her call list by language: what to say in the other's words, and what became of it."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError
from kiosk.core.i18n import in_language
from kiosk.core.languages import SHIPPED, Language
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, page_number
from kiosk.security.permissions import Permission, allows
from kiosk.telling import queries, services

bp = desk_pages("telling_desk", __name__, "/to-tell")
# Where the visit keeps what was told last, so that a slip can be taken back.
TOLD = "told"


@bp.get("/")
@allows(Permission.KEEP_TODAY)
def index() -> str:
    """Show whom she can tell something, a language at a time: her own first, else the one with most to tell."""
    found = queries.calls(signed_in())
    counts: dict[str, int] = {}
    for call in found:
        counts[call.language] = counts.get(call.language, 0) + 1
    usual = (
        g.language.code
        if g.language.code in counts
        else max(counts, key=lambda code: counts[code], default="")
    )
    asked = request.args.get("speaks", "")
    chosen = asked if asked in counts else usual
    those = [call for call in found if call.language == chosen]
    pages = max(1, -(-len(those) // queries.CALLS_OF_A_PAGE))
    number = page_number(request.args.get("page", ""), pages)
    shown = those[(number - 1) * queries.CALLS_OF_A_PAGE :][: queries.CALLS_OF_A_PAGE]
    return render_template(
        "telling/desk/index.html",
        calls=shown,
        names=queries.names_of(shown, signed_in()),
        can_be_called=queries.who_can_be_called(shown),
        counts=counts,
        chosen=chosen,
        number=number,
        pages=pages,
        is_told_already="already" in request.args,
        last_told=current_visit().draft.get(TOLD),
    )


@bp.get("/<uuid:household_id>")
@allows(Permission.KEEP_TODAY)
def detail(household_id: UUID) -> str | Response:
    """Show what she must be told, in her language and in that of who tells her; her number only when it is touched."""
    call = queries.call(household_id, signed_in())
    if call is None:
        return redirect(url_for("telling_desk.index", already=1), 303)
    hers = SHIPPED.get(call.language, g.language)
    phone = queries.phone_of(call, signed_in())
    return render_template(
        "telling/desk/detail.html",
        call=call,
        name=queries.names_of([call], signed_in()).get(household_id, ""),
        hers=hers,
        said=said(call, hers),
        said_here=said(call, g.language) if hers.code != g.language.code else "",
        has_phone=bool(phone),
        phone=phone if "phone" in request.args else "",
    )


def said(call: queries.Call, language: Language) -> Markup:
    """Return the words for it in a language, as they are said or shown."""
    activities = queries.activities_about(call)
    with in_language(language):
        shown = render_template("telling/desk/_said.html", call=call, activities=activities, spoken=language)
    return Markup(shown)  # noqa: S704  our own template


@bp.post("/<uuid:household_id>/told")
@allows(Permission.KEEP_TODAY)
def tell(household_id: UUID) -> Response:
    """Take her word that she told it; a second time it says that it was told already."""
    notices = touched_notices(household_id)
    told, at = services.tell(notices, household=household_id, by=signed_in().staff)
    if not told:
        return redirect(url_for("telling_desk.index", already=1, speaks=spoken()), 303)
    current_visit().draft[TOLD] = (household_id, told, at)
    return redirect(url_for("telling_desk.index", speaks=spoken()), 303)


@bp.post("/<uuid:household_id>/no-answer")
@allows(Permission.KEEP_TODAY)
def try_again(household_id: UUID) -> Response:
    """Nobody answered: she goes down the list."""
    notices = touched_notices(household_id)
    services.note_no_answer(notices, household=household_id, by=signed_in().staff)
    return redirect(url_for("telling_desk.index", speaks=spoken()), 303)


@bp.post("/<uuid:household_id>/tomorrow")
@allows(Permission.KEEP_TODAY)
def put_off(household_id: UUID) -> Response:
    """Tomorrow, then."""
    notices = touched_notices(household_id)
    services.put_off(notices, household=household_id, by=signed_in().staff)
    return redirect(url_for("telling_desk.index", speaks=spoken()), 303)


@bp.post("/undo")
@allows(Permission.KEEP_TODAY)
def undo() -> Response:
    """Take back what was told last in this visit."""
    household_id, told, at = current_visit().draft.pop(TOLD, (None, [], 0))
    if household_id is None:
        return redirect(url_for("telling_desk.index"), 303)
    services.take_back(told, at, household=household_id, by=signed_in().staff)
    return redirect(url_for("telling_desk.detail", household_id=household_id), 303)


def touched_notices(household_id: UUID) -> list[UUID]:
    """Return the notices that the page showed and that are this household's. Raises InvalidInputError, NotFoundError.

    News that came in since were not on it, and so were not told.
    """
    try:
        shown = {UUID(notice) for notice in request.form.getlist("notice")}
    except ValueError as error:
        raise InvalidInputError from error
    call = queries.call(household_id, signed_in())
    return [one.id for one, _date in call.news if one.id in shown] if call else []


def spoken() -> str | None:
    """Return the language of the list she came from, to come back to it."""
    return request.form.get("speaks") if request.form.get("speaks", "") in SHIPPED else None
