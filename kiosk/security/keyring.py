"""Keys that somebody opened, in memory for as long as she stands here, and forgotten with her."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kiosk.security import ciphers, vault
from kiosk.security.ciphers import PrivateKey
from kiosk.security.permissions import Role

# What was opened is remembered for as long as the key: a list of 200 names is shown again at each touch on it.
MOST_REMEMBERED = 2_000


@dataclass(slots=True)
class SignedIn:
    """Somebody who works here, with her own key, the centre's, and those it had before (by key id in hexadecimal).

    `memory` holds what a room has opened and needs again, as long as she stands here.
    """

    staff: UUID
    role: Role
    own: PrivateKey
    centre: PrivateKey
    retired: dict[str, PrivateKey] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)
    memory: dict[str, Any] = field(default_factory=dict, repr=False)
    opened: dict[tuple[str, UUID, str], str] = field(default_factory=dict, repr=False)
    is_forgotten: bool = field(default=False, init=False)

    def read(self, envelope: str, *, record: UUID, field: str) -> str:
        """Open what was sealed to the centre, or say again what it held. Raises CannotOpenError."""
        place = (envelope, record, field)
        content = self.opened.get(place)
        if content is None:
            content = self.open(envelope, record=record, field=field)
            if len(self.opened) >= MOST_REMEMBERED:
                self.opened.clear()
            self.opened[place] = content
        return content

    def open(self, envelope: str, *, record: UUID, field: str) -> str:
        """Open what was sealed to the centre, with the key it was sealed to. Raises CannotOpenError."""
        try:
            return vault.unseal(envelope, self.centre, record=record, field=field)
        except vault.CannotOpenError:
            if not self.retired:
                raise
        return vault.unseal(envelope, self.key_for(envelope), record=record, field=field)

    def key_for(self, envelope: str) -> PrivateKey:
        """Return the key of the centre, of now or of before, that an envelope was sealed to. Raises CannotOpenError."""
        known = {vault.key_id(self.centre.public_key().public_bytes_raw()).hex(): self.centre, **self.retired}
        for name in vault.recipients_of(envelope):
            if name in known:
                return known[name]
        raise vault.CannotOpenError("not for this centre")

    def forget(self) -> None:
        """Let go of every key; the library overwrites what it held of one that nobody holds any more."""
        self.retired.clear()
        self.opened.clear()
        self.memory.clear()
        self.own = self.centre = ciphers.new_key()  # nothing was ever sealed to it
        self.is_forgotten = True


@dataclass(slots=True)
class OpenCard:
    """A card that was shown: whose it is, and the key that opens her envelopes."""

    card: UUID
    household: UUID
    key: PrivateKey

    def open(self, envelope: str, *, record: UUID, field: str) -> str:
        """Open what was sealed to this card. Raises CannotOpenError."""
        return vault.unseal(envelope, self.key, record=record, field=field)

    def forget(self) -> None:
        """Let go of the card's key."""
        self.key = ciphers.new_key()  # nothing was ever sealed to it


# What rooms do once somebody has signed in, given her keys: fetch retired keys, go on sealing anew, note the day.
after_sign_in: list[Callable[[SignedIn], None]] = []
