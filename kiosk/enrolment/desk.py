"""A centre that was founded without a line connects with central when it likes."""

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kiosk.core import state
from kiosk.enrolment import forms
from kiosk.enrolment.forms import Question
from kiosk.screen.desk import desk_pages
from kiosk.security.permissions import Permission, allows

bp = desk_pages("enrolment_desk", __name__, "/connect")


@bp.get("/")
@allows(Permission.KEEP_MACHINE)
def index() -> str | Response:
    """Offer to connect now or later; who is connected already goes on."""
    if current_app.config["MAKE_CENTRAL"] is None or state.get("token"):
        return redirect(url_for("desk.index"), 303)
    return render_template("enrolment/desk/index.html")


@bp.get("/ask/<question>")
@allows(Permission.KEEP_MACHINE)
def ask(question: str) -> str:
    """Ask for the address of central, then for the code from its console."""
    action = url_for("enrolment_desk.answer", question=question)
    return render_template(
        "enrolment/desk/ask.html", **forms.page(question, place="desk/connect", action=action)
    )


@bp.post("/ask/<question>")
@allows(Permission.KEEP_MACHINE)
def answer(question: str) -> Response:
    """Take what was typed; after the code central is asked."""
    touched = forms.take(question)
    if not touched.is_done:
        return touched.onward(url_for("enrolment_desk.ask", question=question))
    if question == Question.CODE and forms.enrol():
        return redirect(url_for("enrolment_desk.connected"), 303)
    return redirect(url_for("enrolment_desk.ask", question=Question.CODE), 303)


@bp.get("/connected")
@allows(Permission.KEEP_MACHINE)
def connected() -> str:
    """Tell that central knows this kiosk."""
    return render_template("enrolment/desk/connected.html")
