"""What tells who someone is lies in an envelope; the machine that seals it cannot open it again.

An envelope is text: `pp1.` and base64url of: 1 byte count of recipients; for each 8 bytes key id and the data key
sealed by HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305; 32 + 32 + 16 bytes); 12 bytes nonce; the content,
filled up to whole blocks, under ChaCha20-Poly1305. `info` and associated data name the record and the field, so that
an envelope moved elsewhere does not open. docs/VAULT.md tells the same for other programs.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from uuid import UUID

import msgspec

from kiosk.security import ciphers, recovery
from kiosk.security.ciphers import KEY_BYTES, NONCE_BYTES, DoesNotFitError, PrivateKey

PREFIX = "pp1."
SHEET_PREFIX = "pp1r"
KEY_ID_BYTES, SEALED_KEY_BYTES = 8, 80
ENTRY_BYTES = KEY_ID_BYTES + SEALED_KEY_BYTES
# Why somebody comes is one of five words: their lengths alone would tell it, and a name's would help to guess it.
BLOCK_BYTES = 64


class CannotOpenError(Exception):
    """The envelope is not for this key, was moved from its record or field, or is damaged."""


class Recovery(msgspec.Struct, frozen=True):
    """The centre's private key under the code of the recovery sheet: what is stored, useless without the sheet."""

    salt: str
    iterations: int
    memory_kib: int
    wrapped: str


def new_key() -> tuple[PrivateKey, str]:
    """Make a key pair; the public half as text."""
    private = ciphers.new_key()
    return private, encode(private.public_key().public_bytes_raw())


def key_id(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]


def seal(content: str, *, recipients: list[str], record: UUID, field: str) -> str:
    """Seal `content` for the public keys of `recipients`, bound to one field of one record."""
    place = f"{record.hex}/{field}".encode()
    data_key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
    sealed = ciphers.lock(data_key, nonce, filled(content.encode()), place)
    return put_together([entry(data_key, recipient, place) for recipient in recipients], nonce + sealed)


def unseal(envelope: str, private: PrivateKey, *, record: UUID, field: str) -> str:
    """Open an envelope. Raises CannotOpenError."""
    place = f"{record.hex}/{field}".encode()
    entries, rest = taken_apart(envelope)
    data_key = opened(entries, private, place)
    try:
        content = ciphers.unlock(data_key, rest[:NONCE_BYTES], rest[NONCE_BYTES:], place)
        return emptied(content).decode()
    except (DoesNotFitError, ValueError) as error:
        raise CannotOpenError("damaged or moved") from error


def reseal(
    envelope: str,
    private: PrivateKey,
    *,
    record: UUID,
    field: str,
    recipients: list[str],
    dropped: Iterable[str] = (),
) -> str:
    """Return the envelope with its data key sealed anew for `recipients`; not a byte of the content changes.

    Entries of others are kept unless their public keys are `dropped`. Raises CannotOpenError.
    """
    place = f"{record.hex}/{field}".encode()
    entries, rest = taken_apart(envelope)
    data_key = opened(entries, private, place)
    gone = {key_id(decode(public)) for public in (*recipients, *dropped)}
    kept = [(name, sealed) for name, sealed in entries if name not in gone]
    return put_together([*(entry(data_key, public, place) for public in recipients), *kept], rest)


def recipients_of(envelope: str) -> list[str]:
    """Return the key ids (hexadecimal) of those who can open an envelope. Raises CannotOpenError for what is none."""
    return [name.hex() for name, _sealed in taken_apart(envelope)[0]]


def entry(data_key: bytes, recipient: str, place: bytes) -> tuple[bytes, bytes]:
    """Return the entry of one recipient: her key id, and the data key sealed to her."""
    public = decode(recipient)
    return key_id(public), ciphers.seal_to(public, data_key, place)


def put_together(entries: list[tuple[bytes, bytes]], rest: bytes) -> str:
    parts = [bytes([len(entries)]), *(part for pair in entries for part in pair), rest]
    return PREFIX + encode(b"".join(parts))


def taken_apart(envelope: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Return the entries of an envelope, and its nonce and content. Raises CannotOpenError for what is none."""
    if not envelope.startswith(PREFIX):
        raise CannotOpenError("not an envelope of this version")
    try:
        data = decode(envelope[len(PREFIX) :])
        end = 1 + data[0] * ENTRY_BYTES
    except (ValueError, IndexError) as error:
        raise CannotOpenError("damaged") from error
    if len(data) < end + NONCE_BYTES:
        raise CannotOpenError("cut short")
    starts = range(1, end, ENTRY_BYTES)
    entries = [(data[at : at + KEY_ID_BYTES], data[at + KEY_ID_BYTES : at + ENTRY_BYTES]) for at in starts]
    return entries, data[end:]


def opened(entries: list[tuple[bytes, bytes]], private: PrivateKey, place: bytes) -> bytes:
    """Return the data key of an envelope. Raises CannotOpenError."""
    mine = key_id(private.public_key().public_bytes_raw())
    for name, sealed in entries:
        if name == mine:
            try:
                return ciphers.open_with(private, sealed, place)
            except (DoesNotFitError, ValueError) as error:
                raise CannotOpenError("damaged or moved") from error
    raise CannotOpenError("not for this key")


def filled(content: bytes) -> bytes:
    """Return the content filled up to whole blocks (ISO/IEC 7816-4: a byte 80, then zeros)."""
    return content + b"\x80" + bytes(-(len(content) + 1) % BLOCK_BYTES)


def emptied(blocks: bytes) -> bytes:
    """Take away what `filled` added. Raises ValueError where there is none of it."""
    content, end, zeros = blocks.rpartition(b"\x80")
    if not end or zeros.strip(b"\0"):
        raise ValueError("not filled up")
    return content


def wrap_for_recovery(
    private: PrivateKey, *, iterations: int = 3, memory_kib: int = 65_536
) -> tuple[str, Recovery]:
    """Wrap the centre's private key under a new code of 160 bits. The code is printed once and kept nowhere."""
    code, salt, nonce = recovery.new_code(), secrets.token_bytes(16), secrets.token_bytes(NONCE_BYTES)
    key = recovery.stretch(code, salt, iterations, memory_kib)
    wrapped = nonce + ciphers.lock(key, nonce, private.private_bytes_raw(), b"recovery")
    return code, Recovery(encode(salt), iterations, memory_kib, encode(wrapped))


def unwrap_recovery(code: str, stored: Recovery) -> PrivateKey:
    """Return the private key, given the code as typed from the sheet. Raises CannotOpenError."""
    key = recovery.stretch(code, decode(stored.salt), stored.iterations, stored.memory_kib)
    wrapped = decode(stored.wrapped)
    try:
        raw = ciphers.unlock(key, wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], b"recovery")
    except DoesNotFitError as error:
        raise CannotOpenError("the code does not fit") from error
    return ciphers.key_from(raw)


def sheet_words(code: str, stored: Recovery) -> str:
    """Return all that opens the centre's key, for the square of the sheet: the machine that wraps it may be lost."""
    letters = code.replace("-", "")
    parts = (letters, stored.salt, stored.iterations, stored.memory_kib, stored.wrapped)
    return ".".join([SHEET_PREFIX, *map(str, parts)])


def unwrap_sheet(words: str) -> PrivateKey:
    """Return the private key, given the words of the sheet's square and nothing else. Raises CannotOpenError."""
    prefix, *parts = words.strip().split(".")
    try:
        letters, salt, iterations, memory_kib, wrapped = parts
        stored = Recovery(salt, int(iterations), int(memory_kib), wrapped)
    except ValueError as error:
        raise CannotOpenError("not the square of a sheet") from error
    if prefix != SHEET_PREFIX:
        raise CannotOpenError("not the square of a sheet")
    return unwrap_recovery(letters, stored)


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
