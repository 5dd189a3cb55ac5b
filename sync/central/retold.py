"""A record that is told again after central was put back is told whole: what did not change in it is no news."""

from typing import Any

import msgspec
from msgspec.structs import replace

from sync.central.database import run
from sync.central.standing import Held
from sync.merge import ALL, is_same
from sync.protocol import Change

BEFORE = "SELECT field, value FROM history WHERE feed = ? AND record = ? AND version <= ?"


def news(change: Change, held: Held | None) -> Change:
    """Return the change without values that stood on both timelines and that somebody has followed on this one.

    Its writer did not know of that, and did not write them either: they only were there when it told the record whole.
    What somebody did write before it was told again names the boot on which it was written.
    """
    if not change.stood or change.boot or held is None or change.erased:
        return change
    followed = {name for name, value in change.fields.items() if is_followed(name, value, change, held)}
    if not followed:
        return change
    stood = stood_before(change, held)
    old = {name for name in followed if any(is_same(one, change.fields[name]) for one in stood.get(name, ()))}
    return replace(change, fields={name: value for name, value in change.fields.items() if name not in old})


def is_followed(name: str, value: Any, change: Change, held: Held) -> bool:
    """Say whether another value stands in the field, written after the timelines parted and by somebody else's hand."""
    stands = held.standing
    if name not in stands.fields or is_same(stands.fields[name], value):
        return False
    stamp = stands.stamps.get(name, stands.stamps[ALL])
    return stamp.version > change.base and not stamp.stood


def stood_before(change: Change, held: Held) -> dict[str, list[Any]]:
    """Return the values that the fields of a record had before the timelines parted and have no more."""
    found: dict[str, list[Any]] = {}
    for field, value in run(BEFORE, (held.feeds[0], change.id, change.base)).fetchall():
        found.setdefault(field, []).append(msgspec.json.decode(value))
    return found
