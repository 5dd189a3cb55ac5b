"""Which centre this is, and which others there are."""

from enum import StrEnum
from uuid import UUID

from kiosk.accounts import queries as accounts
from kiosk.centres.models import Centre
from kiosk.core import state


class Stage(StrEnum):
    """How far the first day of this kiosk is."""

    NEW = "new"  # nobody has touched it yet
    ENROLLED = "enrolled"  # central named a centre, and its key has not come
    FOUNDED = "founded"  # it has a centre in which nobody works yet: the recovery sheet opens it
    OPEN = "open"


def stage() -> Stage:
    if not has_centre():
        return Stage.ENROLLED if state.get("token") else Stage.NEW
    return Stage.OPEN if accounts.everybody() else Stage.FOUNDED


def has_centre() -> bool:
    """Say whether a centre was founded or joined here, with its key."""
    return bool(state.get("centre_key"))


def this_centre() -> Centre | None:
    """Return the centre this kiosk stands in, or None before set-up."""
    found: Centre | None = Centre.get_or_none(Centre.id == state.get("centre"))
    return found


def centre_names(ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of those centres that are known here."""
    return (
        {centre.id: centre.name for centre in Centre.select().where(Centre.id.in_(list(ids)))} if ids else {}
    )
