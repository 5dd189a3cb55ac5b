"""Children go home in two touches: with whom, and yes; and a parent says beforehand with whom they may."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.attendance.queries import roster
from kiosk.childcare import queries, services
from kiosk.core.errors import InvalidInputError
from kiosk.core.ids import new_id
from kiosk.screen import typing
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.security.permissions import Permission, allows
from kiosk.vouching.queries import neighbour

bp = desk_pages("childcare_desk", __name__, "/children")
# Where the visit keeps the name while it is typed, the one-time id of the page that asks for it, and for whom.
DRAFT = "pick_up"
PARENT = "parent"


@bp.get("/at/<uuid:occurrence_id>")
@allows(Permission.KEEP_TODAY)
def index(occurrence_id: UUID) -> str:
    """Show who came with children to a date, and whose went home."""
    return render_template(
        "childcare/desk/index.html", roster=roster(occurrence_id, signed_in()), is_late="late" in request.args
    )


@bp.get("/at/<uuid:occurrence_id>/<uuid:registration_id>")
@allows(Permission.KEEP_TODAY)
def detail(occurrence_id: UUID, registration_id: UUID) -> str:
    """Ask with whom the children go home: their parent first, then whom she named."""
    shown, line = queries.line_of(occurrence_id, registration_id, signed_in())
    people = queries.people_of(line.registration.household, signed_in())
    return render_template("childcare/desk/detail.html", roster=shown, line=line, people=people)


@bp.get("/at/<uuid:occurrence_id>/<uuid:registration_id>/with/<who>")
@allows(Permission.KEEP_TODAY)
def confirm(occurrence_id: UUID, registration_id: UUID, who: str) -> str:
    """Show the token large, to be held beside the one that is brought along, and ask for the yes."""
    shown, line = queries.line_of(occurrence_id, registration_id, signed_in())
    chosen = taker(who)
    person = queries.person(chosen, line.registration.household, signed_in()) if chosen else None
    return render_template("childcare/desk/confirm.html", roster=shown, line=line, person=person, who=who)


@bp.post("/at/<uuid:occurrence_id>/<uuid:registration_id>/with/<who>")
@allows(Permission.KEEP_TODAY)
def update(occurrence_id: UUID, registration_id: UUID, who: str) -> Response:
    """Let the children go home."""
    went = services.go_home(occurrence_id, registration_id, pick_up=taker(who), by=signed_in().staff)
    late = None if went else 1
    return redirect(url_for("childcare_desk.index", occurrence_id=occurrence_id, late=late), 303)


@bp.post("/at/<uuid:occurrence_id>/<uuid:registration_id>/undo")
@allows(Permission.KEEP_TODAY)
def undo(occurrence_id: UUID, registration_id: UUID) -> Response:
    """Say that the children are still here."""
    services.come_back(occurrence_id, registration_id, by=signed_in().staff)
    return redirect(url_for("childcare_desk.index", occurrence_id=occurrence_id), 303)


def taker(who: str) -> UUID | None:
    """Return whom an address names, None for the parent. Raises InvalidInputError."""
    if who == PARENT:
        return None
    try:
        return UUID(who)
    except ValueError as error:
        raise InvalidInputError from error


@bp.get("/of/<uuid:household_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def people(household_id: UUID) -> str:
    """Show who may take the children of a neighbour home."""
    found = neighbour(household_id, signed_in())
    named = queries.people_of(household_id, signed_in())
    return render_template("childcare/desk/people.html", neighbour=found, people=named)


@bp.get("/of/<uuid:household_id>/new")
@allows(Permission.KEEP_NEIGHBOURS)
def new(household_id: UUID) -> str:
    """Ask what somebody is called who may take the children home."""
    neighbour(household_id, signed_in())
    draft = current_visit().draft.get(DRAFT, {})
    if draft.get("household") != household_id:
        draft = current_visit().draft[DRAFT] = {"household": household_id, "name": "", "key": new_id()}
    fault = typing.fault_of_name(request.args.get("fault", ""))
    sheet = typing.sheet(draft["name"], fault=fault)
    return render_template("childcare/desk/new.html", household_id=household_id, sheet=sheet)


@bp.post("/of/<uuid:household_id>/new")
@allows(Permission.KEEP_NEIGHBOURS)
def write(household_id: UUID) -> Response:
    """Take what was typed; with "continue" it is written down, and the token is shown."""
    neighbour(household_id, signed_in())
    touched, here = typing.touched(), url_for("childcare_desk.new", household_id=household_id)
    draft = current_visit().draft.get(DRAFT, {})
    if draft.get("household") != household_id:
        return redirect(here, 303)
    draft["name"] = touched.text
    if not touched.is_done:
        return touched.onward(here)
    try:
        name = typing.clean_name(touched.text)
    except typing.NameMissingError:
        return redirect(f"{here}?fault=missing", 303)
    except typing.NameTooLongError:
        return redirect(f"{here}?fault=long", 303)
    made = services.name_person(household_id, name, key=draft["key"], by=signed_in().staff)
    return redirect(url_for("childcare_desk.token", household_id=household_id, pick_up_id=made.id), 303)


@bp.get("/of/<uuid:household_id>/<uuid:pick_up_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def token(household_id: UUID, pick_up_id: UUID) -> str:
    """Show a token, to be told, photographed or printed; no name stands on it."""
    neighbour(household_id, signed_in())
    current_visit().draft.pop(DRAFT, None)
    person = queries.person(pick_up_id, household_id, signed_in())
    return render_template("childcare/desk/token.html", household_id=household_id, person=person)


@bp.post("/of/<uuid:household_id>/<uuid:pick_up_id>/end")
@allows(Permission.KEEP_NEIGHBOURS)
def end(household_id: UUID, pick_up_id: UUID) -> Response:
    """Take somebody off the list with one touch."""
    neighbour(household_id, signed_in())
    services.end_person(household_id, pick_up_id, by=signed_in().staff)
    return redirect(url_for("childcare_desk.people", household_id=household_id), 303)
