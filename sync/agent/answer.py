"""Central's answer as the kiosk reads it: `sync.protocol` with the fields of a record left as they came.

What is in them is looked at once its kind is known; what is not known is kept word for word.
"""

from collections.abc import Sequence

import msgspec

from sync.agent.errors import UnreadableAnswerError
from sync.protocol import OWN, Change, Judgement, Verdict

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
    snapshot: bool = False


class Answer(msgspec.Struct, frozen=True):
    """`protocol.ExchangeAnswer` with such pages."""

    protocol: int
    time: int
    acknowledged: int
    judgements: list[Judgement] = []
    pages: list[ArrivedPage] = []
    come_back_seconds: int = 0
    timeline: str = ""
    forked: dict[str, int] = {}
    run: tuple[int, int] | None = None
    continued: int | None = None
    known: str = ""

    @property
    def has_more(self) -> bool:
        return any(page.more for page in self.pages)


DECODER = msgspec.json.Decoder(Answer)


def read(body: bytes, changes: Sequence[Change] = (), *, own_feed: str = "") -> Answer:
    """Read the answer to `changes`, spelled out where it was terse. Raises UnreadableAnswerError."""
    try:
        answer = DECODER.decode(body)
    # A body may also nest deeper than Python goes.
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableAnswerError(type(error).__name__) from error
    if answer.run:
        first, version = answer.run
        accepted = Verdict.ACCEPTED
        judgements = [Judgement(change.n, accepted, version + change.n - first) for change in changes]
        answer = msgspec.structs.replace(answer, judgements=judgements)
    if any(page.feed == OWN for page in answer.pages):
        pages = [
            msgspec.structs.replace(page, feed=own_feed) if page.feed == OWN else page
            for page in answer.pages
        ]
        answer = msgspec.structs.replace(answer, pages=pages)
    return answer
