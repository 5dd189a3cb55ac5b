"""One touch says which of two answers it is, one takes it back; both stand on the page of what is to decide."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.conflicts import services
from kiosk.core.errors import ConflictError
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.security.permissions import Permission, allows

bp = desk_pages("conflicts_desk", __name__, "/answers")
# The page of the room that keeps what central did not take: who decides finds both there.
PAGE = "refusals_desk.index"
# What was chosen last in this visit, until something else is.
CHOSEN = "chosen_answer"


@bp.post("/<uuid:conflict_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def choose(conflict_id: UUID) -> Response:
    """Take one touch: this one, or put it aside."""
    if "aside" in request.form:
        choice = services.put_aside(conflict_id, signed_in())
    else:
        choice = services.choose(conflict_id, is_other="other" in request.form, by=signed_in())
    current_visit().draft[CHOSEN] = choice
    return redirect(url_for(PAGE), 303)


@bp.post("/undo")
@allows(Permission.KEEP_NEIGHBOURS)
def undo() -> Response:
    """Ask the last one again."""
    choice = current_visit().draft.pop(CHOSEN, None)
    if choice is None:
        raise ConflictError
    services.undo(choice, signed_in())
    return redirect(url_for(PAGE), 303)
