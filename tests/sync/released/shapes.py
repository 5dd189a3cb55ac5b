"""The shapes of protocol 1, and its packing, as the kiosks of versions 0.1 and 0.2 read them. Frozen; never edit."""

import gzip
from typing import Any, Literal

import msgspec

Verdict = Literal["accepted", "merged", "duplicate", "conflict", "held", "refused"]


class Judgement(msgspec.Struct, frozen=True):
    n: int
    verdict: Verdict = "accepted"
    version: int = 0
    reason: str = ""


class FeedRecord(msgspec.Struct, frozen=True):
    id: str
    kind: str
    version: int
    fields: dict[str, Any] = {}
    gone: bool = False


class Page(msgspec.Struct, frozen=True):
    feed: str
    cursor: int
    records: list[FeedRecord] = []
    more: bool = False


class ExchangeAnswer(msgspec.Struct, frozen=True):
    protocol: int
    time: int
    acknowledged: int
    judgements: list[Judgement] = []
    pages: list[Page] = []
    come_back_seconds: int = 0

    def verdicts(self) -> list[tuple[int, str, str, bool]]:
        """Return number, verdict and reason of each change, and whether its version was told."""
        return [(each.n, each.verdict, each.reason, each.version > 0) for each in self.judgements]

    def told(self) -> dict[tuple[str, str], dict[str, Any] | None]:
        """Return the fields of each record that came, by feed and id; None for one that is gone."""
        return {
            (page.feed, record.id): None if record.gone else record.fields
            for page in self.pages
            for record in page.records
        }


class EnrolAnswer(msgspec.Struct, frozen=True):
    replica: str
    token: str
    centre: str
    centre_name: str
    area: str
    is_office: bool = False


def text_of(body: bytes, encoding: str) -> bytes:
    """Return the JSON of an answer as those kiosks unpacked it: what is not said to be packed was taken as it is."""
    return gzip.decompress(body) if encoding == "gzip" else body
