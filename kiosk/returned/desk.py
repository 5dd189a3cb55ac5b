"""Where a key mother types in what came back on paper: a touch for each numbered line."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError
from kiosk.paper import queries as paper
from kiosk.paper.models import Form, Sheet
from kiosk.registration.models import Registration
from kiosk.returned import forms, queries, services
from kiosk.returned.forms import Return
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.security.permissions import Permission, allows

bp = desk_pages("returned_desk", __name__, "/returned")
# Where the visit keeps the digits touched so far, the family that is typed in, and what became of the one before.
NUMBER, FAMILY, TAKEN = "sheet_number", "sheet_family", "sheet_taken"


@bp.get("/")
@allows(Permission.KEEP_TODAY)
def index() -> str:
    """Ask which sheet came back: those printed lately, or any by its number."""
    number = current_visit().draft.get(NUMBER, "")
    is_whole = len(number) == forms.DIGITS_OF_A_NUMBER
    found = paper.sheets_with_number(int(number)) if is_whole else queries.waiting()
    return render_template(
        "returned/desk/index.html", number=number, is_whole=is_whole, sheets=paper.titled(found)
    )


@bp.post("/")
@allows(Permission.KEEP_TODAY)
def find() -> Response:
    """Take one digit of the number; the third one looks it up."""
    draft = current_visit().draft
    number = draft[NUMBER] = forms.digits(draft.get(NUMBER, ""), request.form)
    if len(number) == forms.DIGITS_OF_A_NUMBER and len(found := paper.sheets_with_number(int(number))) == 1:
        draft.pop(NUMBER)
        return redirect(page_of(found[0]), 303)
    return redirect(url_for("returned_desk.index"), 303)


@bp.get("/<uuid:sheet_id>")
@allows(Permission.KEEP_TODAY)
def detail(sheet_id: UUID) -> Response:
    """Lead to the lines of a sheet."""
    return redirect(page_of(paper.sheet(sheet_id)), 303)


def page_of(sheet: Sheet) -> str:
    """Return the address of a sheet's lines: of a list to sign, or of a week."""
    page = "roster" if sheet.form == Form.ROSTER else "week"
    return url_for(f"returned_desk.{page}", sheet_id=sheet.id)


@bp.get("/<uuid:sheet_id>/list")
@allows(Permission.KEEP_TODAY)
def roster(sheet_id: UUID) -> str:
    """Show the lines of a list to sign as tiles with their numbers."""
    sheet = paper.sheet(sheet_id)
    return render_template(
        "returned/desk/roster.html",
        sheet=sheet,
        offer=paper.offer(sheet.occurrence),
        tiles=queries.tiles(sheet, signed_in()),
        taken=current_visit().draft.pop(TAKEN, None),
    )


@bp.get("/<uuid:sheet_id>/week")
@allows(Permission.KEEP_TODAY)
def week(sheet_id: UUID) -> str:
    """Show the dates of a week's sheet, of which the ticked ones are touched."""
    sheet = paper.sheet(sheet_id)
    return render_template(
        "returned/desk/week.html",
        sheet=sheet,
        offers={offer.occurrence.id.hex: offer for offer in paper.week_of(sheet)},
        family=family_of(sheet),
        taken=current_visit().draft.pop(TAKEN, None),
    )


@bp.post("/<uuid:sheet_id>")
@allows(Permission.KEEP_TODAY)
def touch(sheet_id: UUID) -> Response:
    """Take the touch of a line: who stands on it came, or did not; a blank one asks who wrote on it."""
    sheet = paper.sheet(sheet_id)
    line = forms.line_of(request.form.get("line", ""), sheet.lines)
    if sheet.form == Form.WEEK:
        family_of(sheet).toggle(line)
    elif sheet.lines[line - 1]:
        services.toggle(sheet, line, by=signed_in().staff, is_present="off" not in request.form)
    else:
        family = family_of(sheet)
        family.lines, family.name = [line], ""
        return redirect(url_for("returned_desk.name", sheet_id=sheet_id), 303)
    return redirect(f"{page_of(sheet)}#line-{line}", 303)


@bp.get("/<uuid:sheet_id>/name")
@allows(Permission.KEEP_TODAY)
def name(sheet_id: UUID) -> str:
    """Ask for the name that stands there."""
    family = family_of(paper.sheet(sheet_id))
    fault = typing.fault_of_name(request.args.get("fault", ""))
    return render_template(
        "returned/desk/name.html",
        sheet_id=sheet_id,
        family=family,
        sheet=typing.sheet(family.name, fault=fault),
    )


@bp.post("/<uuid:sheet_id>/name")
@allows(Permission.KEEP_TODAY)
def write(sheet_id: UUID) -> Response:
    """Take one touch of the letters; a sheet without a name is a family without one."""
    family, touched = family_of(paper.sheet(sheet_id)), typing.touched()
    family.name = touched.text
    here = url_for("returned_desk.name", sheet_id=sheet_id)
    if not touched.is_done:
        return touched.onward(here)
    try:
        family.name = typing.clean_name(touched.text) if touched.text.strip() else ""
    except typing.NameTooLongError:
        return redirect(url_for("returned_desk.name", sheet_id=sheet_id, fault="long"), 303)
    except typing.NameMissingError:
        return redirect(url_for("returned_desk.name", sheet_id=sheet_id, fault="missing"), 303)
    return redirect(url_for("returned_desk.people", sheet_id=sheet_id), 303)


@bp.get("/<uuid:sheet_id>/people")
@allows(Permission.KEEP_TODAY)
def people(sheet_id: UUID) -> str:
    """Ask how many they are, what they speak, and whether the name may be kept; and whether she is here already."""
    sheet = paper.sheet(sheet_id)
    family = family_of(sheet)
    return render_template(
        "returned/desk/people.html",
        sheet_id=sheet_id,
        family=family,
        most=forms.MOST_PEOPLE,
        languages=offered_languages(),
        namesakes=queries.namesakes(sheet, family.name, signed_in()),
    )


@bp.post("/<uuid:sheet_id>/people")
@allows(Permission.KEEP_TODAY)
def count(sheet_id: UUID) -> Response:
    """Take one touch of that page."""
    offered = {language.code for language in offered_languages()}
    family_of(paper.sheet(sheet_id)).touch(request.form, offered)
    return redirect(url_for("returned_desk.people", sheet_id=sheet_id), 303)


@bp.post("/<uuid:sheet_id>/family")
@allows(Permission.KEEP_TODAY)
def create(sheet_id: UUID) -> Response:
    """Write the family down, or say that she is one who is on the list already; then the next one."""
    sheet, draft, by = paper.sheet(sheet_id), current_visit().draft, signed_in()
    family = family_of(sheet)
    if not family.lines:
        raise InvalidInputError
    known = known_place(sheet, family)
    if known is not None:
        services.put_on(sheet, family.lines[0], known, by=by.staff)
    else:
        draft[TAKEN] = services.take(sheet, family, by=by.staff)
    draft[FAMILY] = family.next()
    return redirect(page_of(sheet), 303)


def known_place(sheet: Sheet, family: Return) -> Registration | None:
    """Return the place of the one who was touched as the same person, None when it is somebody new."""
    same = request.form.get("same", "")
    if not same:
        return None
    try:
        return queries.place_on(sheet, UUID(same), family.name, signed_in())
    except ValueError as error:
        raise InvalidInputError from error


def family_of(sheet: Sheet) -> Return:
    """Return the family of this sheet that is being typed in; another sheet begins with an empty one."""
    draft = current_visit().draft
    kept: Return | None = draft.get(FAMILY)
    if kept is None or kept.sheet != sheet.id:
        kept = draft[FAMILY] = Return(sheet.id, kept.language if kept else g.language.code)
    return kept
