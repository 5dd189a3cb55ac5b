"""What somebody must decide, in one list: what central did not take, and why; then things with two answers."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.conflicts import forms as words
from kiosk.conflicts import queries as conflicts
from kiosk.conflicts.desk import CHOSEN
from kiosk.core.errors import InvalidInputError
from kiosk.core.outbox import Refused
from kiosk.refusals import queries, services
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.screen.paging import page_of
from kiosk.security.permissions import Permission, allows

bp = desk_pages("refusals_desk", __name__, "/to-decide")
ROWS_OF_A_PAGE = 5
DEEDS = {"again": services.try_again, "aside": services.put_aside}


@bp.get("/")
@allows(Permission.KEEP_NEIGHBOURS)
def index() -> str:
    """Show what central did not take, newest first, then what has two answers, oldest first.

    What is for others to see is told as no more than that.
    """
    by = signed_in()
    waiting: list[Any] = [*queries.refused(), *conflicts.open_conflicts()]
    sheet = page_of(waiting, request.args.get("page", ""), size=ROWS_OF_A_PAGE)
    rows = [
        queries.described(row, by) if isinstance(row, Refused) else conflicts.question_of(row, by)
        for row in sheet.rows
    ]
    return render_template(
        "refusals/desk/index.html",
        sheet=sheet,
        rows=rows,
        reason_words=words.reason_words,
        can_undo=CHOSEN in current_visit().draft,
    )


@bp.post("/")
@allows(Permission.KEEP_NEIGHBOURS)
def settle() -> Response:
    """Take one touch: say it again, or put it aside. Which one it is comes as `epoch/number`."""
    epoch, _slash, number = request.form.get("which", "").partition("/")
    deed = next((done for name, done in DEEDS.items() if name in request.form), None)
    if deed is None or not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004  an integer
        raise InvalidInputError
    deed(epoch, int(number), signed_in())
    return redirect(url_for("refusals_desk.index"), 303)
