"""All that waits is written into one bundle, for central alone to read; nothing leaves the outbox by that."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kiosk.core import clock, outbox, state
from kiosk.security import ciphers, vault
from kiosk.security.ciphers import PrivateKey
from sync import bundle, courier, pocket, protocol
from sync.agent import call, epochs, push, resending, room, standing, stick, witness
from sync.agent.carried import Carried
from sync.agent.errors import NoLineError, RestoredError, StaleAnswerError
from sync.agent.standing import Standing
from sync.bundle import Direction, Head
from sync.pocket import FOLDER

ID_BYTES = 16


def export(place: Path) -> Carried:
    """Write one bundle. Raises OSError, NotEnrolledError, StaleAnswerError when a new epoch began meanwhile."""
    before = look_back()
    recipient, device_key = state.get("central_sealing_key", ""), state.get("device_key", "")
    if not (recipient and device_key):
        return Carried("no_courier_key")
    number = stick.next_number(place, before.replica, state.get("courier_number", 0))
    state.put(courier_number=number)
    head = Head(
        secrets.token_hex(ID_BYTES),
        before.replica,
        before.epoch,
        number,
        clock.wall(),
        reply_key=vault.encode(reply_key().public_key().public_bytes_raw()),
    )
    waiting = Waiting(before)
    folder = place / FOLDER
    folder.mkdir(exist_ok=True)
    with pocket.whole(folder / courier.name_of(before.replica, number, courier.UP_SUFFIX)) as file:
        signer = ciphers.signing_key_from(vault.decode(device_key))
        bundle.write(
            file, head, waiting.requests(), direction=Direction.UP, signer=signer, recipient=recipient
        )
    witness.write()
    return Carried(changes=waiting.count, left=max(0, outbox.head() - waiting.last))


class NoLine:
    """Stands where central would be asked: by courier it cannot be."""

    def call(self, _path: str, _message: msgspec.Struct) -> bytes:
        raise NoLineError("there is no line")


def look_back() -> Standing:
    """Return how the kiosk stands, once an earlier copy put back, here or at central, was seen to as far as it can be.

    Raises NotEnrolledError, StaleAnswerError.
    """
    before = standing.read_enrolled()
    if witness.is_ahead():
        epochs.begin(before, RestoredError.reason)
        before = standing.read_enrolled()
    if "forked" not in before.lost:
        return before
    resending.finish(NoLine())
    return standing.read_enrolled()


def reply_key() -> PrivateKey:
    """Return the key to which answers are sealed, made at the first export.

    It lies here as the device's own key does: what it opens is on this disk too.
    """
    kept = state.get("courier_key")
    if kept:
        return ciphers.key_from(vault.decode(kept))
    private = ciphers.new_key()
    state.put(courier_key=vault.encode(private.private_bytes_raw()))
    return private


class Waiting:
    """What waits in the outbox, request by request, until it is as much as a bundle may hold."""

    def __init__(self, before: Standing) -> None:
        self.before = before
        self.count = 0
        self.last = before.acknowledged

    def requests(self) -> Iterator[bytes]:
        """Yield packed requests, one at least: it tells how far this kiosk has read. Raises StaleAnswerError."""
        if self.before.lost:
            # First it must know what central has lost; all else waits for that.
            yield protocol.pack(self.request([], wants_pages=False))
            return
        size, changes, wants_pages = 0, self.next(), not room.is_low()
        if changes and self.before.looks_back(wants_pages=wants_pages):
            # Answered before the changes are: they go with the same stick.
            yield (asked := protocol.pack(self.request([], wants_pages=wants_pages)))
            size += len(asked)
        while changes or not size:
            piece = protocol.pack(self.request(changes, wants_pages=wants_pages))
            if size and size + len(piece) > courier.UP_BYTES:
                return
            size += len(piece)
            self.count += len(changes)
            self.last = changes[-1].n if changes else self.last
            yield piece
            changes = self.next()

    def next(self) -> list[protocol.Change]:
        """Return the next changes, if they are of the epoch in which the bundle was begun."""
        changes = push.batch(self.last)
        if standing.read().epoch != self.before.epoch:
            raise StaleAnswerError("a new epoch began meanwhile")
        return changes

    def request(self, changes: list[protocol.Change], *, wants_pages: bool) -> protocol.ExchangeRequest:
        """Return the request as over a line, but whole: there is no token by which central would know the rest."""
        made = call.request(self.before, changes, wants_pages=wants_pages)
        return replace(made, replica=self.before.replica, cursors=self.before.feeds, lives=self.before.named)
