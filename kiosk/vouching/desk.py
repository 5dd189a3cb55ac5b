"""Where a key mother registers a neighbour, sees all that is known of one, and hands her or the screen over."""

from uuid import UUID

from flask import current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import name_of
from kiosk.core.errors import InvalidInputError, NotAllowedError
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.screen.visits import Visit, current_visits
from kiosk.security.permissions import Permission, allows, may
from kiosk.vouching import queries, services

bp = desk_pages("vouching_desk", __name__, "/neighbours")
# Where it is written down who may take her children home, when that room is there.
PICK_UP_PAGES = ("childcare_desk.people", "attendance_desk.pick_up")


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
        phone=queries.opened(found.household, "phone_sealed", signed_in()),
        people={role: named(staff) for role, staff in queries.keepers(found.household).items()},
        has_card=queries.has_card(household_id),
        there=(there := current_app.view_functions),
        pick_up_page=next((page for page in PICK_UP_PAGES if page in there), ""),
        just_merged=current_visit().draft.get("just_merged", {}).get(household_id),
    )


def named(staff: Staff) -> tuple[Staff, str]:
    return staff, name_of(staff, signed_in())


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
    return redirect(url_for("members_desk.index"), 303)


@bp.get("/<uuid:household_id>/keeper")
@allows(Permission.KEEP_NEIGHBOURS)
def choose(household_id: UUID) -> str:
    """Ask who keeps her from now on."""
    found = queries.neighbour(household_id, signed_in())
    others = [named(one) for one in queries.who_may_keep(found.household)]
    return render_template("vouching/desk/choose.html", neighbour=found, others=others)


@bp.post("/<uuid:household_id>/keeper")
@allows(Permission.KEEP_NEIGHBOURS)
def hand_over(household_id: UUID) -> Response:
    """Hand her over. Raises NotFoundError for whom she may not see, InvalidInputError for no key mother of here."""
    found = queries.neighbour(household_id, signed_in())
    to = next(
        (one for one in queries.who_may_keep(found.household) if str(one.id) == request.form.get("to")), None
    )
    if to is None:
        raise InvalidInputError
    services.hand_over(household_id, to.id, by=signed_in().staff)
    return redirect(url_for("members_desk.index"), 303)
