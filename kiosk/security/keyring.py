"""Keys that somebody opened, in memory for as long as she stands here, and forgotten with her."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.security import vault
from kiosk.security.permissions import Role


@dataclass(slots=True)
class SignedIn:
    """Somebody who works here, with her own key, the centre's, and those it had before (by key id in hexadecimal)."""

    staff: UUID
    role: Role
    own: X25519PrivateKey
    centre: X25519PrivateKey
    retired: dict[str, X25519PrivateKey] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)

    def open(self, envelope: str, *, record: UUID, field: str) -> str:
        """Open what was sealed to the centre, with the key it was sealed to. Raises CannotOpenError."""
        for key in (self.centre, *self.retired.values()):
            try:
                return vault.unseal(envelope, key, record=record, field=field)
            except vault.CannotOpenError:
                continue
        raise vault.CannotOpenError("not for this centre")


@dataclass(slots=True)
class OpenCard:
    """A card that was shown: whose it is, and the key that opens her envelopes."""

    card: UUID
    household: UUID
    key: X25519PrivateKey

    def open(self, envelope: str, *, record: UUID, field: str) -> str:
        """Open what was sealed to this card. Raises CannotOpenError."""
        return vault.unseal(envelope, self.key, record=record, field=field)


# What rooms do once somebody has signed in, given her keys: fetch retired keys, go on sealing anew, note the day.
after_sign_in: list[Callable[[SignedIn], None]] = []
