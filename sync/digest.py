"""Two ends hold the same when the sums of what they hold are the same: a feed in 256 buckets, 32 bytes for all (G16).

Pure: no input and no output, shared by both ends.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

BUCKETS = 256
# Of a record, and of a bucket. Sums are taken modulo 2^64.
WIDTH = 8
WHOLE = 32
MODULUS = 1 << (8 * WIDTH)
# Documents are written with their members in the order of their names, whoever wrote them first.
encode = msgspec.json.Encoder(order="deterministic").encode
decode = msgspec.json.Decoder(dict[str, Any]).decode
# Stands for content that nobody can read: it is the same only where it is the same to the byte.
UNREADABLE = ""


class Digest:
    """The sums of the records of one feed, by bucket; the order in which they are added does not matter."""

    def __init__(self, sums: Iterable[int] = ()) -> None:
        self.sums = list(sums) or [0] * BUCKETS

    def add(self, record: str, number: int) -> None:
        """Count a record in, by its id and the `number_of` it."""
        place = bucket_of(record)
        self.sums[place] = (self.sums[place] + number) % MODULUS

    @property
    def buckets(self) -> bytes:
        """Return the sums, WIDTH bytes for each of the BUCKETS in their order."""
        return b"".join(number.to_bytes(WIDTH, "big") for number in self.sums)

    @property
    def whole(self) -> bytes:
        """Return the digest of the whole feed, WHOLE bytes."""
        return blake2b(self.buckets, digest_size=WHOLE).digest()

    def differing(self, buckets: bytes) -> list[int]:
        """Return the buckets in which the other end holds something else. Raises ValueError when these are no sums."""
        return [
            place
            for place, (ours, theirs) in enumerate(zip(self.sums, read(buckets), strict=True))
            if ours != theirs
        ]


def read(buckets: bytes) -> list[int]:
    """Return the sums of `Digest.buckets`. Raises ValueError when there are not as many."""
    if len(buckets) != BUCKETS * WIDTH:
        raise ValueError(f"not {BUCKETS} buckets of {WIDTH} bytes")
    return [int.from_bytes(buckets[start : start + WIDTH], "big") for start in range(0, len(buckets), WIDTH)]


def bucket_of(record: str) -> int:
    """Return the bucket of a record: ids of one day begin alike, so a hash spreads them."""
    return blake2b(record.encode("utf-8", "replace"), digest_size=WIDTH).digest()[0]


def number_of(record: str, kind: str, fields: Mapping[str, Any]) -> int:
    """Return a number below MODULUS that stands for a record's content: its id, its kind, its fields.

    A field that is null counts as one that is not there: who added the field later knows no difference either.
    """
    content = {name: value for name, value in fields.items() if value is not None}
    digest = blake2b(encode((record, kind, content)), digest_size=WIDTH)
    return int.from_bytes(digest.digest(), "big")


def opened(fields: bytes) -> dict[str, Any]:
    """Return the fields of a JSON object; of anything else, damaged as it may be, one field that no record has."""
    try:
        return decode(fields)
    # UnicodeDecodeError and msgspec's errors are ValueErrors; a text may also nest deeper than Python goes.
    except (ValueError, RecursionError):
        return {UNREADABLE: fields.hex()}
