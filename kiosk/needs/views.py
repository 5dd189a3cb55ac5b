"""W1b: a question, in one touch."""

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.needs import services
from kiosk.needs.models import NeedTopic
from kiosk.screen.frame import visitor_pages

bp = visitor_pages("needs", __name__, "/questions")


@bp.get("/new")
def new() -> str:
    """Show what one may ask about."""
    return render_template("needs/new.html", topics=list(NeedTopic))


@bp.post("/")
def create() -> Response:
    services.ask(request.form.get("topic", ""), g.language.code)
    return redirect(url_for("needs.heard"), 303)


@bp.get("/heard")
def heard() -> str:
    """Say that it was heard, and who will come."""
    return render_template("needs/heard.html")
