"""Central's own keys: one signs the console's cookies, to one a courier's bundles are sealed, one signs the answers."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from kiosk.security import ciphers, vault
from kiosk.security.ciphers import PrivateKey, SigningKey
from sync.joining import EnrolAnswer, RotateAnswer

KEY_BYTES = 32
COOKIES, SEALING, SIGNING = "central.key", "central.seal", "central.sign"
Introduced = TypeVar("Introduced", EnrolAnswer, RotateAnswer)


def sealing_key(data: Path) -> PrivateKey:
    """Return what opens the bundles of kiosks."""
    return ciphers.key_from(kept(data, SEALING))


def signing_key(data: Path) -> SigningKey:
    """Return what signs the answers to them."""
    return ciphers.signing_key_from(kept(data, SIGNING))


def introduce(answer: Introduced, data: Path) -> Introduced:
    """Tell a kiosk the public halves of both keys along with what it is told anyway."""
    sealing = sealing_key(data).public_key().public_bytes_raw()
    signing = signing_key(data).public_key().public_bytes_raw()
    return replace(answer, sealing_key=vault.encode(sealing), signing_key=vault.encode(signing))


def kept(data: Path, name: str) -> bytes:
    """Return 32 bytes by chance that lie in a file of the folder, made once; machines that share a database share it.

    They do not lie in the database: whoever reads a backup of that must not become an operator, nor open what kiosks
    sealed.
    """
    data.mkdir(parents=True, exist_ok=True)
    path = data / name
    if not path.exists():
        partial = data / f"{name}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole, and once: of two processes that start at the same time both read the first one's.
        with suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    return path.read_bytes()
