"""The first day goes on at the desk: its coach names the first key mother, now or later."""

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kiosk.centres import forms
from kiosk.centres.forms import Question, UnusableError, draft
from kiosk.core.languages import KNOWN
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import offered_languages
from kiosk.security.permissions import Permission, Role, allows

bp = desk_pages("centres_desk", __name__, "/first-day")

BEFORE = {
    Question.MOTHER: "",
    Question.MOTHER_TILE: "ask/mother",
    Question.MOTHER_LANGUAGES: "ask/mother-tile",
}
ASKED = frozenset(BEFORE)


@bp.get("/")
@allows(Permission.NOMINATE)
def index() -> str:
    """Tell that the centre is there, and offer to name its first key mother."""
    return render_template("centres/desk/index.html")


@bp.get("/ask/<question>")
@allows(Permission.NOMINATE)
def ask(question: str) -> str:
    """Put one question about the first key mother."""
    asked = forms.question(question, ASKED)
    text, fault = forms.said_so_far(asked), draft().told_once()
    return render_template(
        "centres/desk/ask.html",
        asked=forms.ASKED[asked],
        here=f"desk/first-day/ask/{asked}",
        back=f"desk/first-day/{BEFORE[asked]}",
        action=url_for("centres_desk.answer", question=asked),
        sheet=typing.sheet(text, forms.ASKED[asked].board, fault=fault),
        known=KNOWN,
    )


@bp.post("/ask/<question>")
@allows(Permission.NOMINATE)
def answer(question: str) -> Response:
    """Take what was touched; after the last question she is written down, as nominated and no more (SPEC A2)."""
    asked, said = forms.question(question, ASKED), draft()
    here = url_for("centres_desk.ask", question=asked)
    touched = forms.take(asked)
    said.answers[asked] = touched.text
    if not touched.is_done:
        return touched.onward(here)
    try:
        said.answers[asked] = forms.cleaned(asked, touched.text)
    except UnusableError as error:
        said.fault = str(error)
        return redirect(here, 303)
    missing = next((one for one in forms.MOTHER if not said.has(one)), None)
    return redirect(url_for("centres_desk.ask", question=missing), 303) if missing else nominate()


def nominate() -> Response:
    from kiosk.accounts import services  # noqa: PLC0415  keys load with the first who signs in

    said = draft()
    name, tile, languages = (said.answers.pop(one) for one in forms.MOTHER)
    spoken = languages.split()
    offered = {language.code for language in offered_languages()}
    services.hire(
        name,
        role=Role.KEY_MOTHER,
        tile=tile,
        language=next((code for code in spoken if code in offered), g.language.code),
        languages=spoken,
        by=signed_in(),
    )
    return redirect(url_for("centres_desk.nominated"), 303)


@bp.get("/nominated")
@allows(Permission.NOMINATE)
def nominated() -> str:
    """Tell what is still missing before she can start: another mother who trusts her."""
    return render_template("centres/desk/nominated.html")
