"""Her own key lies under a secret that nobody stored: six pictures, a badge, or the code of a sheet.

A wrap is a JSON object: `salt` (base64url, 16 bytes), `iterations` and `memory_kib` of Argon2id (RFC 9106, 4 lanes),
and `content` (base64url): 12 bytes nonce, then the 32 bytes of the private key (X25519) under ChaCha20-Poly1305.
Associated data is the purpose, so that a wrap moved to somebody else does not open. docs/VAULT.md tells the same.
"""

import os
import time
from typing import Any

from kiosk.core import state
from kiosk.security import ciphers
from kiosk.security.ciphers import NONCE_BYTES, DoesNotFitError, PrivateKey
from kiosk.security.vault import CannotOpenError, decode, encode

SALT_BYTES = 16
# One try must cost who stole the machine as much memory as it cost her; more than the most is a trap, not a wrap.
LEAST_MEMORY_KIB, MOST_MEMORY_KIB = 65_536, 1_048_576
MOST_ITERATIONS = 250
TRY_SECONDS = 1.0


def wrap(
    secret: bytes,
    private: PrivateKey,
    *,
    purpose: str,
    iterations: int = 1,
    memory_kib: int = LEAST_MEMORY_KIB,
) -> dict[str, Any]:
    """Wrap a private key under a secret. `purpose` names whose it is and which way, such as `pictures/<id>`."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = ciphers.stretch(secret, salt=salt, iterations=iterations, memory_kib=memory_kib)
    content = nonce + ciphers.lock(key, nonce, private.private_bytes_raw(), purpose.encode())
    return {
        "salt": encode(salt),
        "iterations": iterations,
        "memory_kib": memory_kib,
        "content": encode(content),
    }


def unwrap(secret: bytes, wrapped: dict[str, Any], *, purpose: str) -> PrivateKey:
    """Return the private key. Raises CannotOpenError for another secret or purpose, and for what is no wrap."""
    try:
        salt, content = decode(wrapped["salt"]), decode(wrapped["content"])
        iterations, memory_kib = int(wrapped["iterations"]), int(wrapped["memory_kib"])
        if not (1 <= iterations <= MOST_ITERATIONS and LEAST_MEMORY_KIB <= memory_kib <= MOST_MEMORY_KIB):
            raise CannotOpenError("stretched out of bounds")
        key = ciphers.stretch(secret, salt=salt, iterations=iterations, memory_kib=memory_kib)
        raw = ciphers.unlock(key, content[:NONCE_BYTES], content[NONCE_BYTES:], purpose.encode())
        return ciphers.key_from(raw)
    except (DoesNotFitError, ValueError, KeyError, TypeError) as error:
        raise CannotOpenError("not with this secret") from error


def calibrated() -> int:
    """Return how many passes make one try take about a second on this machine; measured once and remembered."""
    known = state.get("stretch_iterations")
    if known:
        return int(known)
    one, three = seconds_of(1), seconds_of(3)
    a_pass = max((three - one) / 2, 0.001)
    found = max(1, min(MOST_ITERATIONS, 1 + round((TRY_SECONDS - one) / a_pass)))
    state.put(stretch_iterations=found)
    return found


def seconds_of(iterations: int) -> float:
    begun = time.perf_counter()
    ciphers.stretch(b"a try", salt=bytes(SALT_BYTES), iterations=iterations, memory_kib=LEAST_MEMORY_KIB)
    return time.perf_counter() - begun
