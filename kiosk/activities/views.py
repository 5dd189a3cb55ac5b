"""W1 and W2: what happens, four cards at a time, and one activity at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import render_template, request
from flask_babel import gettext as _

from kiosk.activities.models import Function
from kiosk.activities.queries import Offer, offer_of, upcoming_offers
from kiosk.centres.queries import centre_names
from kiosk.core import clock
from kiosk.core.errors import NotFoundError
from kiosk.core.pages import settings
from kiosk.screen.frame import current_visit, is_clock_unsure, visitor_pages

bp = visitor_pages("activities", __name__, "/activities")
CARDS, LARGE_CARDS = 4, 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of cards: the offers on it, its number and how many pages there are."""

    offers: list[Offer]
    number: int
    count: int
    size: int
    total: int

    @property
    def spare(self) -> int:
        """Return how many of the two cards behind the offers (question, kinds) stand on this page, from which on."""
        return self.number * self.size - self.total

    @property
    def has_question(self) -> bool:
        return self.spare >= 1 and self.first <= self.total

    @property
    def has_kinds(self) -> bool:
        return self.spare >= 2 and self.first <= self.total + 1  # noqa: PLR2004  the second card behind the offers

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size


@bp.get("/")
def index() -> str:
    """W1: cards, soonest first; the last card is for a question of her own."""
    function = request.args.get("function")
    kind = Function(function) if function in set(Function) else None
    now = clock.local(settings().zone)
    offers = upcoming_offers(now, fresh_hours=settings().fresh_hours, function=kind)
    sheet = cut(
        offers, size=LARGE_CARDS if current_visit().is_large else CARDS, number=request.args.get("page", "")
    )
    first = sheet.offers[0].occurrence.starts_at if sheet.offers else now
    return render_template(
        "activities/index.html",
        sheet=sheet,
        heading=week_name(first, now),
        kind=kind,
        functions=list(Function),
        is_clock_unsure=is_clock_unsure(),
        is_all_full=bool(offers) and all(offer.places.is_full or offer.is_cancelled for offer in offers),
    )


@bp.get("/<uuid:occurrence_id>")
def detail(occurrence_id: UUID) -> str:
    """W2: one activity with all its facts, and "I will come"."""
    offer = found_offer(occurrence_id)
    is_over = offer.occurrence.ends_at < clock.local(settings().zone)
    return render_template(
        "activities/detail.html", offer=offer, is_over=is_over, is_clock_unsure=is_clock_unsure()
    )


@bp.get("/<uuid:occurrence_id>/more")
def more(occurrence_id: UUID) -> str:
    """Show every other fact; what nobody told says "ask us" (SPEC B2)."""
    offer = found_offer(occurrence_id)
    centre_name = centre_names({offer.activity.centre}).get(offer.activity.centre, "")
    return render_template("activities/more.html", offer=offer, centre_name=centre_name)


def found_offer(occurrence_id: UUID) -> Offer:
    """Return the offer of an address. Raises NotFoundError when it is not (or no longer) here."""
    offer = offer_of(occurrence_id, fresh_hours=settings().fresh_hours)
    if offer is None:
        raise NotFoundError
    return offer


def cut(offers: list[Offer], *, size: int, number: str) -> Sheet:
    """Cut the offers, and the two cards that follow them, into pages of `size`; a foreign number shows the first."""
    count = (len(offers) + 2 + size - 1) // size
    chosen = int(number) if number.isascii() and number.isdigit() and 1 <= int(number) <= count else 1
    return Sheet(offers[(chosen - 1) * size : chosen * size], chosen, count, size, len(offers))


def week_name(day: datetime, now: datetime) -> str:
    monday = now.date() - timedelta(days=now.weekday())
    weeks = (day.date() - monday).days // 7
    if weeks <= 0:
        return str(_("This week"))
    return str(_("Next week")) if weeks == 1 else str(_("Later"))
