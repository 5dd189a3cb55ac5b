"""A key mother gives a neighbour a card, or a new one for one that is lost, which dies at the next exchange."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kiosk.cards import forms, services
from kiosk.cards.models import Card
from kiosk.cards.views import SHOWN
from kiosk.core.errors import NotFoundError, StalePageError
from kiosk.registration.models import Household
from kiosk.registration.queries import one_family
from kiosk.screen import code
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.security.permissions import Permission, allows

bp = desk_pages("cards_desk", __name__, "/cards")


@bp.get("/")
@allows(Permission.ISSUE_CARDS)
def index() -> str:
    """Ask how she is found: by her ticket, or among the neighbours. A card that was shown here is put away."""
    current_visit().draft.pop(SHOWN, None)
    return render_template("cards/desk/index.html")


@bp.get("/<uuid:household_id>")
@allows(Permission.ISSUE_CARDS)
def issue(household_id: UUID) -> str:
    """Ask before an old card dies. Her name is not said: who may issue a card need not be who may read it."""
    if not Household.select().where(Household.id == household_id).exists():
        raise NotFoundError
    has_card = Card.select().where(Card.household.in_(one_family(household_id))).exists()
    return render_template("cards/desk/issue.html", household_id=household_id, has_card=has_card)


@bp.post("/<uuid:household_id>")
@allows(Permission.ISSUE_CARDS)
def create(household_id: UUID) -> Response:
    """Make the card with the keys of who signed in."""
    visit = current_visit()
    visit.draft[SHOWN] = services.issue(household_id, opener=signed_in()).secret
    return redirect(url_for("cards_desk.card"), 303)


@bp.get("/shown")
@allows(Permission.ISSUE_CARDS)
def card() -> str:
    """Show the card until she goes on; a second look is a new card."""
    secret = current_visit().draft.get(SHOWN)
    if secret is None:
        raise StalePageError
    return render_template(
        "cards/desk/card.html",
        pictures=secret.pictures,
        digits=forms.grouped(secret.digits),
        square=code.drawn(secret.text()),
    )
