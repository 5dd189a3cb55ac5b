"""The caretaker puts a stick in, touches one button, and reads what it did."""

from collections.abc import Callable

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.pages import settings
from kiosk.courier import forms, queries
from kiosk.courier.forms import Carried
from kiosk.courier.queries import Stick
from kiosk.screen.desk import desk_pages
from kiosk.screen.frame import current_visit
from kiosk.security.permissions import Permission, allows

bp = desk_pages("courier_desk", __name__, "/courier")
DRAFT = "carried"


@bp.get("/")
@allows(Permission.KEEP_MACHINE)
def index() -> str | Response:
    """Offer one button for each way, once a stick is there."""
    if current_app.config["MAKE_COURIER"] is None:
        return redirect(url_for("machine_desk.index"), 303)
    found = here()
    is_ready = forms.courier() is not None
    return render_template("courier/desk/index.html", sticks=found, is_ready=is_ready, marks=marks(found))


@bp.get("/stick")
@allows(Permission.KEEP_MACHINE)
def stick() -> Response:
    """Tell a page that is open whether a stick came or went since."""
    return Response(marks(here()), mimetype="text/plain")


@bp.post("/export")
@allows(Permission.KEEP_MACHINE)
def export() -> Response:
    """Put what waits on the stick."""
    courier, chosen = forms.courier(), chosen_stick()
    if courier is None or chosen is None:
        return redirect(url_for("courier_desk.index"), 303)
    return tell(forms.exported, courier.export(chosen.folder))


@bp.post("/import")
@allows(Permission.KEEP_MACHINE)
def take_in() -> Response:
    """Take in what the stick brings."""
    courier, chosen = forms.courier(), chosen_stick()
    if courier is None or chosen is None:
        return redirect(url_for("courier_desk.index"), 303)
    return tell(forms.taken_in, courier.take_in(chosen.folder))


@bp.get("/done")
@allows(Permission.KEEP_MACHINE)
def done() -> str | Response:
    """Tell what was done, and that the stick may be taken out."""
    kept = current_visit().draft.get(DRAFT)
    if kept is None:
        return redirect(url_for("courier_desk.index"), 303)
    words_for, carried = kept
    return render_template("courier/desk/done.html", sentences=words_for(carried), is_well=not carried.word)


def tell(words_for: Callable[[Carried], list[str]], carried: Carried) -> Response:
    """Lead to what was done; the words are found there, in the language that she then reads."""
    current_visit().draft[DRAFT] = words_for, carried
    return redirect(url_for("courier_desk.done"), 303)


def here() -> list[Stick]:
    return queries.sticks(settings().courier_folder)


def chosen_stick() -> Stick | None:
    """Return the stick of the button that was touched, None when it is gone."""
    wanted = request.form.get("stick", "")
    return next((found for found in here() if found.mark == wanted), None)


def marks(found: list[Stick]) -> str:
    """Return what changes when a stick comes or goes."""
    return " ".join(one.mark for one in found)
