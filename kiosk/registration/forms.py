"""What she touches, made into what we can use."""

from collections.abc import Mapping

from kiosk.core.errors import InvalidInputError
from kiosk.registration.services import Family
from kiosk.screen.visits import Visit

BANDS = ("0-1", "2-3", "4-6", "7-12", "13+")


def figure(text: str, *, highest: int, lowest: int = 0) -> int:
    """Return a touched figure's number. Raises InvalidInputError for anything that is not on the page."""
    if not (text.isascii() and text.isdigit() and lowest <= int(text[:3]) <= highest and len(text) < 3):  # noqa: PLR2004
        raise InvalidInputError
    return int(text)


def next_number(touched: int, chosen: int, *, lowest: int) -> int:
    """Return how many there are after touching the nth figure: n, or one less when the last one is touched again."""
    return max(lowest, touched - 1) if touched == chosen else max(lowest, touched)


def touch_band(bands: dict[str, int], band: str, children: int, *, most: int) -> tuple[dict[str, int], int]:
    """Return bands and number of children after touching an age.

    A child of untold age gets it; when every child has an age, touching an age that was told takes it back,
    and touching another one adds a child.
    """
    if band not in BANDS:
        raise InvalidInputError
    told = sum(bands.values())
    if told < children:
        return bands | {band: bands.get(band, 0) + 1}, children
    if bands.get(band):
        return {key: count for key, count in bands.items() if key != band}, children
    if children >= most:
        return bands, children
    return bands | {band: 1}, children + 1


def trim_bands(bands: dict[str, int], children: int) -> dict[str, int]:
    """Return bands with no more children than there are, the last told given up first."""
    kept: dict[str, int] = {}
    for band, count in bands.items():
        room = children - sum(kept.values())
        if room > 0:
            kept[band] = min(count, room)
    return kept


def family_of(visit: Visit, form: Mapping[str, str], language: str) -> Family:
    """Return what a visit has said; "she is not here now" is no touch of her own (SPEC C5)."""
    card_key = ""
    if visit.card:
        # Only who has shown a card has loaded the keys.
        from kiosk.security.signatures import public_of  # noqa: PLC0415

        card_key = public_of(visit.card.key)
    return Family(
        language=language,
        adults=visit.adults,
        children=visit.children,
        bands=visit.bands,
        name=visit.name,
        note=visit.motive,
        household=visit.household,
        vouched_by=visit.voucher,
        is_present=visit.voucher is None or "absent" not in form,
        card_key=card_key,
    )
