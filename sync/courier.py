"""What no line carries travels in a pocket: the same requests and answers, one for each piece of a bundle."""

import hashlib
import zlib
from typing import Any

import msgspec

from sync import protocol
from sync.bundle import ForgedBundleError
from sync.protocol import Problem

MARK_BYTES = 8
# The console takes no larger upload; what is left waits for the next way.
UP_BYTES = 6 * 1024 * 1024
# A year of silence is read in a few ways.
DOWN_BYTES = 32 * 1024 * 1024
SUFFIXES = UP_SUFFIX, DOWN_SUFFIX = ".up", ".down"
NAME_LETTERS = 8


class Reply(msgspec.Struct, omit_defaults=True, frozen=True):
    """One piece of a bundle that goes down: central's `answer` (an ExchangeAnswer), or the `problem` why there is none.

    `since`: the cursors from which its pages go on, none where none were wanted. `first` and `marks`: the number of the
    first change that was judged, and 8 bytes for each (`mark`), base64url; by them the kiosk knows its own changes.
    """

    answer: msgspec.Raw = msgspec.Raw(b"")
    problem: Problem | None = None
    since: dict[str, int] = {}
    first: int = 0
    marks: str = ""


def mark(change: bytes) -> bytes:
    """Return 8 bytes by which a change is known again: of its JSON, byte for byte as it stands in the request."""
    return hashlib.blake2b(change, digest_size=MARK_BYTES).digest()


def unpacked(piece: bytes) -> bytes:
    """Return the JSON of a piece. Raises ForgedBundleError: who signs something else is not who we know."""
    try:
        return protocol.unpack(piece)
    except (protocol.TooLargeError, zlib.error) as error:
        raise ForgedBundleError("a piece cannot be unpacked") from error


def decoded(text: bytes, shape: type[Any]) -> Any:
    """Read JSON into its shape. Raises ForgedBundleError."""
    try:
        return msgspec.json.decode(text, type=shape)
    # A document may also nest deeper than Python goes.
    except (ValueError, RecursionError) as error:
        raise ForgedBundleError("a piece cannot be read") from error


def name_of(replica: str, number: int, suffix: str) -> str:
    """Return what the file of a bundle is called, as `5c1f09be-12.up`: by the end of an id, where it is random."""
    return f"{replica[-NAME_LETTERS:]}-{number}{suffix}"
