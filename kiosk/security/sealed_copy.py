"""A copy of everything leaves the machine in a file that only the recovery sheet or a key of the centre opens.

The file: `ppcopy1` and a line feed; 4 bytes length of the head (big-endian); the head, JSON in UTF-8; then pieces of
65,536 bytes, the last one shorter or as long, each under ChaCha20-Poly1305 with 16 bytes more. The nonce of a piece is
its number from 0 (11 bytes, big-endian) and one byte, 1 for the last piece and 0 for any other; associated data is
SHA-256 of all that stands before the pieces. So a file that was cut, re-arranged or put together from two does not
open. The pieces together are one zlib stream (RFC 1950). The data key is drawn for one file, and sealed as in an
envelope (`vault`). docs/VAULT.md tells the same.
"""

import hashlib
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from kiosk.core.errors import KioskError
from kiosk.security import ciphers, vault, wraps
from kiosk.security.ciphers import KEY_BYTES, NONCE_BYTES, PrivateKey

MAGIC, PLACE = b"ppcopy1\n", b"parents-point copy 1"
PIECE_BYTES, TAG_BYTES = 65_536, 16
LENGTH = struct.Struct(">I")
MAX_HEAD_BYTES = 65_536
# Quick rather than small: most of it is envelopes, which nothing makes smaller.
EFFORT, CHUNK_BYTES = 3, 256 * 1024


class CopyError(KioskError):
    """Base of why a copy is not taken; the message is one English sentence for who looks after the machine."""


class NotACopyError(CopyError):
    """Something else than a copy of this version."""


class DamagedCopyError(CopyError):
    """It is cut short, or not byte for byte what was written."""


class WrongWordsError(CopyError):
    """The words are not those of the sheet that this copy was sealed to."""


class Head(msgspec.Struct, frozen=True):
    """What may be read without a key; nothing in it tells of a person.

    `machine` is the opaque id of the kiosk, `made_at` milliseconds since 1970. `sheet` is the key of the recovery sheet
    under its code, as `vault.Recovery` has it: a machine that lost everything opens the copy with the code alone.
    `entries` are key id and sealed data key (base64url) of each who can open it.
    """

    machine: str
    made_at: int
    sheet: dict[str, Any]
    entries: list[tuple[str, str]]


class Opening(msgspec.Struct, frozen=True):
    """A head that was read, and the digest that binds every piece to it."""

    head: Head
    digest: bytes

    def data_key(self, private: PrivateKey) -> bytes:
        """Return the data key, opened with one of the keys it was sealed to. Raises WrongWordsError."""
        try:
            entries = [(vault.decode(name), vault.decode(sealed)) for name, sealed in self.head.entries]
            return vault.opened(entries, private, PLACE)
        except (vault.CannotOpenError, ValueError) as error:
            raise WrongWordsError("This copy is not sealed to that key.") from error

    def sheet_key(self, words: str) -> PrivateKey:
        """Return the sheet's own key, given its code, or all words of its square. Raises WrongWordsError."""
        try:
            if words.strip().startswith(vault.SHEET_PREFIX):
                return vault.unwrap_sheet(words)
            stored = vault.Recovery(**self.head.sheet)
            if not is_bearable(stored):
                raise WrongWordsError("This copy asks for more than any machine has.")
            return vault.unwrap_recovery(words, stored)
        except (vault.CannotOpenError, ValueError, TypeError) as error:
            raise WrongWordsError("These are not the words of the sheet that opens this copy.") from error


def is_bearable(stored: vault.Recovery) -> bool:
    """Say whether trying the code costs what it does with ours; a file from elsewhere may ask for anything."""
    is_number = type(stored.iterations) is int and type(stored.memory_kib) is int
    return (
        is_number
        and 1 <= stored.iterations <= wraps.MOST_ITERATIONS
        and stored.memory_kib <= wraps.MOST_MEMORY_KIB
    )


def begin(
    file: BinaryIO, *, machine: str, made_at: int, sheet: dict[str, Any], recipients: list[str]
) -> tuple[Opening, bytes]:
    """Write the head of a new copy for the public keys of `recipients`; return it, and the data key for its pieces."""
    data_key = secrets.token_bytes(KEY_BYTES)
    entries = [vault.entry(data_key, recipient, PLACE) for recipient in recipients]
    told = [(vault.encode(name), vault.encode(sealed)) for name, sealed in entries]
    head = Head(machine, made_at, sheet, told)
    plain = msgspec.json.encode(head)
    before = MAGIC + LENGTH.pack(len(plain)) + plain
    file.write(before)
    return Opening(head, hashlib.sha256(before).digest()), data_key


def read_head(file: BinaryIO) -> Opening:
    """Read the head of a copy. Raises NotACopyError, DamagedCopyError."""
    magic = file.read(len(MAGIC) + LENGTH.size)
    if not magic.startswith(MAGIC):
        raise NotACopyError("This is not a copy that a kiosk of this version wrote.")
    length = int.from_bytes(magic[len(MAGIC) :])
    plain = file.read(length) if length <= MAX_HEAD_BYTES else b""
    try:
        head = msgspec.json.decode(plain, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamagedCopyError("The copy is damaged.") from error
    return Opening(head, hashlib.sha256(magic + plain).digest())


def seal(file: BinaryIO, chunks: Iterable[bytes], opening: Opening, data_key: bytes) -> None:
    """Write the content behind the head. Holds one piece at a time. Raises OSError."""
    number, waiting = 0, bytearray()
    for chunk in squeezed(chunks):
        waiting += chunk
        while len(waiting) > PIECE_BYTES:
            piece = bytes(waiting[:PIECE_BYTES])
            del waiting[:PIECE_BYTES]
            file.write(ciphers.lock(data_key, nonce(number, is_last=False), piece, opening.digest))
            number += 1
    file.write(ciphers.lock(data_key, nonce(number, is_last=True), bytes(waiting), opening.digest))


def unseal(file: BinaryIO, opening: Opening, data_key: bytes) -> Iterator[bytes]:
    """Yield the content behind the head, a little at a time. Raises DamagedCopyError.

    What was yielded counts only when the end was reached: keep nothing of it before.
    """
    press = zlib.decompressobj()
    try:
        for piece in pieces(file, opening, data_key):
            rest = piece
            while rest:
                yield press.decompress(rest, CHUNK_BYTES)
                rest = press.unconsumed_tail
        yield press.flush()
    except zlib.error as error:
        raise DamagedCopyError("The copy is damaged.") from error
    if not press.eof or press.unused_data:
        raise DamagedCopyError("The copy is damaged.")


def squeezed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    press = zlib.compressobj(EFFORT)
    for chunk in chunks:
        yield press.compress(chunk)
    yield press.flush()


def pieces(file: BinaryIO, opening: Opening, data_key: bytes) -> Iterator[bytes]:
    """Yield each piece once it was found whole and in its place. Raises DamagedCopyError."""
    number, sealed, is_last = 0, file.read(PIECE_BYTES + TAG_BYTES), False
    while not is_last:
        following = file.read(PIECE_BYTES + TAG_BYTES)
        is_last = not following
        try:
            yield ciphers.unlock(data_key, nonce(number, is_last=is_last), sealed, opening.digest)
        except ciphers.DoesNotFitError as error:
            raise DamagedCopyError("The copy is cut short or damaged.") from error
        sealed, number = following, number + 1


def nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(NONCE_BYTES - 1) + bytes([is_last])
