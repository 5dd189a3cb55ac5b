"""A stick is carried by command as well as by touch."""

from pathlib import Path

from flask import g

from kiosk.core.errors import ConflictError
from kiosk.core.languages import BY_CODE
from kiosk.courier import forms
from kiosk.courier.forms import Courier


class NotCarriedError(ConflictError):
    """The stick did not take or bring anything; the message says why."""


def carry(courier: Courier, deed: str, place: Path) -> str:
    """Export or import, and return in English sentences what was done. Raises NotCarriedError."""
    g.language = BY_CODE["en"]
    if deed == "export":
        carried = courier.export(place)
        told = forms.exported(carried)
    else:
        carried = courier.take_in(place)
        told = forms.taken_in(carried)
    if carried.word:
        raise NotCarriedError(told[0])
    return " ".join(told)
