"""A request is packed in two parts: what changed, as soon as that is known, and the rest just before it leaves."""

import msgspec

from sync import protocol
from sync.protocol import Change, ExchangeRequest


class Begun:
    """A request whose changes are packed before it is known what else it says; in JSON no member is the first."""

    def __init__(self, changes: list[Change]) -> None:
        self.packer = protocol.packer()
        texts = b'{"changes":', msgspec.json.encode(changes), b","
        self.packed = b"".join(map(self.packer.compress, texts))

    def finish(self, message: ExchangeRequest) -> bytes:
        """Return the whole request, compressed; its changes are those that it was begun with. It can be done once."""
        rest = msgspec.json.encode(msgspec.structs.replace(message, changes=[]))
        return self.packed + self.packer.compress(rest.removeprefix(b"{")) + self.packer.flush()
