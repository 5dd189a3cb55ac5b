"""Which centre this is, and which others there are."""

from uuid import UUID

from kiosk.centres.models import Centre
from kiosk.core import state


def this_centre() -> Centre | None:
    """Return the centre this kiosk stands in, or None before set-up."""
    found: Centre | None = Centre.get_or_none(Centre.id == state.get("centre"))
    return found


def centre_names(ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of those centres that are known here."""
    return (
        {centre.id: centre.name for centre in Centre.select().where(Centre.id.in_(list(ids)))} if ids else {}
    )
