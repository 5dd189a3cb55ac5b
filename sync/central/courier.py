"""What a courier brings is served like a call over the line, and the answer is given her to carry back."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from kiosk.core import clock
from kiosk.security import ciphers, vault
from sync import bundle, courier, protocol
from sync.bundle import Direction, ForgedBundleError, Head
from sync.central import api, keys, parts
from sync.central.audience import Caller
from sync.central.errors import RevokedError, UnknownTokenError, UnservedError
from sync.central.pages import RawAnswer
from sync.central.sent import Call
from sync.central.tables import Centre, Replica
from sync.central.ways import is_id
from sync.central.wire import common_protocol
from sync.courier import Reply, mark
from sync.protocol import Verdict

ID_BYTES = 16


class Frame(msgspec.Struct, frozen=True):
    """Whose a request is, and its changes as they came, byte for byte."""

    replica: str
    epoch: str
    changes: list[msgspec.Raw] = []


@dataclass(slots=True)
class Carried:
    """What came of one bundle, for whoever stands at the console. `problem` is the word of why it was not served."""

    head: Head
    name: str
    changes: int = 0
    refused: int = 0
    records: int = 0
    has_more: bool = False
    problem: str = ""

    @property
    def file_name(self) -> str:
        return courier.name_of(self.head.replica, self.head.number, courier.DOWN_SUFFIX)

    def count(self, answer: RawAnswer) -> None:
        self.changes += len(answer.judgements)
        self.refused += sum(each.verdict is Verdict.REFUSED for each in answer.judgements)
        self.records += sum(len(page.records) for page in answer.pages)
        self.has_more = any(page.more for page in answer.pages)


def answer(reading: BinaryIO, writing: BinaryIO, data: Path) -> Carried:
    """Serve every request of a bundle (a file that can be sought in) and write the bundle that goes back.

    It is read to its end before anything of it is taken. Raises BundleError, UnknownTokenError or RevokedError, and
    then nothing was taken; what it then may have begun to write is of no use.
    """
    opened = bundle.read_head(reading, Direction.UP)
    head = opened.head
    caller, name, signers = introduced(head.replica)
    signer = next((key for key in signers if opened.is_signed_by(key)), "")
    sealing = keys.sealing_key(data)
    begins = reading.tell()
    for piece in bundle.pieces(reading, opened, signer=signer, reader=sealing):
        require_same(piece, head)
    require_key(head.reply_key)
    reading.seek(begins)
    carried = Carried(head, name)
    bundle.write(
        writing,
        Head(
            secrets.token_hex(ID_BYTES),
            caller.replica,
            head.epoch,
            head.number,
            clock.wall(),
            answers=head.id,
        ),
        replies(bundle.pieces(reading, opened, signer=signer, reader=sealing), carried),
        direction=Direction.DOWN,
        signer=keys.signing_key(data),
        recipient=head.reply_key,
    )
    return carried


def require_same(piece: bytes, head: Head) -> None:
    """Raise ForgedBundleError where a piece is not a request of the kiosk and epoch that the head names."""
    frame = courier.decoded(courier.unpacked(piece), Frame)
    if (frame.replica, frame.epoch) != (head.replica, head.epoch):
        raise ForgedBundleError("a request is not of whose bundle it is")


def require_key(reply_key: str) -> None:
    """Raise ForgedBundleError where an answer could not be sealed."""
    try:
        is_key = len(vault.decode(reply_key)) == ciphers.KEY_BYTES
    except ValueError:
        is_key = False
    if not is_key:
        raise ForgedBundleError("nothing can be sealed to its key")


def replies(requests: Iterator[bytes], carried: Carried) -> Iterator[bytes]:
    """Yield a reply to each request, then what else is new until it is too much for one way."""
    size = 0
    served = Served(carried)
    for piece in requests:
        yield (packed := served.reply_to(piece))
        size += len(packed)
        if carried.problem:
            return
    while carried.has_more and size < courier.DOWN_BYTES and not carried.problem:
        yield (packed := served.reply())
        size += len(packed)


class Served:
    """Serves the requests of one bundle, each from where the pages for the one before it ended."""

    def __init__(self, carried: Carried) -> None:
        self.carried = carried
        self.since: dict[str, int] | None = None
        self.wish: Call
        self.spoken = protocol.NEWEST

    def reply_to(self, piece: bytes) -> bytes:
        """Return the reply to one request."""
        text = courier.unpacked(piece)
        try:
            self.spoken = common_protocol(text)
        except UnservedError as error:
            return self.refuse(error)
        self.wish = courier.decoded(text, Call)
        raw = courier.decoded(text, Frame).changes
        marks = vault.encode(b"".join(mark(bytes(change)) for change in raw))
        return self.reply(first=self.wish.changes[0].n if raw else 0, marks=marks)

    def reply(self, *, first: int = 0, marks: str = "") -> bytes:
        """Serve the request that was read, or go on with its pages where there is no change to judge."""
        since = self.wish.cursors if self.since is None else self.since
        wish = self.wish if first else replace(self.wish, changes=[])
        try:
            # Asked anew for each: a kiosk that is taken out meanwhile is turned away at once (G18).
            caller, _name, _keys = introduced(wish.replica)
            answered = api.served(parts.current(), caller, wish, self.spoken, since=since)
        except UnservedError as error:
            return self.refuse(error, first)
        self.carried.count(answered)
        self.since = {**since, **{page.feed: page.cursor for page in answered.pages}}
        encoded = msgspec.Raw(msgspec.json.encode(answered))
        told = since if wish.wants_pages else {}
        return protocol.pack(Reply(encoded, since=told, first=first, marks=marks))

    def refuse(self, error: UnservedError, first: int = 0) -> bytes:
        self.carried.problem = error.word
        return protocol.pack(Reply(problem=error.problem(), first=first))


def introduced(replica: str) -> tuple[Caller, str, list[str]]:
    """Return a kiosk by its id: as a caller, its name, and the keys with which it may sign; two where it has a new one.

    Raises UnknownTokenError or RevokedError.
    """
    kiosk = Replica.get_or_none(Replica.id == replica) if is_id(replica) else None
    if kiosk is None:
        raise UnknownTokenError("no kiosk has this name")
    if kiosk.revoked_at is not None:
        raise RevokedError("this kiosk was taken out of the network")
    centre = Centre.get_by_id(kiosk.centre)
    caller = Caller(kiosk.id, centre.id, centre.area, bool(centre.is_office))
    caller.known_epoch, caller.known_acknowledged = kiosk.epoch, kiosk.acknowledged
    return caller, kiosk.name, kiosk.public_key.split()
