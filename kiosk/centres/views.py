"""The first day of a kiosk: one question a page, and nothing is written until the recovery sheet was kept."""

from secrets import compare_digest
from uuid import UUID

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kiosk.accounts.forms import begin_anew
from kiosk.accounts.queries import WrongSecretError
from kiosk.centres import forms, queries
from kiosk.centres.forms import Draft, Question, UnusableError, draft
from kiosk.centres.queries import Stage
from kiosk.core.languages import KNOWN
from kiosk.core.pages import settings
from kiosk.screen import code, typing
from kiosk.screen import pictures as grid
from kiosk.screen.frame import current_visit, visitor_pages
from kiosk.security.locks import DoorClosedError

bp = visitor_pages("centres", __name__, "/set-up")
# Going to the printer takes longer than choosing an activity.
PATIENCE_SECONDS = 600
# Where Back leads from a question; a centre that was founded already asks for nothing but its coach.
BEFORE = {
    Question.AREA: "ask/centre",
    Question.COACH: "ask/area",
    Question.COACH_TILE: "ask/coach",
    Question.COACH_LANGUAGES: "ask/coach-tile",
    Question.SHEET: "sheet",
}
ASKED = frozenset({*BEFORE, Question.CENTRE})


@bp.before_request
def only_on_the_first_day() -> Response | None:
    """Lead away from the first day once somebody works here."""
    is_over = queries.stage() == Stage.OPEN
    return redirect(url_for("activities.index"), 303) if is_over else None


@bp.context_processor
def patience() -> dict[str, int]:
    return {"idle_seconds": PATIENCE_SECONDS}


@bp.get("/")
def index() -> str:
    """Ask how this kiosk begins: with a new centre, in one that there is, or with a sample to look at."""
    return render_template(
        "centres/index.html",
        stage=queries.stage(),
        may_join=current_app.config["MAKE_CENTRAL"] is not None,
        may_try=current_app.config["MOVE"] is not None,
        fault=draft().told_once(),
    )


@bp.get("/ask/<question>")
def ask(question: str) -> str:
    """Put one question."""
    asked = forms.question(question, ASKED)
    is_first = queries.stage() == Stage.FOUNDED and asked in {Question.COACH, Question.SHEET}
    text, fault = forms.said_so_far(asked), draft().told_once()
    return render_template(
        "centres/ask.html",
        asked=forms.ASKED[asked],
        here=f"set-up/ask/{asked}",
        back="set-up/" + ("" if is_first else BEFORE.get(asked, "")),
        action=url_for("centres.answer", question=asked),
        sheet=typing.sheet(text, forms.ASKED[asked].board, fault=fault),
        known=KNOWN,
    )


@bp.post("/ask/<question>")
def answer(question: str) -> Response:
    """Take what was touched, wherever she goes next; what cannot be used is asked for again."""
    asked, said = forms.question(question, ASKED), draft()
    here = url_for("centres.ask", question=asked)
    touched = forms.take(asked)
    said.answers[asked] = touched.text
    if not touched.is_done:
        return touched.onward(here)
    try:
        said.answers[asked] = forms.cleaned(asked, touched.text)
        return prove(said) if asked == Question.SHEET else redirect(onward(asked), 303)
    except UnusableError as error:
        said.fault = str(error)
        return redirect(here, 303)


def onward(asked: Question) -> str:
    """Return where the next question is."""
    if asked == Question.COACH_LANGUAGES:
        return url_for("centres.pictures")
    following = next(later for later, before in BEFORE.items() if before == f"ask/{asked}")
    return url_for("centres.ask", question=following)


@bp.get("/pictures")
def pictures() -> str | Response:
    """Give her six pictures, which she will touch in this order."""
    said = draft()
    if not said.has(*forms.COACH):
        return redirect(url_for("centres.index"), 303)
    if said.practice is None:
        from kiosk.security import secrets  # noqa: PLC0415  heavy, see `kiosk.centres.forms`

        said.practice = grid.Practice(UUID(int=0), secrets.new_pictures())
    current_visit().pictures = []
    return render_template("centres/pictures.html", given=said.practice.pictures, fault=said.told_once())


@bp.get("/practise")
def practise() -> str | Response:
    """Let her find her pictures on the grid, twice."""
    said = draft()
    if said.practice is None:
        return redirect(url_for("centres.index"), 303)
    return render_template(
        "centres/practise.html",
        touched=len(current_visit().pictures),
        count=grid.COUNT,
        practice=said.practice,
        tile=said.answers.get(Question.COACH_TILE, ""),
    )


@bp.post("/practise")
def touch() -> Response:
    """Take her touches; a miss shows the pictures again, and nothing is lost."""
    said = draft()
    touched = grid.touch(current_visit(), request.form, count=grid.COUNT)
    if touched is None or said.practice is None:
        return redirect(url_for("centres.practise"), 303)
    if not said.practice.judge(touched):
        said.fault = str(_("Look once more. Nothing is lost."))
        return redirect(url_for("centres.pictures"), 303)
    if not said.practice.is_learnt:
        return redirect(url_for("centres.practise"), 303)
    return open_desk(said) if queries.stage() == Stage.FOUNDED else redirect(url_for("centres.sheet"), 303)


@bp.get("/sheet")
def sheet() -> str | Response:
    """Show the recovery sheet, which lies nowhere else yet: it is printed or copied by hand."""
    said = draft()
    if not said.is_ready:
        return redirect(url_for("centres.index"), 303)
    from kiosk.centres import services  # noqa: PLC0415  heavy, see `kiosk.centres.forms`

    if said.key is None or said.sheet is None:
        said.key, said.sheet = services.new_keys()
    words = services.square_words(said.sheet)
    return render_template(
        "centres/sheet.html",
        code=said.sheet.code,
        centre_name=said.answers[Question.CENTRE],
        square=code.drawn(words),
    )


def prove(said: Draft) -> Response:
    """Found the centre once the sheet was kept; where it was founded before, the sheet opens it for its coach."""
    typed = said.answers.pop(Question.SHEET)
    if queries.stage() == Stage.FOUNDED:
        return open_with_sheet(typed)
    if said.sheet is None:
        return redirect(url_for("centres.sheet"), 303)
    if not compare_digest(typed.replace("-", ""), said.sheet.code.replace("-", "")):
        raise UnusableError(str(_("This is not the code on the sheet. Look again.")))
    return open_desk(said)


def open_with_sheet(typed: str) -> Response:
    """Open a centre in which nobody works yet, so that its first coach can be told."""
    from kiosk.accounts import services  # noqa: PLC0415  heavy, see `kiosk.centres.forms`

    try:
        current_visit().signed_in = services.open_with_sheet(typed)
    except DoorClosedError as error:
        raise UnusableError(str(_("Too many tries. Please wait a few minutes."))) from error
    except WrongSecretError as error:
        raise UnusableError(str(_("This is not the code on the sheet. Look again."))) from error
    return redirect(url_for("centres.ask", question=Question.COACH), 303)


def open_desk(said: Draft) -> Response:
    """Write all of it, and let the coach go on at the desk, in a visit whose address nobody knew before."""
    from kiosk.centres import services  # noqa: PLC0415  heavy, see `kiosk.centres.forms`

    visit = current_visit()
    if not said.has(*forms.COACH) or (said.key is None and visit.signed_in is None):
        return redirect(url_for("centres.index"), 303)
    signed_in = services.begin(said, language=g.language.code, zone=settings().zone, by=visit.signed_in)
    begin_anew(signed_in)
    return redirect(url_for("centres_desk.index"), 303)
