"""A visit lives in memory from the touch of a language to Finish; what is not registered by then was never here."""

import secrets
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from flask import Flask, current_app

from kiosk.core.errors import StalePageError
from kiosk.core.languages import chosen
from kiosk.core.settings import Settings
from kiosk.screen.lately import Lately

if TYPE_CHECKING:  # loading the locks takes longer than the rest of the kiosk; the first who signs in does it
    from kiosk.security.keyring import OpenCard, SignedIn

# While somebody types, the page tells us every ten seconds; so much longer a visit may stay.
TOLD_SECONDS = 25
MOST_VISITS = 200
MOST_PEOPLE = 9
# Wrong tickets on the whole machine: who begins a new visit for each five guesses is stopped too.
MOST_GUESSES, GUESSED_SECONDS = 20, 600
# Who takes place after place takes them from others: beyond this a key mother helps.
MOST_REGISTRATIONS = 6
COMING_SECONDS = 600


class Visit(msgspec.Struct):
    """What one visitor has said so far. `bands` counts children by age, `keys` the one-time key of each unit's page."""

    token: str
    is_large: bool = False
    # The languages that were offered when it began: one that is switched off meanwhile is hers to the end.
    codes: frozenset[str] = frozenset()
    adults: int = 1
    children: int = 0
    bands: dict[str, int] = {}
    name: str = ""
    has_name: bool = False
    board: str = ""
    motive: str = ""
    household: UUID | None = None
    keys: dict[UUID, str] = {}
    registrations: list[UUID] = []
    opened: list[UUID] = []
    wrong_tickets: int = 0
    # Somebody who works here, with the keys she opened; the pictures touched so far; what a form holds meanwhile.
    signed_in: "SignedIn | None" = None
    pictures: list[str] = []
    draft: dict[str, Any] = {}
    # A key mother registers for a neighbour: who she is, and the token of her own visit to come back to.
    voucher: UUID | None = None
    desk: str = ""
    # The card that was shown: its household, and its key, which opens that household's envelopes and no other.
    card: "OpenCard | None" = None
    touched_at: float = msgspec.field(default_factory=time.monotonic)

    @property
    def people(self) -> int:
        return self.adults + self.children

    def key_for(self, unit: UUID) -> str:
        """Return the one-time key with which this visit may register once for `unit`."""
        return self.keys.setdefault(unit, secrets.token_urlsafe(18))

    @property
    def has_keys(self) -> bool:
        return self.signed_in is not None or self.card is not None

    @property
    def is_helped(self) -> bool:
        """Say whether somebody who works here stands at it, or has begun it for a neighbour."""
        return self.signed_in is not None or self.voucher is not None

    @property
    def is_personal(self) -> bool:
        """Say whether anything was typed, touched or opened here that tells who somebody is."""
        return any((self.has_keys, self.name, self.motive, self.pictures, self.draft))

    def forget(self) -> None:
        """Let go of everything: a page that is still being made finds nobody in it."""
        for holder in (self.signed_in, self.card):
            if holder is not None:
                holder.forget()
        self.signed_in = self.card = self.household = None
        self.name = self.motive = ""
        for kept in (self.bands, self.keys, self.registrations, self.opened, self.pictures, self.draft):
            kept.clear()


class Visits:
    """The visits that are going on; more than one only while several browsers look at one kiosk.

    One that nobody touches is forgotten: after `desk_seconds` where somebody's keys are open, after `seconds` else.
    """

    def __init__(self, *, seconds: float = 115, desk_seconds: float = 120, most_coming: int = 60) -> None:
        self.lock = threading.Lock()
        self.by_token: dict[str, Visit] = {}
        self.guessed_at: deque[float] = deque(maxlen=MOST_GUESSES)
        self.coming = Lately(most_coming, COMING_SECONDS)
        self.has_left = threading.Event()
        self.seconds, self.desk_seconds = seconds, desk_seconds
        self.codes: frozenset[str] = frozenset()

    def go_by(self, settings: Settings) -> None:
        """Keep visits for as long, and begin them in the languages, that the settings say."""
        self.seconds = settings.idle_seconds + settings.warning_seconds + TOLD_SECONDS
        self.desk_seconds = settings.desk_idle_seconds + settings.warning_seconds
        self.codes = frozenset(language.code for language in chosen(settings.languages))

    def note_guess(self) -> None:
        self.guessed_at.append(time.monotonic())

    @property
    def are_guessing(self) -> bool:
        """Say whether so many wrong tickets were tried here lately that a person had better help."""
        is_full = len(self.guessed_at) == MOST_GUESSES
        return is_full and time.monotonic() - self.guessed_at[0] < GUESSED_SECONDS

    def may_register(self, visit: Visit) -> bool:
        """Say whether this visit may take places now; where a key mother stands it always may."""
        if visit.is_helped:
            return True
        return len(visit.registrations) < MOST_REGISTRATIONS and self.coming.has_room_for(visit.people)

    def note_coming(self, visit: Visit, people: int) -> None:
        if not visit.is_helped:
            self.coming.note(people)

    def begin(self, *, is_large: bool = False) -> Visit:
        visit = Visit(secrets.token_urlsafe(12), is_large, self.codes, touched_at=time.monotonic())
        with self.lock:
            self.sweep()
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
            if visit is None or self.is_over(visit):
                self.drop(token)
                return None
            visit.touched_at = time.monotonic()
            # A neighbour who walks through her own visit stands beside the key mother whose desk it came from.
            if visit.desk in self.by_token:
                self.by_token[visit.desk].touched_at = visit.touched_at
            return visit

    def end(self, token: str) -> None:
        with self.lock:
            self.drop(token)

    def forget_the_forgotten(self) -> None:
        """Forget the visits that nobody has touched for too long."""
        with self.lock:
            self.sweep()

    def is_over(self, visit: Visit) -> bool:
        limit = self.desk_seconds if visit.has_keys else self.seconds
        return time.monotonic() - visit.touched_at > limit

    def sweep(self) -> None:
        for token in [token for token, visit in self.by_token.items() if self.is_over(visit)]:
            self.drop(token)
        while len(self.by_token) >= MOST_VISITS:
            self.drop(min(self.by_token, key=lambda token: self.by_token[token].touched_at))

    def drop(self, token: str) -> None:
        visit = self.by_token.pop(token, None)
        if visit is not None:
            if visit.is_personal:
                self.has_left.set()
            visit.forget()


def init_app(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    app.extensions["visits"] = visits = Visits(most_coming=settings.people_in_ten_minutes)
    visits.go_by(settings)


def current_visits() -> Visits:
    found: Visits = current_app.extensions["visits"]
    return found
