"""What of two records may differ, and which of both stays."""

import hashlib
import json
from collections.abc import Mapping

import msgspec

from kiosk.registration.models import Household

# What is chosen together: adults and children are one answer.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name_sealed",),
    "phone": ("phone_sealed",),
    "people": ("adults", "bands"),
    "language": ("language",),
}
# Kept under these names in `Merge.moved`, beside the ids by kind.
TAKEN, GIVEN_UP = "taken", "given_up"


class Side(msgspec.Struct, frozen=True):
    """One of two records as it is shown: its name and its number opened, "" for what is not kept."""

    household: Household
    values: dict[str, str]


def in_order(one: Household, other: Household) -> tuple[Household, Household]:
    """Return which of two stays, and which goes into it: a yes of her own before none, then the elder.

    The same on every kiosk, whichever of both was touched first.
    """
    kept, absorbed = sorted((one, other), key=lambda row: (row.is_unconfirmed, row.id))
    return kept, absorbed


def chosen(form: Mapping[str, str]) -> set[str]:
    """Return the fields that are taken from the record which does not stay."""
    return {field for field in FIELDS if form.get(field) == "1"}


def mark(field: str, household: Household) -> str:
    """Return a field's name with a short digest of its value, to tell later whether it is still the same."""
    text = json.dumps([getattr(household, column) for column in FIELDS[field]], sort_keys=True)
    return f"{field}={hashlib.sha256(text.encode()).hexdigest()[:16]}"
