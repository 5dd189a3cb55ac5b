"""Where activities come in from another program, and go out to it, on a stick."""

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import NotFoundError
from kiosk.core.pages import settings
from kiosk.core.today import now_here
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.security.permissions import Permission, allows
from kiosk.transfer import forms, queries, services
from kiosk.transfer.models import Row, TooLargeError, UnreadableError

bp = desk_pages("transfer_desk", __name__, "/transfer")
# What was done last, told once: a word, and how many or which.
DONE = "transferred"


@bp.get("/")
@allows(Permission.PLAN_ACTIVITIES)
def index() -> str:
    """Show the sticks that are in the machine, and what lies on them."""
    sticks = queries.present_sticks()
    return render_template(
        "transfer/desk/index.html",
        sticks=[(stick, queries.files(stick)) for stick in sticks],
        marks=marks(),
        done=current_visit().draft.pop(DONE, None),
    )


@bp.get("/stick")
@allows(Permission.PLAN_ACTIVITIES)
def stick() -> Response:
    """Tell a page that is open whether a stick came or went since."""
    return Response(marks(), mimetype="text/plain")


@bp.get("/files/<mark>")
@allows(Permission.PLAN_ACTIVITIES)
def preview(mark: str) -> str:
    """Show each line of a file as it was understood, and why one is left out."""
    found = queries.file_with(mark)
    try:
        rows, problem = rows_of(found), ""
    except UnreadableError as error:
        rows, problem = [], "large" if isinstance(error, TooLargeError) else "unreadable"
    found_here = services.compared(rows)
    return render_template(
        "transfer/desk/preview.html",
        mark=mark,
        name=found.path.name,
        rows=rows,
        known=found_here.here,
        discarded=found_here.discarded,
        problem=problem,
        fresh=len(found_here.fresh),
    )


@bp.post("/files/<mark>")
@allows(Permission.PLAN_ACTIVITIES)
def take_in(mark: str) -> Response:
    """Make drafts of the lines that are understood."""
    found = queries.file_with(mark)
    try:
        rows = rows_of(found)
    except UnreadableError:
        return redirect(url_for("transfer_desk.preview", mark=mark), 303)
    is_again = "again" in request.form
    count = services.take_in(rows, by=signed_in().staff, language=g.language.code, is_again=is_again)
    current_visit().draft[DONE] = ("taken", count)
    return redirect(url_for("transfer_desk.index"), 303)


@bp.post("/")
@allows(Permission.PLAN_ACTIVITIES)
def put_out() -> Response:
    """Write what is planned here on the stick."""
    wanted = request.form.get("stick", "")
    chosen = next((one for one in queries.present_sticks() if one.mark == wanted), None)
    if chosen is None:
        raise NotFoundError
    try:
        names = services.put_out(chosen.folder, language=g.language.code, zone=settings().zone)
    except OSError:
        current_visit().draft[DONE] = ("full", 0)
    else:
        current_visit().draft[DONE] = ("written", names)
    return redirect(url_for("transfer_desk.index"), 303)


def rows_of(found: queries.Found) -> list[Row]:
    """Raise UnreadableError, TooLargeError, NotFoundError."""
    content = queries.content_of(found)
    return forms.read(found.path.name, content, today=now_here().date(), zone=settings().zone)


def marks() -> str:
    return " ".join(one.mark for one in queries.present_sticks())
