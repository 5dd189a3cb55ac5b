"""What one process of central remembers between its calls, beside what is in the database."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import current_app

from kiosk.core.settings import Settings
from sync.central.admission import Admission
from sync.central.comparing import Comparisons
from sync.central.contacts import Contacts
from sync.central.throttle import Allowance, Lockout, Throttle
from sync.central.upkeep import Upkeep

if TYPE_CHECKING:
    from sync.central.metrics import Metrics


@dataclass
class Parts:
    """The console finds each by its name among Flask's extensions; the calls of kiosks are handed all of them."""

    settings: Settings
    allowance: Allowance
    upkeep: Upkeep
    admission: Admission = field(default_factory=Admission)
    contacts: Contacts = field(default_factory=Contacts)
    comparisons: Comparisons = field(default_factory=Comparisons)
    throttle: Throttle = field(default_factory=Throttle)
    lockout: Lockout = field(default_factory=Lockout)
    # None where prometheus-client is not installed.
    metrics: "Metrics | None" = None


def parts_of(settings: Settings) -> Parts:
    return Parts(settings, Allowance(settings.exchanges_per_minute), Upkeep())


def current() -> Parts:
    """Return the parts of the console that this thread serves."""
    parts: Parts = current_app.extensions["parts"]
    return parts
