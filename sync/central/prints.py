"""The same number with other content is a loud error: of each change 24 bytes are kept to find that out (G6)."""

from hashlib import blake2b

import msgspec

from sync.central.sent import Sent, opened

CONTENT_BYTES, MARK_BYTES = 16, 8
encode = msgspec.json.Encoder().encode
encode_in_order = msgspec.json.Encoder(order="deterministic").encode


class Print(msgspec.Struct, frozen=True, gc=False):
    """What is remembered of a change: 16 bytes of its content and 8 of its record, and how many bytes it was."""

    digest: bytes
    size: int


def fingerprint(sent: Sent) -> Print:
    """Return the print of a change, its fields taken word for word."""
    content = encode(sent)
    return Print(digest_of(content) + mark_of(sent.id), len(content))


def mark_of(record: str) -> bytes:
    """Return the 8 bytes by which a record is known again."""
    return blake2b(encode(record), digest_size=MARK_BYTES).digest()


def digest_of(content: bytes) -> bytes:
    return blake2b(content, digest_size=CONTENT_BYTES).digest()


def is_again(sent: Sent, seen: Print, kept: bytes) -> bool:
    """Say whether the receipt is of this very change. Central once took the digest of its fields in order of names."""
    if kept[:CONTENT_BYTES] == seen.digest[:CONTENT_BYTES]:
        return True
    change = opened(sent)
    return change is not None and kept[:CONTENT_BYTES] == digest_of(encode_in_order(change))


def is_emptied(sent: Sent, seen: Print, kept: bytes) -> bool:
    """Say whether this is the empty erasure of the record that the receipt was about (docs/SYNC.md, "Erased")."""
    is_empty = sent.erased and bytes(sent.fields).strip() == b"{}"
    return is_empty and kept[CONTENT_BYTES:] == seen.digest[CONTENT_BYTES:]
