"""What the two ends say to each other: shapes only, no input and no output (DESIGN 4)."""

import zlib
from enum import StrEnum
from typing import Any

import msgspec

from sync.joining import EnrolRequest

# The versions of the protocol that this end speaks, oldest and newest.
OLDEST, NEWEST = 1, 2
MAX_CHANGES = 1_000
MAX_BODY_BYTES = 8 * 1024 * 1024
PAGE_ROWS = 2_000
PAGE_BYTES = 1024 * 1024
NAMED_LIVES = 16  # of central, as many as a kiosk remembers
# Since this version a request may be terse, and a small body goes as it is: compressed it would be larger.
TERSE_SINCE = 2
PLAIN_BYTES = 300
OWN = "centre"


class Verdict(StrEnum):
    """What central did with a change."""

    ACCEPTED = "accepted"  # taken as it was
    MERGED = "merged"  # taken beside fields that others changed meanwhile
    DUPLICATE = "duplicate"  # was here before, nothing changed
    CONFLICT = "conflict"  # taken or set aside; the other value is kept for the desk
    HELD = "held"  # waits for something that is not here yet
    REFUSED = "refused"  # not taken, `reason` says why


class Change(msgspec.Struct, omit_defaults=True, frozen=True):
    """One change of one record.

    `n` counts up per replica and epoch. `base` is central's version that the writer knew, 0 for none, -1 for none of a
    record that is told in part: without the whole one it is nothing.
    `fields` holds the changed fields only. `at` is the writer's wall reading in milliseconds since 1970,
    `boot` the boot it was read on, `trusted` whether that clock was believed. `by` is an opaque id. `stood` is said
    again after central was put back from a copy: the version that the writer knew on the timeline before; what is
    told again whole has no boot and the first moment there is (`sync.merge.RETOLD_AT`).
    """

    n: int
    id: str
    kind: str
    fields: dict[str, Any]
    at: int
    base: int = 0
    boot: str = ""
    trusted: bool = False
    by: str = ""
    audience: str = "centre"
    to: str = ""
    erased: bool = False
    stood: int = 0


class Clock(msgspec.Struct, omit_defaults=True, frozen=True):
    """A reading of the kiosk's clock: wall in milliseconds since 1970, monotonic in milliseconds, the boot.

    `shifts`: what to add to the wall readings of earlier stretches (by the `boot` of their changes) so that they
    stand on the same clock as `wall` does; a stretch that is not named cannot be told.
    """

    wall: int
    monotonic: int
    boot: str
    shifts: dict[str, int] = {}


class ExchangeRequest(msgspec.Struct, omit_defaults=True, frozen=True):
    """One call of `POST /v1/exchange`: changes from `n` on, and how far each feed has been read.

    `continues` is said with a new epoch: the one before it, and a word why it ended. `wants_pages` is false while the
    kiosk cannot lay in what it would read. `lives` are central's timelines that the kiosk knows, the present one first,
    to hear where they ended. A terse request leaves out what central knows by the token (`replica`, and the id of the
    feed `centre:<id>`, called `centre`), has no use for without changes (`clock`) or was told before (`schema`).
    """

    protocol: tuple[int, int]
    replica: str = ""
    epoch: str = ""
    clock: Clock | None = None
    schema: str = ""
    changes: list[Change] = []
    cursors: dict[str, int] = {}
    continues: tuple[str, str] | None = None
    wants_pages: bool = True
    lives: list[str] = []


class Judgement(msgspec.Struct, omit_defaults=True, frozen=True):
    """Central's verdict on change `n`; `version` is the record's number in its feed afterwards."""

    n: int
    verdict: Verdict = Verdict.ACCEPTED
    version: int = 0
    reason: str = ""


class FeedRecord(msgspec.Struct, omit_defaults=True, frozen=True):
    """A record as it stands in a feed: whole fields at `version`. `gone`: it left this feed; or was `erased`, too."""

    id: str
    kind: str
    version: int
    fields: dict[str, Any] = {}
    gone: bool = False
    erased: bool = False


class Page(msgspec.Struct, omit_defaults=True, frozen=True):
    """The next records of one feed, in order of version; `cursor` is where the next page begins.

    `snapshot`: the feed begins anew with this page, and on to the one without `more`: what is in none of them is
    gone. The kiosk had read less than central still remembers of what was erased.
    """

    feed: str
    cursor: int
    records: list[FeedRecord] = []
    more: bool = False
    snapshot: bool = False


class ExchangeAnswer(msgspec.Struct, omit_defaults=True, frozen=True):
    """Central's answer: its time, the highest number it holds of this replica and epoch, verdicts, pages.

    `timeline` names this life of central's database, another one after each start. `known` is told who names `lives`:
    the first of them that ended here, and `forked` the last number of each feed then; both are empty where nobody
    knows. `continued` is told who names the epoch that this one `continues`: the highest number held of that. `run`
    stands for the commonest verdicts: all changes of a terse request from number `run[0]` on were accepted, the first
    with version `run[1]` and each with the next. Pages of a terse request call the kiosk's own feed `centre`.
    """

    protocol: int
    time: int
    acknowledged: int
    judgements: list[Judgement] = []
    pages: list[Page] = []
    come_back_seconds: int = 0
    timeline: str = ""
    forked: dict[str, int] = {}
    run: tuple[int, int] | None = None
    continued: int | None = None
    known: str = ""


class Problem(msgspec.Struct, omit_defaults=True, frozen=True):
    """Why a call was not served, in a word for the program and a sentence for a person.

    With "gap", `acknowledged` is the highest number that central holds of this replica and epoch.
    """

    error: str
    message: str
    retry_after_seconds: int = 0
    acknowledged: int = 0


class TooLargeError(ValueError):
    """A body that unpacks to more than the limit."""


def packer() -> "zlib._Compress":
    """Return what compresses (gzip, RFC 1952): a thousandth part larger than at the usual level, and a sixth faster."""
    return zlib.compressobj(level=5, wbits=31)


def pack(message: msgspec.Struct) -> bytes:
    """Return the message as compressed JSON."""
    gzip = packer()
    return gzip.compress(msgspec.json.encode(message)) + gzip.flush()


def wrap(message: msgspec.Struct) -> tuple[bytes, str]:
    """Return the message as it travels, and its Content-Encoding: compressed, or as it is where that is smaller."""
    # A central of before reads nothing plain; only a kiosk that knows its central is terse.
    is_for_anybody = isinstance(message, EnrolRequest) or (
        isinstance(message, ExchangeRequest) and bool(message.replica)
    )
    text = msgspec.json.encode(message)
    if not is_for_anybody and len(text) <= PLAIN_BYTES:
        return text, ""
    gzip = packer()
    return gzip.compress(text) + gzip.flush(), "gzip"


def unpack(body: bytes, limit: int = MAX_BODY_BYTES) -> bytes:
    """Return the JSON bytes of a gzip body. Raises TooLargeError past `limit` bytes, zlib.error when broken."""
    unpacker = zlib.decompressobj(wbits=31)
    text = unpacker.decompress(body, limit)
    if unpacker.unconsumed_tail:
        raise TooLargeError(f"body unpacks to more than {limit} bytes")
    if not unpacker.eof:
        raise zlib.error("the body ends before its end")
    return text
