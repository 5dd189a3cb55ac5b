"""The sample is begun, tried and ended: who looks at it is told each secret that opens one of its doors."""

from collections.abc import Callable

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core import state
from kiosk.core.errors import ConflictError
from kiosk.screen.frame import page_number, visitor_pages

bp = visitor_pages("trial", __name__, "/trial")
ROWS_OF_A_PAGE = 3


def move() -> Callable[[str], None] | None:
    """Return what lets the kiosk go on in another folder; None for one that was started without it."""
    found: Callable[[str], None] | None = current_app.config["MOVE"]
    return found


@bp.get("/")
def index() -> str | Response:
    """Show the sample's people, three a page: whose picture to touch, which six pictures follow; then a card."""
    sample = state.get("sample")
    if not sample:
        return redirect(url_for("activities.index"), 303)
    rows = [*sample["people"], sample["card"]]
    count = -(-len(rows) // ROWS_OF_A_PAGE)
    number = page_number(request.args.get("page", ""), count)
    shown = rows[(number - 1) * ROWS_OF_A_PAGE : number * ROWS_OF_A_PAGE]
    return render_template("trial/index.html", rows=shown, number=number, count=count, may_end=is_trial())


@bp.post("/")
def begin() -> str:
    """Go on in the folder of the sample. Raises ConflictError where there is a centre: it would be hidden."""
    go_on = move()
    if go_on is None or state.get("centre_key"):
        raise ConflictError
    go_on("trial")
    return render_template("trial/begin.html")


@bp.get("/end")
def end() -> str:
    """Ask once whether the sample may go, with everything that was tried in it."""
    return render_template("trial/end.html")


@bp.post("/end")
def leave() -> str:
    """Go back to where the kiosk was begun; the folder of the sample is deleted. Raises ConflictError elsewhere."""
    go_on = move()
    if go_on is None or not is_trial():
        raise ConflictError
    go_on("")
    return render_template("trial/leave.html")


def is_trial() -> bool:
    """Say whether this kiosk was begun elsewhere and shows the sample meanwhile."""
    return bool(current_app.config["IS_TRIAL"])
