"""Her own page, a question at a time: what is kept, her places, what she allows, and the end of it all."""

from flask import render_template

from kiosk.cards import queries as cards
from kiosk.cards.views import SHOWN
from kiosk.insight import queries
from kiosk.screen.frame import current_visit, visitor_pages

bp = visitor_pages("insight", __name__, "/mine")


@bp.get("/")
def detail() -> str:
    """Offer each thing that she can do here. Whoever comes from her new card has seen it."""
    _opened, household = queries.own_household()
    current_visit().draft.pop(SHOWN, None)
    return render_template(
        "insight/detail.html",
        is_unconfirmed=household.vouched_by is not None and household.confirmed_at is None,
        places=len(cards.places_to_come(household.id)),
    )
