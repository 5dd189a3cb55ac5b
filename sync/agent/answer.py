"""Central's answer as the kiosk reads it: `sync.protocol` with the fields of a record left as they came.

What is in them is looked at once its kind is known; what is not known is kept word for word.
"""

import msgspec

from sync.agent.errors import UnreadableAnswerError
from sync.protocol import Judgement

NOTHING = msgspec.Raw(b"{}")


class Arrived(msgspec.Struct, frozen=True, gc=False):
    """`protocol.FeedRecord` with `fields` as JSON text."""

    id: str
    kind: str
    version: int
    fields: msgspec.Raw = NOTHING
    gone: bool = False
    erased: bool = False


class ArrivedPage(msgspec.Struct, frozen=True):
    """`protocol.Page` of such records."""

    feed: str
    cursor: int
    records: list[Arrived] = []
    more: bool = False


class Answer(msgspec.Struct, frozen=True):
    """`protocol.ExchangeAnswer` with such pages."""

    protocol: int
    time: int
    acknowledged: int
    judgements: list[Judgement] = []
    pages: list[ArrivedPage] = []
    come_back_seconds: int = 0

    @property
    def has_more(self) -> bool:
        return any(page.more for page in self.pages)


DECODER = msgspec.json.Decoder(Answer)


def read(body: bytes) -> Answer:
    """Read an answer. Raises UnreadableAnswerError."""
    try:
        return DECODER.decode(body)
    # A body may also nest deeper than Python goes.
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableAnswerError(type(error).__name__) from error
