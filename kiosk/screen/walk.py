"""What the frame offers on every page of a visit: another language, larger letters, a person, the end."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.screen.frame import address_of, current_visit, offered_languages, visitor_pages
from kiosk.screen.visits import current_visits

bp = visitor_pages("walk", __name__)


@bp.get("/languages")
def languages() -> str:
    """Offer every language again; each tile leads back to the same place with everything entered."""
    where = request.args.get("place", "")
    tiles = [(language, address_of(where, code=language.code)) for language in offered_languages()]
    return render_template("walk/languages.html", tiles=tiles, back=address_of(where))


@bp.get("/size")
def size() -> Response:
    """Change between normal and large letters, and stay where she is."""
    visit = current_visit()
    visit.is_large = not visit.is_large
    return redirect(address_of(request.args.get("place", "")), 303)


@bp.get("/help")
def help() -> str:  # noqa: A001  the word on the button
    """Tell where a key mother is found."""
    return render_template("walk/help.html", back=address_of(request.args.get("place", "")))


@bp.get("/still")
def still() -> str:
    """Ask whether she is still there, for browsers without script; with script the page itself asks."""
    return render_template("walk/still.html", back=address_of(request.args.get("place", "")))


@bp.get("/touch")
def touch() -> tuple[str, int]:
    """Note that somebody is there: typing and listening send nothing else for minutes."""
    return "", 204


@bp.get("/finish")
def finish() -> Response:
    """End the visit: everything of it is gone, and the picker stands there for the next person."""
    current_visits().end(current_visit().token)
    return redirect(url_for("welcome.index"), 303)
