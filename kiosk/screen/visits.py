"""A visit lives in memory from the touch of a language to Finish; what is not registered by then was never here."""

import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask, current_app

from kiosk.core.errors import StalePageError

if TYPE_CHECKING:  # loading the locks takes longer than the rest of the kiosk; the first who signs in does it
    from kiosk.security.keyring import OpenCard, SignedIn

# The screen asks after a minute; this is for a browser that died and can ask nobody any more.
FORGOTTEN_SECONDS = 900
MOST_VISITS = 200
MOST_PEOPLE = 9
# Wrong tickets on the whole machine: who begins a new visit for each five guesses is stopped too.
MOST_GUESSES, GUESSED_SECONDS = 20, 600


@dataclass(slots=True)
class Visit:
    """What one visitor has said so far. `bands` counts children by age, `keys` the one-time key of each unit's page."""

    token: str
    is_large: bool = False
    adults: int = 1
    children: int = 0
    bands: dict[str, int] = field(default_factory=dict)
    name: str = ""
    has_name: bool = False
    board: str = ""
    motive: str = ""
    household: UUID | None = None
    keys: dict[UUID, str] = field(default_factory=dict)
    registrations: list[UUID] = field(default_factory=list)
    opened: list[UUID] = field(default_factory=list)
    wrong_tickets: int = 0
    # Somebody who works here, with the keys she opened; the pictures touched so far; what a form holds meanwhile.
    signed_in: "SignedIn | None" = None
    pictures: list[str] = field(default_factory=list)
    draft: dict[str, Any] = field(default_factory=dict)
    # A key mother registers for a neighbour: who she is, and the token of her own visit to come back to.
    voucher: UUID | None = None
    desk: str = ""
    # The card that was shown: its household, and its key, which opens that household's envelopes and no other.
    card: "OpenCard | None" = None
    touched_at: float = field(default_factory=time.monotonic)

    @property
    def people(self) -> int:
        return self.adults + self.children

    def key_for(self, unit: UUID) -> str:
        """Return the one-time key with which this visit may register once for `unit`."""
        return self.keys.setdefault(unit, secrets.token_urlsafe(18))


class Visits:
    """The visits that are going on; more than one only while several browsers look at one kiosk."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.by_token: dict[str, Visit] = {}
        self.guessed_at: deque[float] = deque(maxlen=MOST_GUESSES)

    def note_guess(self) -> None:
        self.guessed_at.append(time.monotonic())

    @property
    def are_guessing(self) -> bool:
        """Say whether so many wrong tickets were tried here lately that a person had better help."""
        is_full = len(self.guessed_at) == MOST_GUESSES
        return is_full and time.monotonic() - self.guessed_at[0] < GUESSED_SECONDS

    def begin(self, *, is_large: bool = False) -> Visit:
        visit = Visit(secrets.token_urlsafe(12), is_large)
        with self.lock:
            self.forget_the_forgotten()
            self.by_token[visit.token] = visit
        return visit

    def find(self, token: str) -> Visit:
        """Return the visit, which counts as a touch. Raises StalePageError when it is over."""
        visit = self.living(token)
        if visit is None:
            raise StalePageError
        return visit

    def living(self, token: str) -> Visit | None:
        """Return the visit, which counts as a touch, or None when it is over."""
        with self.lock:
            visit = self.by_token.get(token)
            if visit is None or time.monotonic() - visit.touched_at > FORGOTTEN_SECONDS:
                self.by_token.pop(token, None)
                return None
            visit.touched_at = time.monotonic()
            return visit

    def end(self, token: str) -> None:
        with self.lock:
            self.by_token.pop(token, None)

    def forget_the_forgotten(self) -> None:
        limit = time.monotonic() - FORGOTTEN_SECONDS
        for token in [token for token, visit in self.by_token.items() if visit.touched_at < limit]:
            del self.by_token[token]
        while len(self.by_token) >= MOST_VISITS:
            del self.by_token[min(self.by_token, key=lambda token: self.by_token[token].touched_at)]


def init_app(app: Flask) -> None:
    app.extensions["visits"] = Visits()


def current_visits() -> Visits:
    found: Visits = current_app.extensions["visits"]
    return found
