"""What central did not take: what it is about, why, and what can be done."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.conflicts import forms as words
from kiosk.core.errors import InvalidInputError
from kiosk.refusals import queries, services
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.paging import page_of
from kiosk.security.permissions import Permission, allows

bp = desk_pages("refusals_desk", __name__, "/not-taken")
ROWS_OF_A_PAGE = 6
DEEDS = {"again": services.try_again, "aside": services.put_aside}


@bp.get("/")
@allows(Permission.KEEP_NEIGHBOURS)
def index() -> str:
    """Show what central did not take, newest first."""
    found = queries.not_taken(signed_in())
    sheet = page_of(found, request.args.get("page", ""), size=ROWS_OF_A_PAGE)
    return render_template("refusals/desk/index.html", sheet=sheet, reason_words=words.reason_words)


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
