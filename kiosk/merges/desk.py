"""Two records stand side by side: she says that they are one, and which values stay; one touch tells them apart."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import NotFoundError
from kiosk.members import queries as people
from kiosk.members.forms import wanted
from kiosk.members.models import Merge
from kiosk.merges import forms, queries, services
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.screen.visits import Visit
from kiosk.security.permissions import Permission, allows
from kiosk.vouching.queries import Neighbour, neighbour, opened

bp = desk_pages("merges_desk", __name__, "/same")
# Where the visit keeps what was just made one, so that it can be undone with one touch.
JUST = "just_merged"
MOST_SHOWN = 8


@bp.get("/<uuid:household_id>/<uuid:other_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def check(household_id: UUID, other_id: UUID) -> str:
    """Show two records side by side; what differs can be chosen."""
    kept, absorbed = both(household_id, other_id)
    return render_template(
        "merges/desk/check.html",
        kept=kept,
        absorbed=absorbed,
        sides=[queries.side(row.household, signed_in()) for row in (kept, absorbed)],
        differing=queries.differing(kept.household, absorbed.household, signed_in()),
    )


@bp.post("/<uuid:household_id>/<uuid:other_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def create(household_id: UUID, other_id: UUID) -> Response:
    """Make them one, and show her page."""
    taken = forms.chosen(request.form)
    # Whichever of the two stays: it need not be the one that the address names first.
    pair = {household_id, other_id}
    done = Merge.get_or_none(Merge.household.in_(pair) & Merge.absorbed.in_(pair) & Merge.undone_at.is_null())
    if done is not None:
        # Touched twice: whoever may see the one that stays sees what became of both.
        neighbour(done.household, signed_in())
        return redirect(url_for("vouching_desk.detail", household_id=done.household), 303)
    both(household_id, other_id)
    made = services.merge(household_id, other_id, taken=taken, by=signed_in())
    current_visit().draft[JUST] = {made.household: made.id}
    return redirect(url_for("vouching_desk.detail", household_id=made.household), 303)


@bp.get("/<uuid:household_id>/new")
@allows(Permission.KEEP_NEIGHBOURS)
def new(household_id: UUID) -> str:
    """Show who may be the same: whose name or number is the same in any script, and whom she looked for last."""
    found = neighbour(household_id, signed_in())
    phone = opened(found.household, "phone_sealed", signed_in())
    same = people.alike(found.name, phone, except_for=household_id, opener=signed_in())
    looked = [one for one in last_found(current_visit()) if one != household_id]
    shown = list(dict.fromkeys([*people.seen(same, signed_in()), *looked]))[:MOST_SHOWN]
    return render_template(
        "merges/desk/new.html",
        neighbour=found,
        others=people.neighbours(shown, signed_in()),
        merges=queries.merges_of(household_id),
    )


def last_found(visit: Visit) -> list[UUID]:
    look = wanted(visit)
    return people.search(look.text, signed_in()) if look.text else []


@bp.get("/<uuid:household_id>")
@allows(Permission.KEEP_NEIGHBOURS)
def index(household_id: UUID) -> str:
    """Show what was made one with her, to tell it apart again."""
    found = neighbour(household_id, signed_in())
    return render_template("merges/desk/index.html", neighbour=found, merges=queries.merges_of(household_id))


@bp.post("/<uuid:merge_id>/undo")
@allows(Permission.KEEP_NEIGHBOURS)
def delete(merge_id: UUID) -> Response:
    """Tell two apart again. Raises NotFoundError for what she may not see."""
    row = Merge.get_or_none(Merge.id == merge_id)
    if row is None:
        raise NotFoundError
    neighbour(row.household, signed_in())
    services.undo(merge_id, by=signed_in())
    current_visit().draft.pop(JUST, None)
    return redirect(url_for("vouching_desk.detail", household_id=row.household), 303)


def both(household_id: UUID, other_id: UUID) -> tuple[Neighbour, Neighbour]:
    """Return the one that stays and the other. Raises NotFoundError for one that she may not see."""
    if household_id == other_id:
        raise NotFoundError
    found = {one: neighbour(one, signed_in()) for one in (household_id, other_id)}
    kept, absorbed = forms.in_order(*(one.household for one in found.values()))
    return found[kept.id], found[absorbed.id]
