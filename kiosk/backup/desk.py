"""The caretaker puts a stick in, touches one button, and has a copy of everything in her hand."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.backup import queries, services
from kiosk.backup.queries import Place
from kiosk.core import state
from kiosk.core.pages import settings
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, moment_of
from kiosk.security.permissions import Permission, allows

bp = desk_pages("backup_desk", __name__, "/copies")
DRAFT = "copied"
MEGABYTE = 1_000_000


@bp.get("/")
@allows(Permission.KEEP_MACHINE)
def index() -> str:
    """Offer to make a copy on each place that is there, and to try the newest one there."""
    found = [(place, queries.copies(place.folder)) for place in queries.places(settings())]
    copied_at = state.get("copied_at")
    return render_template(
        "backup/desk/index.html",
        places=found,
        marks=marks(),
        copied_at=moment_of(copied_at) if copied_at else None,
        has_folder=bool(settings().backup_folder),
    )


@bp.get("/stick")
@allows(Permission.KEEP_MACHINE)
def stick() -> Response:
    """Tell a page that is open whether a stick came or went since."""
    return Response(marks(), mimetype="text/plain")


@bp.post("/")
@allows(Permission.KEEP_MACHINE)
def make() -> Response:
    """Write a copy; nothing else is done on this machine for it, and people go on registering."""
    place = chosen()
    if place is None:
        return redirect(url_for("backup_desk.index"), 303)
    current_visit().draft[DRAFT] = services.make(place, signed_in())
    return redirect(url_for("backup_desk.done"), 303)


@bp.post("/check")
@allows(Permission.KEEP_MACHINE)
def check() -> Response:
    """Open the newest copy of a place with the keys of whoever stands here, to its last byte."""
    place = chosen()
    found = queries.copies(place.folder) if place else []
    if not found:
        return redirect(url_for("backup_desk.index"), 303)
    current_visit().draft[DRAFT] = services.check(found[0], signed_in())
    return redirect(url_for("backup_desk.done"), 303)


@bp.get("/done")
@allows(Permission.KEEP_MACHINE)
def done() -> str | Response:
    """Tell what became of it, and that the stick may be taken out."""
    made = current_visit().draft.get(DRAFT)
    if made is None:
        return redirect(url_for("backup_desk.index"), 303)
    return render_template(
        "backup/desk/done.html",
        made=made,
        trouble=current_app.config["TROUBLES"](made.word) if made.word else "",
        megabytes=max(1, round(made.size / MEGABYTE)),
        is_stick=not settings().backup_folder,
    )


def chosen() -> Place | None:
    """Return the place of the button that was touched, None when it is gone."""
    wanted = request.form.get("place", "")
    return next((place for place in queries.places(settings()) if place.mark == wanted), None)


def marks() -> str:
    """Return what changes when a stick comes or goes."""
    return " ".join(place.mark for place in queries.places(settings()))
