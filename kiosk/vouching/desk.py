"""Where a key mother registers a neighbour, sees who has not said yes yet, and hands the screen over for it."""

from uuid import UUID

from flask import current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError, NotAllowedError
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages, page_number
from kiosk.screen.visits import Visit, current_visits
from kiosk.security.permissions import Permission, allows, may
from kiosk.vouching import queries, services

bp = desk_pages("vouching_desk", __name__, "/neighbours")


@bp.get("/new")
@allows(Permission.KEEP_NEIGHBOURS)
def new() -> str:
    """Ask which language the neighbour speaks: everything she sees is in it."""
    return render_template("vouching/desk/new.html", languages=offered_languages())


@bp.post("/")
@allows(Permission.KEEP_NEIGHBOURS)
def create() -> Response:
    """Begin the neighbour's own visit, in which no key lies; she walks the pages that everybody walks."""
    language = request.form.get("language", "")
    if language not in {offered.code for offered in offered_languages()}:
        raise InvalidInputError
    visit = neighbours_visit()
    visit.draft["may_undo"] = True
    return redirect(url_for("activities.index", lang=language, visit=visit.token), 303)


def neighbours_visit() -> Visit:
    """Begin a visit that knows who stands beside it and where her desk is, and nothing else of hers."""
    here = current_visit()
    visit = current_visits().begin(is_large=here.is_large)
    visit.voucher, visit.desk = signed_in().staff, here.token
    visit.draft["desk_language"] = g.language.code
    return visit


@bp.get("/")
@allows(Permission.KEEP_NEIGHBOURS)
def index() -> str:
    """Show the neighbours she may see: those who have not said yes yet, and those who invited her."""
    asked = request.args.get("page", "")
    found, pages = queries.neighbours(signed_in(), int(asked) if asked.isascii() and asked.isdigit() else 1)
    number = page_number(asked, pages)
    return render_template("vouching/desk/index.html", neighbours=found, number=number, pages=pages)


@bp.get("/<uuid:household_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def detail(household_id: UUID) -> str:
    """Show one neighbour, and what can be done for her."""
    found = queries.neighbour(household_id, signed_in())
    places = [(place, queries.offer_for(place)) for place in found.places]
    return render_template(
        "vouching/desk/detail.html",
        neighbour=found,
        places=places,
        may_forget=may_forget(found),
        has_cards="cards_desk.issue" in current_app.view_functions,
    )


def may_forget(neighbour: queries.Neighbour) -> bool:
    """Say whether it is hers to forget: who has said yes is forgotten by her own word, or by the coach."""
    return neighbour.household.is_unconfirmed or may(signed_in().role, Permission.SEE_EVERYBODY)


def found_to_forget(household_id: UUID) -> queries.Neighbour:
    """Return a neighbour she may forget. Raises NotFoundError, NotAllowedError."""
    found = queries.neighbour(household_id, signed_in())
    if not may_forget(found):
        raise NotAllowedError
    return found


@bp.post("/<uuid:household_id>/ask")
@allows(Permission.KEEP_NEIGHBOURS)
def ask(household_id: UUID) -> Response:
    """Hand the screen over: she reads in her language what is kept, and says yes or no herself."""
    found = queries.neighbour(household_id, signed_in())
    if not found.household.is_unconfirmed:
        return redirect(url_for("vouching_desk.detail", household_id=household_id), 303)
    visit = neighbours_visit()
    visit.household, visit.name = household_id, found.name
    visit.adults, visit.children = found.household.adults, found.children
    offered = {known.code for known in offered_languages()}
    spoken = found.household.language
    language = spoken if spoken in offered else g.language.code
    return redirect(url_for("vouching.consent", lang=language, visit=visit.token), 303)


@bp.post("/<uuid:household_id>/told")
@allows(Permission.KEEP_NEIGHBOURS)
def tell(household_id: UUID) -> Response:
    """Take the word of who told her what became of her places."""
    found = queries.neighbour(household_id, signed_in())
    services.tell(household_id, [place.id for place in found.places], by=signed_in().staff)
    return redirect(url_for("vouching_desk.detail", household_id=household_id), 303)


@bp.get("/<uuid:household_id>/forget")
@allows(Permission.KEEP_NEIGHBOURS)
def forget(household_id: UUID) -> str:
    """Ask once whether she is to be forgotten."""
    return render_template("vouching/desk/forget.html", neighbour=found_to_forget(household_id))


@bp.post("/<uuid:household_id>/forget")
@allows(Permission.KEEP_NEIGHBOURS)
def delete(household_id: UUID) -> Response:
    """Forget her whole; her places go to who waits."""
    found = found_to_forget(household_id)
    services.forget(found.household.id, by=signed_in().staff)
    return redirect(url_for("vouching_desk.index"), 303)
