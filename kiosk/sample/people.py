"""Families of the sample have a ticket and mostly no name; the few names are invented: nobody in it is anybody."""

from itertools import cycle, islice
from uuid import UUID

import msgspec

from kiosk.activities.models import Occurrence, OccurrenceStatus, Series
from kiosk.core import clock, ids, state
from kiosk.core.errors import NotReadyError
from kiosk.core.languages import FALLBACK, SHIPPED
from kiosk.registration import services
from kiosk.registration.services import Family
from kiosk.vouching import services as vouching

# Adults, and children by age band.
HOUSEHOLDS: tuple[tuple[int, dict[str, int]], ...] = (
    (1, {"2-3": 1}),
    (1, {}),
    (1, {"0-1": 1, "4-6": 1}),
    (2, {"4-6": 1, "7-12": 1}),
    (1, {"7-12": 1}),
    (2, {}),
)


class Neighbour(msgspec.Struct, frozen=True):
    """Somebody of the sample whom a key mother registered; `has_agreed`: she said yes herself, and may be seen."""

    name: str
    language: str
    children: int
    has_agreed: bool


NEIGHBOURS = (
    Neighbour("سميرة", "ar", 2, has_agreed=True),
    Neighbour("Zeynep", "tr", 1, has_agreed=True),
    Neighbour("Mirela", "ro", 0, has_agreed=False),
    Neighbour("ياسمين", "ar", 3, has_agreed=True),
    Neighbour("Ayşe", "tr", 2, has_agreed=False),
    Neighbour("Rosa", "es", 1, has_agreed=True),
    Neighbour("Ilona", "hu", 0, has_agreed=True),
    Neighbour("هدى", "ar", 1, has_agreed=False),
    Neighbour("Selma", "nl", 2, has_agreed=True),
    Neighbour("Inês", "pt", 1, has_agreed=True),
)
DATES_WITH_NEIGHBOURS = 3


def this_centre() -> UUID:
    """Return the id of the centre founded here. Raises NotReadyError."""
    centre = state.get("centre")
    if not centre:
        raise NotReadyError
    return UUID(centre)


def take_places(series: Series, places: int, *, languages: list[str]) -> None:
    """Let families take exactly so many places of the first date that is still to come, if there is one."""
    occurrence = first_to_come(series)
    if occurrence is None:
        return
    spoken = cycle([code for code in languages if code in SHIPPED] or [FALLBACK])
    for adults, bands in cycle(HOUSEHOLDS):
        if places == 0:
            return
        family = within(places, adults=adults, bands=bands, language=next(spoken))
        services.register_family(family, occurrence.id, place_key=ids.new_id().hex, will_wait=False)
        places -= family.people


def first_to_come(series: Series) -> Occurrence | None:
    """Return the next date that the kiosk shows, None when all are begun or called off."""
    found: Occurrence | None = (
        Occurrence.select()
        .where(
            Occurrence.series == series.id,
            Occurrence.status == OccurrenceStatus.PLANNED,
            Occurrence.starts_at > clock.local(state.get("zone", "Europe/Amsterdam")),
        )
        .order_by(Occurrence.starts_at)
        .first()
    )
    return found


def within(places: int, *, adults: int, bands: dict[str, int], language: str) -> Family:
    """Return the family, or one adult of it when there is not room for all."""
    if adults + sum(bands.values()) > places:
        adults, bands = 1, {}
    return Family(language=language, adults=adults, children=sum(bands.values()), bands=bands)


def register_neighbours(mothers: list[UUID]) -> None:
    """Let key mothers register neighbours by turns, for the next dates of this centre; what is full they wait for."""
    homes = Series.select(Series.id).where(Series.home == state.get("kiosk", ""))
    coming = (
        Occurrence.select()
        .where(
            Occurrence.series.in_(homes),
            Occurrence.status == OccurrenceStatus.PLANNED,
            Occurrence.starts_at > clock.local(state.get("zone", "Europe/Amsterdam")),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    dates = list(islice(coming, DATES_WITH_NEIGHBOURS))
    if not dates or not mothers:
        return
    for neighbour, mother, date in zip(NEIGHBOURS, cycle(mothers), cycle(dates), strict=False):
        family = Family(
            language=neighbour.language,
            adults=1,
            children=neighbour.children,
            name=neighbour.name,
            vouched_by=mother,
            is_present=False,
        )
        place = services.register_family(family, date.id, place_key=ids.new_id().hex, will_wait=True)
        if neighbour.has_agreed:
            vouching.confirm(place.household, language=neighbour.language)
            vouching.invite(place.household, language=neighbour.language, is_open=True)
