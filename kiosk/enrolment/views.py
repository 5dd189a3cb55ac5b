"""A kiosk joins a centre with a code before it has one: everything that is there comes with the first exchange."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kiosk.core import state
from kiosk.enrolment import forms
from kiosk.enrolment.forms import Question
from kiosk.screen.frame import visitor_pages

bp = visitor_pages("enrolment", __name__, "/connect")


def has_centre() -> bool:
    return bool(state.get("centre_key"))


@bp.get("/ask/<question>")
def ask(question: str) -> str | Response:
    """Ask for the address of central, then for the code from its console."""
    if has_centre():
        return redirect(url_for("activities.index"), 303)
    action = url_for("enrolment.answer", question=question)
    return render_template("enrolment/ask.html", **forms.page(question, place="connect", action=action))


@bp.post("/ask/<question>")
def answer(question: str) -> Response:
    """Take what was typed; after the code central is asked, and names the centre of this kiosk."""
    if has_centre():
        return redirect(url_for("activities.index"), 303)
    touched = forms.take(question)
    if not touched.is_done:
        return touched.onward(url_for("enrolment.ask", question=question))
    if question == Question.ADDRESS:
        return redirect(url_for("enrolment.ask", question=Question.CODE), 303)
    if not forms.enrol() and not state.get("token"):
        return redirect(url_for("enrolment.ask", question=Question.CODE), 303)
    return onward()


@bp.post("/again")
def again() -> Response:
    """Ask central once more for the centre that it named."""
    if not has_centre():
        forms.was_told_well(forms.central().exchange)
    return onward()


def onward() -> Response:
    """Lead to the centre that was joined, to waiting for central, or to founding the centre that central named."""
    if has_centre():
        return redirect(url_for("enrolment.joined"), 303)
    return redirect(url_for("enrolment.waiting"), 303)


@bp.get("/waiting")
def waiting() -> str | Response:
    """Tell what kept central from answering; where it answered, nobody has founded its centre yet.

    Where another kiosk was enrolled before, the centre is founded there, and this one asks for it again.
    """
    if has_centre():
        return redirect(url_for("enrolment.joined"), 303)
    return render_template("enrolment/waiting.html", fault=forms.told_once(), has_heard=has_heard())


def has_heard() -> bool:
    """Say whether all that central had to say was read, and no other kiosk has anything to say first."""
    return bool(state.get("last_contact")) and not state.get("last_error") and not state.get("is_begun")


@bp.get("/joined")
def joined() -> str:
    """Tell that this kiosk stands in a centre that was founded on another one."""
    return render_template("enrolment/joined.html", centre_name=state.get("centre_name", ""))
