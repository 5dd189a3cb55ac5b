"""The first screen is the picker: every language in its own name, nothing chosen for anybody."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kiosk.core.pages import settings
from kiosk.core.today import now_here
from kiosk.screen.frame import is_large_asked, offered_languages
from kiosk.screen.visits import current_visits

bp = Blueprint("welcome", __name__)


@bp.get("/")
def index() -> str:
    """W0: a tile for each language; no session, no token, no sound."""
    is_large = is_large_asked()
    return render_template(
        "welcome/index.html",
        languages=offered_languages(),
        now=now_here(),
        this_size=size_word(is_large=is_large),
        other_size=size_word(is_large=not is_large),
    )


@bp.get("/<lang>/start")
def start() -> Response:
    """Begin a visit in the touched language."""
    visit = current_visits().begin(is_large=is_large_asked())
    return redirect(url_for("activities.index", visit=visit.token), 303)


def size_word(*, is_large: bool) -> str | None:
    """Return what an address says for a size of letters, None where that is the usual one here."""
    return None if is_large == settings().large_text else "plus" if is_large else "plain"


@bp.get("/panel.css")
def panel() -> tuple[str, dict[str, str]]:
    """Tell the stylesheet how many pixels this panel has to the millimetre; every size follows from it."""
    return f":root {{ --mm: {settings().millimetre:g}px; }}\n", {"Content-Type": "text/css; charset=utf-8"}
