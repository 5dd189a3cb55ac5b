"""The code of the coach's recovery sheet: 160 bits in letters that nobody confuses, told once and kept nowhere."""

import secrets

from kiosk.security import ciphers

# Letters and digits that nobody confuses when they are read aloud or copied by hand; 32 of them, 5 bits each.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, GROUP_LETTERS = 8, 4


def new_code() -> str:
    """Draw a code: eight groups of four letters, with hyphens between."""
    groups = (
        "".join(secrets.choice(ALPHABET) for _letter in range(GROUP_LETTERS)) for _group in range(GROUPS)
    )
    return "-".join(groups)


def stretch(code: str, salt: bytes, iterations: int, memory_kib: int) -> bytes:
    """Return the key that a code makes (Argon2id, RFC 9106), however it was typed: only its letters count."""
    typed = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return ciphers.stretch(typed.encode(), salt=salt, iterations=iterations, memory_kib=memory_kib)
