"""Two answers: what stands and what was written elsewhere, each a button; one touch decides, one takes it back."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.conflicts import queries, services
from kiosk.core.errors import ConflictError
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.screen.paging import page_of
from kiosk.security.permissions import Permission, allows

bp = desk_pages("conflicts_desk", __name__, "/answers")
QUESTIONS_OF_A_PAGE = 5
# What was chosen last in this visit, until something else is.
CHOSEN = "chosen_answer"


@bp.get("/")
@allows(Permission.KEEP_NEIGHBOURS)
def index() -> str:
    """Show each thing with two answers; what is for others to see is told as no more than that."""
    found = queries.questions(signed_in())
    sheet = page_of(found, request.args.get("page", ""), size=QUESTIONS_OF_A_PAGE)
    return render_template("conflicts/desk/index.html", sheet=sheet, can_undo=CHOSEN in current_visit().draft)


@bp.post("/<uuid:conflict_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def choose(conflict_id: UUID) -> Response:
    """Take one touch: this one, or put it aside."""
    if "aside" in request.form:
        choice = services.put_aside(conflict_id, signed_in())
    else:
        choice = services.choose(conflict_id, is_other="other" in request.form, by=signed_in())
    current_visit().draft[CHOSEN] = choice
    return redirect(url_for("conflicts_desk.index"), 303)


@bp.post("/undo")
@allows(Permission.KEEP_NEIGHBOURS)
def undo() -> Response:
    """Ask the last one again."""
    choice = current_visit().draft.pop(CHOSEN, None)
    if choice is None:
        raise ConflictError
    services.undo(choice, signed_in())
    return redirect(url_for("conflicts_desk.index"), 303)
