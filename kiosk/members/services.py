"""What is known of somebody is corrected by who may see it, and sealed again at once."""

from uuid import UUID

from kiosk.core import outbox
from kiosk.registration.forms import trim_bands
from kiosk.registration.models import Household
from kiosk.registration.services import seal_for_centre
from kiosk.security import audit
from kiosk.security.keyring import SignedIn
from kiosk.security.vault import CannotOpenError
from kiosk.vouching.services import found


def keep(household_id: UUID, column: str, content: str, *, by: UUID) -> None:
    """Keep another name or number of hers, or none; her card opens it again once it is issued anew.

    Raises NotFoundError when she was forgotten meanwhile.
    """
    with outbox.authored(by.hex):
        household = found(household_id)
        sealed = seal_for_centre(content, record=household_id, field=column) if content else None
        setattr(household, column, sealed)
        household.save(only=[getattr(Household, column)])
        note(household_id, by)


def count_anew(household_id: UUID, *, adults: int, children: int, language: str, by: UUID) -> None:
    """Keep how many they are from now on and what she speaks; places taken before stay as they were taken.

    Ages that were told stay as far as there are still so many children. Raises NotFoundError.
    """
    with outbox.authored(by.hex):
        household = found(household_id)
        before = (household.adults, household.bands, household.language)
        household.adults, household.language = adults, language
        household.bands = ages_of(household.bands, children)
        if before == (household.adults, household.bands, household.language):
            return
        household.save(only=[Household.adults, Household.bands, Household.language])
        note(household_id, by)


def ages_of(bands: dict[str, int], children: int) -> dict[str, int]:
    """Return so many children by age, those of untold age under "?"."""
    told = trim_bands({band: count for band, count in bands.items() if band != "?"}, children)
    untold = children - sum(told.values())
    return told | ({"?": untold} if untold else {})


def note(household_id: UUID, by: UUID) -> None:
    audit.note("neighbour_corrected", staff=by, kind=Household.kind(), subject=household_id.hex)


def swap(columns: tuple[str, ...], kept: Household, absorbed: Household, *, by: SignedIn) -> bool:
    """Let two records of one family change values, so that nothing is lost; what is sealed is sealed for its new place.

    Says whether it was done: what this key does not open stays where it is.
    """
    try:
        values = {
            (row.id, column): content(column, other, row, by=by)
            for row, other in ((kept, absorbed), (absorbed, kept))
            for column in columns
        }
    except CannotOpenError:
        return False
    for row in (kept, absorbed):
        for column in columns:
            setattr(row, column, values[row.id, column])
        row.save(only=[getattr(Household, column) for column in columns])
    return True


def content(column: str, giver: Household, taker: Household, *, by: SignedIn) -> object:
    """Return one's value as the other holds it. Raises CannotOpenError."""
    value = getattr(giver, column)
    if not value or not column.endswith("_sealed"):
        return value
    return seal_for_centre(by.open(value, record=giver.id, field=column), record=taker.id, field=column)
