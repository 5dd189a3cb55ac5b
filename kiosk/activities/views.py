"""W1 and W2: what happens, four cards at a time, and one activity at a time."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from flask import render_template, request
from flask_babel import gettext as _
from msgspec.structs import replace

from kiosk.activities.models import Coming, Function, Offer
from kiosk.activities.queries import dates_of, offer_of, offers_of, upcoming_dates
from kiosk.centres.queries import centre_names
from kiosk.core.errors import NotFoundError
from kiosk.core.pages import settings
from kiosk.core.today import is_clock_unsure, now_here
from kiosk.screen.frame import current_visit, page_number, visitor_pages

bp = visitor_pages("activities", __name__, "/activities")
CARDS, LARGE_CARDS = 4, 2


class CardKind(StrEnum):
    """What a card on W1 can be: a state of the whole page, an activity, a question, the three functions."""

    NONE = "none"
    ALL_FULL = "full"
    CLOCK_UNSURE = "clock_unsure"
    OFFER = "offer"
    QUESTION = "question"
    FUNCTIONS = "functions"


class Card(msgspec.Struct, frozen=True):
    kind: CardKind
    coming: Coming | None = None


class Sheet(msgspec.Struct, frozen=True):
    """One page of cards, its number and how many pages there are; `offers` are those on it, by date."""

    cards: list[Card]
    number: int
    count: int
    offers: dict[UUID, Offer] = {}


@bp.get("/")
def index() -> str:
    """W1: cards, soonest first; the last card is for a question of her own."""
    function = request.args.get("function")
    kind = Function(function) if function in set(Function) else None
    now = now_here()
    coming = upcoming_dates(now, fresh_hours=settings().fresh_hours, function=kind)
    size = LARGE_CARDS if current_visit().is_large else CARDS
    sheet = filled(cut(deal(coming), size=size, number=request.args.get("page", "")))
    first = next(iter(sheet.offers.values()), None)
    return render_template(
        "activities/index.html",
        sheet=sheet,
        heading=week_name(first.occurrence.starts_at if first else now, now),
        kind=kind,
        functions=list(Function),
    )


@bp.get("/<uuid:occurrence_id>")
def detail(occurrence_id: UUID) -> str:
    """W2: one activity with all its facts, and "I will come"."""
    offer = found_offer(occurrence_id)
    is_over = offer.occurrence.ends_at < now_here()
    return render_template(
        "activities/detail.html", offer=offer, is_over=is_over, is_clock_unsure=is_clock_unsure()
    )


@bp.get("/<uuid:occurrence_id>/more")
def more(occurrence_id: UUID) -> str:
    """Show every other fact; what nobody told says "ask us" (SPEC B2)."""
    offer = found_offer(occurrence_id)
    centre_name = centre_names({offer.activity.centre}).get(offer.activity.centre, "")
    dates = dates_of([offer.series.id])
    return render_template("activities/more.html", offer=offer, dates=dates, centre_name=centre_name)


def found_offer(occurrence_id: UUID) -> Offer:
    """Return the offer of an address. Raises NotFoundError when it is not (or no longer) here."""
    offer = offer_of(occurrence_id, fresh_hours=settings().fresh_hours)
    if offer is None:
        raise NotFoundError
    return offer


def deal(coming: list[Coming]) -> list[Card]:
    """Lay out the cards: first what is true of the whole page, then the offers, then the question and the functions."""
    cards = [Card(CardKind.CLOCK_UNSURE)] if is_clock_unsure() else []
    if not coming:
        cards.append(Card(CardKind.NONE))
    elif all(date.is_full or date.is_cancelled for date in coming):
        cards.append(Card(CardKind.ALL_FULL))
    cards += [Card(CardKind.OFFER, date) for date in coming]
    return [*cards, Card(CardKind.QUESTION), Card(CardKind.FUNCTIONS)]


def cut(cards: list[Card], *, size: int, number: str) -> Sheet:
    """Return one page of `size` cards; a foreign number shows the first."""
    count = (len(cards) + size - 1) // size
    chosen = page_number(number, count)
    return Sheet(cards[(chosen - 1) * size : chosen * size], chosen, count)


def filled(sheet: Sheet) -> Sheet:
    """Return the page with everything that its cards tell."""
    shown = [card.coming.occurrence_id for card in sheet.cards if card.coming]
    offers = offers_of(shown, fresh_hours=settings().fresh_hours)
    return replace(sheet, offers={offer.occurrence.id: offer for offer in offers})


def week_name(day: datetime, now: datetime) -> str:
    monday = now.date() - timedelta(days=now.weekday())
    weeks = (day.date() - monday).days // 7
    if weeks <= 0:
        return str(_("This week"))
    return str(_("Next week")) if weeks == 1 else str(_("Later"))
