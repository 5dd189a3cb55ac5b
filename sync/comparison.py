"""How a kiosk asks whether both ends hold the same: shapes only, no input and no output (DESIGN 4, G16)."""

import msgspec

from sync.protocol import FeedRecord


class CompareRequest(msgspec.Struct, omit_defaults=True, frozen=True):
    """`POST /v1/compare`: does this kiosk hold the same as central in one feed at one cursor (DESIGN 4, G16)?

    `digest` is that of the whole feed (sync.digest, 32 bytes in base64). `buckets` asks for the records of some.
    """

    feed: str
    cursor: int
    digest: str = ""
    buckets: list[int] = []


class CompareAnswer(msgspec.Struct, omit_defaults=True, frozen=True):
    """`is_same`; or `buckets`, 256 digests of 8 bytes each (base64); or `records` of the buckets that were asked for.

    `cursor`: where the feed stands now. Where it is not the asked one, nothing is compared: exchange first. `given`:
    the buckets that are here whole, as many as one answer carries; what is gone from them is named too. `timeline` is
    central's: under another one than the kiosk knows the cursor may mean something else, and nothing is compared.
    """

    cursor: int
    is_same: bool = False
    buckets: str = ""
    records: list[FeedRecord] = []
    given: list[int] = []
    timeline: str = ""
