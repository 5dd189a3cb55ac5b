"""A bundle is a file that only its reader opens, and whose writer nobody can imitate, whoever carries it.

docs/COURIER.md tells the format for other programs. Nothing is looked up here: files and keys are given.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

import msgspec

from kiosk.security import ciphers, vault
from kiosk.security.ciphers import DoesNotFitError, PrivateKey, SigningKey

MAGIC = b"ppcour1"
CONTEXT = b"parents-point courier 1"
SIGNATURE_BYTES = 64
MAX_HEAD_BYTES = 4_096
# A piece is one message, compressed: about 1 MiB at most where ours are written. What is larger is not read.
MAX_PIECE_BYTES = 4 * 1024 * 1024
LENGTH = struct.Struct(">I")
FLAGS = MORE, LAST = b"\0", b"\1"


class BundleError(Exception):
    """Base of why a bundle is not taken; nothing was changed then."""


class NotABundleError(BundleError):
    """Something else than a bundle of this version, or one that goes the other way."""


class CutBundleError(BundleError):
    """It ends before its end, as when the stick was pulled out."""


class ForgedBundleError(BundleError):
    """It is not word for word what its writer signed, or is sealed for another reader."""


class Direction(StrEnum):
    """Which way a bundle goes, as one letter after the magic."""

    UP = "u"  # from a kiosk to central
    DOWN = "d"  # from central to a kiosk


class Head(msgspec.Struct, omit_defaults=True, frozen=True):
    """What may be read of a bundle without a key: whose it is, and which. Nothing in it tells of a person.

    `id`: 32 random hexadecimal digits. `number` counts up per kiosk; an answer has the number of what it answers,
    whose id is in `answers`. `made_at`: milliseconds since 1970 by the writer's clock. `reply_key`: the X25519 key
    (base64url) to which the answer to a bundle that goes up is sealed.
    """

    id: str
    replica: str
    epoch: str
    number: int
    made_at: int
    reply_key: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Bundle:
    """A head that was read, and what binds every piece to it."""

    direction: Direction
    head: Head
    opening: bytes
    signature: bytes

    def place(self, number: int, *, is_last: bool) -> bytes:
        """Return what binds a piece to this bundle, to its number in it (from 1), and to being the last or not."""
        digest = hashlib.sha256(self.opening).hexdigest()
        return b"\n".join([CONTEXT, digest.encode(), str(number).encode(), b"last" if is_last else b"more"])

    def is_signed_by(self, signer: str) -> bool:
        """Say whether the head was signed by the owner of an Ed25519 public key (base64url)."""
        return is_right(signer, self.signature, CONTEXT + b"\n" + self.opening)


def write(
    file: BinaryIO,
    head: Head,
    pieces: Iterable[bytes],
    *,
    direction: Direction,
    signer: SigningKey,
    recipient: str,
) -> int:
    """Write a bundle of at least one piece and return how many bytes it has. Holds two pieces at a time.

    `recipient` is an X25519 public key (base64url).
    """
    plain = msgspec.json.encode(head)
    opening = MAGIC + direction.value.encode() + LENGTH.pack(len(plain)) + plain
    bundle = Bundle(direction, head, opening, signer.sign(CONTEXT + b"\n" + opening))
    reader = vault.decode(recipient)
    size = file.write(opening + bundle.signature)
    for number, piece, is_last in numbered(pieces):
        place = bundle.place(number, is_last=is_last)
        sealed = ciphers.seal_to(reader, piece, place)
        size += file.write(LENGTH.pack(len(sealed)) + (LAST if is_last else MORE) + sealed)
        size += file.write(signer.sign(place + b"\n" + sealed))
    return size


def numbered(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield the number of each piece from 1, the piece, and whether it is the last."""
    waiting: bytes | None = None
    number = 0
    for piece in pieces:
        if waiting is not None:
            yield number, waiting, False
        waiting, number = piece, number + 1
    if waiting is None:
        raise ValueError("a bundle has at least one piece")
    yield number, waiting, True


def read_head(file: BinaryIO, direction: Direction) -> Bundle:
    """Read the beginning of a bundle. Nothing is verified yet: see `is_signed_by`.

    Raises NotABundleError, CutBundleError.
    """
    start = exactly(file, len(MAGIC) + 1 + LENGTH.size)
    if not start.startswith(MAGIC + direction.value.encode()):
        raise NotABundleError("not a bundle of this version that goes this way")
    length = LENGTH.unpack(start[-LENGTH.size :])[0]
    if length > MAX_HEAD_BYTES:
        raise NotABundleError("its head is too long")
    plain = exactly(file, length)
    try:
        head = msgspec.json.decode(plain, type=Head)
    except (ValueError, RecursionError) as error:
        raise NotABundleError("its head cannot be read") from error
    return Bundle(direction, head, start + plain, exactly(file, SIGNATURE_BYTES))


def pieces(file: BinaryIO, bundle: Bundle, *, signer: str, reader: PrivateKey) -> Iterator[bytes]:
    """Yield each piece of a bundle whose head was read just before, verified and opened, one at a time.

    Raises CutBundleError, ForgedBundleError; only who has come to the end without either knows that it is whole.
    """
    if not bundle.is_signed_by(signer):
        raise ForgedBundleError("its head was signed by somebody else")
    is_last, number = False, 0
    while not is_last:
        number += 1
        (length,), flag = LENGTH.unpack(exactly(file, LENGTH.size)), exactly(file, 1)
        if length > MAX_PIECE_BYTES or flag not in FLAGS:
            raise ForgedBundleError("no piece begins like this")
        is_last = flag == LAST
        sealed, signature = exactly(file, length), exactly(file, SIGNATURE_BYTES)
        place = bundle.place(number, is_last=is_last)
        if not is_right(signer, signature, place + b"\n" + sealed):
            raise ForgedBundleError("a piece is not what was signed here")
        try:
            yield ciphers.open_with(reader, sealed, place)
        except (DoesNotFitError, ValueError) as error:
            raise ForgedBundleError("a piece is sealed for another reader") from error
    if file.read(1):
        raise ForgedBundleError("something follows the last piece")


def exactly(file: BinaryIO, size: int) -> bytes:
    """Read so many bytes. Raises CutBundleError."""
    content = file.read(size)
    if len(content) < size:
        raise CutBundleError("it ends before its end")
    return content


def is_right(signer: str, signature: bytes, message: bytes) -> bool:
    """Say whether a signature was made over the message with the other half of a public key (base64url)."""
    try:
        return ciphers.is_signed(vault.decode(signer), signature, message)
    except ValueError:
        return False
