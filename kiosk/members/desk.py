"""The neighbours she may see, found by a name in any script, a number or a ticket; what is known is corrected."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError
from kiosk.members import forms, queries, services
from kiosk.registration.forms import figure
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.screen.keyboard import PHONE, Board
from kiosk.screen.paging import Sheet, page_of
from kiosk.screen.visits import MOST_PEOPLE
from kiosk.security.permissions import Permission, allows
from kiosk.tickets.models import Animal, Dye
from kiosk.vouching import queries as vouching

bp = desk_pages("members_desk", __name__, "/families")
# What is typed of somebody, and the board it is typed on: None is that of the page's language.
TYPED: dict[str, Board | None] = {"name": None, "phone": PHONE}


@bp.get("/")
@allows(Permission.KEEP_NEIGHBOURS)
def index() -> str:
    """Show the neighbours she may see, newest first, or whom she looks for."""
    look, asked = forms.wanted(current_visit()), request.args.get("page", "")
    queries.warm(signed_in())
    if look.is_empty:
        number = int(asked) if asked.isascii() and asked.isdigit() else 1
        found, count = vouching.neighbours(signed_in(), number)
        sheet = Sheet(found, min(max(number, 1), count), count)
    else:
        hits = page_of(hits_of(look), asked, size=queries.ROWS)
        sheet = Sheet(queries.neighbours(hits.rows, signed_in()), hits.number, hits.count)
    return render_template("members/desk/index.html", sheet=sheet, look=look)


def hits_of(look: forms.Wanted) -> list[UUID]:
    if look.ticket is not None:
        return queries.with_ticket(look.ticket, signed_in())
    return queries.search(look.text, signed_in())


@bp.post("/")
@allows(Permission.KEEP_NEIGHBOURS)
def clear() -> Response:
    """Look for nobody any more."""
    current_visit().draft.pop(forms.DRAFT, None)
    return redirect(url_for("members_desk.index"), 303)


@bp.get("/search")
@allows(Permission.KEEP_NEIGHBOURS)
def search() -> str:
    """Ask for a name, or for a part of it or of a number."""
    queries.warm(signed_in())
    return render_template(
        "members/desk/search.html", sheet=typing.sheet(forms.wanted(current_visit()).typed)
    )


@bp.post("/search")
@allows(Permission.KEEP_NEIGHBOURS)
def find() -> Response:
    """Take what was typed; whom it may mean is listed."""
    look, touched = forms.wanted(current_visit()), typing.touched()
    look.about, look.typed = None, touched.text
    if not touched.is_done:
        return touched.onward(url_for("members_desk.search"))
    look.text, look.ticket, look.typed = forms.searched(touched.text), None, ""
    return redirect(url_for("members_desk.index"), 303)


@bp.get("/ticket")
@allows(Permission.KEEP_NEIGHBOURS)
def ticket() -> str:
    """Ask for her ticket: its colour, its picture, its number."""
    fault = _("Touch a colour, a picture and a number.") if "fault" in request.args else ""
    return render_template("members/desk/ticket.html", dyes=list(Dye), animals=list(Animal), fault=fault)


@bp.post("/ticket")
@allows(Permission.KEEP_NEIGHBOURS)
def show() -> Response:
    """Take the ticket that was touched; who holds it is listed."""
    look = forms.wanted(current_visit())
    try:
        look.ticket, look.text = forms.ticket_of(request.form), ""
    except InvalidInputError:
        return redirect(url_for("members_desk.ticket", fault=1), 303)
    return redirect(url_for("members_desk.index"), 303)


@bp.get("/<uuid:household_id>/correct")
@allows(Permission.KEEP_NEIGHBOURS)
def edit(household_id: UUID) -> str:
    """Show what is known of her, each ready to be corrected."""
    found = vouching.neighbour(household_id, signed_in())
    forms.wanted(current_visit()).about = None
    languages = [one.code for one in offered_languages()]
    spoken = found.household.language
    phone = vouching.opened(found.household, "phone_sealed", signed_in())
    return render_template(
        "members/desk/edit.html",
        neighbour=found,
        languages=languages if spoken in languages else [spoken, *languages],
        phone=phone,
    )


@bp.post("/<uuid:household_id>/correct")
@allows(Permission.KEEP_NEIGHBOURS)
def update(household_id: UUID) -> Response:
    """Keep how many they are and what she speaks."""
    found = vouching.neighbour(household_id, signed_in())
    spoken = request.form.get("spoken", "")
    if spoken not in {found.household.language, *(one.code for one in offered_languages())}:
        raise InvalidInputError
    services.count_anew(
        household_id,
        adults=figure(request.form.get("adults", ""), lowest=1, highest=MOST_PEOPLE),
        children=figure(request.form.get("children", ""), highest=MOST_PEOPLE),
        language=spoken,
        by=signed_in().staff,
    )
    return redirect(url_for("vouching_desk.detail", household_id=household_id), 303)


@bp.get("/<uuid:household_id>/correct/<any(name, phone):field>")
@allows(Permission.KEEP_NEIGHBOURS)
def write(household_id: UUID, field: str) -> str:
    """Ask how she is called, or at which number."""
    found, look = vouching.neighbour(household_id, signed_in()), forms.wanted(current_visit())
    if look.about != (household_id, field):
        look.about = (household_id, field)
        look.typed = vouching.opened(found.household, f"{field}_sealed", signed_in())
    fault = request.args.get("fault", "")
    words = _("Please write the whole number.") if fault == "short" else typing.fault_of_name(fault)
    return render_template(
        "members/desk/write.html",
        neighbour=found,
        field=field,
        sheet=typing.sheet(look.typed, TYPED[field], fault=words),
    )


@bp.post("/<uuid:household_id>/correct/<any(name, phone):field>")
@allows(Permission.KEEP_NEIGHBOURS)
def keep(household_id: UUID, field: str) -> Response:
    """Take what was typed; a number may be left out, a name may not."""
    vouching.neighbour(household_id, signed_in())
    look, touched = forms.wanted(current_visit()), typing.touched(TYPED[field])
    look.about, look.typed = (household_id, field), touched.text
    here = url_for("members_desk.write", household_id=household_id, field=field)
    if not touched.is_done:
        return touched.onward(here)
    try:
        content = read(touched.text, field)
    except InvalidInputError as error:
        return redirect(f"{here}?fault={fault_of(error)}", 303)
    services.keep(household_id, f"{field}_sealed", content, by=signed_in().staff)
    look.about, look.typed = None, ""
    return redirect(url_for("members_desk.edit", household_id=household_id), 303)


def read(text: str, field: str) -> str:
    """Return a name or a number that can be kept. Raises InvalidInputError."""
    if field == "name":
        return typing.clean_name(text)
    if not forms.is_phone(text):
        raise InvalidInputError
    return text.strip()


def fault_of(error: InvalidInputError) -> str:
    if isinstance(error, typing.NameTooLongError):
        return "long"
    return "missing" if isinstance(error, typing.NameMissingError) else "short"
