"""Two people changed one record without knowing of each other: what stands, and what is kept for a choice."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from sync.protocol import Change, Verdict

# Keys of `stamps` that are no field: for fields without a stamp of their own, and for the feeds it stands in.
ALL, PLACE = "", "@"
RESERVED = frozenset({ALL, PLACE})
# The moment of what is told again whole after central was put back: before every other, so that it wins over nothing.
RETOLD_AT = 1
# Fields that say where a record stands: when one of them is taken from a change, the record moves with it.
PLACE_FIELDS = frozenset({"audience", "recipient"})


class Stamp(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """When a value was written: central's number, the trusted wall reading in ms (0: none), and by whom.

    `stood`: on the timeline before central was put back, the number of what it followed or was told again (0: none).
    """

    version: int
    at: int
    writer: str
    stood: int = 0


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A record as central holds it. `writer` is the one who knows all of it, '' when nobody does."""

    version: int
    fields: Mapping[str, Any]
    stamps: Mapping[str, Stamp]
    writer: str = ""
    is_erased: bool = False


class Lost(msgspec.Struct, frozen=True, gc=False):
    """A value that does not stand, kept with its stamp: for a person to choose, or for the record's history."""

    field: str
    value: Any
    stamp: Stamp


class Merged(msgspec.Struct, frozen=True, gc=False):
    """What a change makes of a record.

    `lost`: values that did not stand although their writer knew no other; `replaced`: values that stood and were
    followed by somebody who knew them. `is_known`: its writer now knows the whole record without reading it.
    `may_move`: the change also decides in which feeds the record stands.
    """

    verdict: Verdict
    fields: Mapping[str, Any]
    stamps: Mapping[str, Stamp]
    lost: tuple[Lost, ...] = ()
    replaced: tuple[Lost, ...] = ()
    is_known: bool = False
    may_move: bool = False
    is_erased: bool = False
    reason: str = ""


def trusted_time(change: Change, *, now: int) -> int:
    """Return the change's moment in milliseconds, 0 when its clock was not believed; never later than `now`.

    A clock that ran ahead and was believed would otherwise win every conflict until that day (DESIGN 4, G9).
    """
    return max(0, min(change.at, now)) if change.trusted else 0


def knows(change: Change, stamp: Stamp, writer: str) -> bool:
    """Say whether the writer of `change` knew what the stamp marks: told by central, or written by itself."""
    return stamp.version <= change.base or stamp.writer == writer


def merge(standing: Standing | None, change: Change, stamp: Stamp) -> Merged:
    """Put `change` on what stands (None: nothing yet) and say what happened (DESIGN 3, "Merge").

    `stamp` is the change's own: the number it will get, its trusted time, its writer. Nothing is altered.
    """
    if change.erased and not (standing and standing.is_erased):
        return Merged(Verdict.ACCEPTED, {}, {ALL: stamp}, is_known=True, is_erased=True)
    if standing is None:
        return Merged(Verdict.ACCEPTED, change.fields, {ALL: stamp}, is_known=True)
    if standing.is_erased:
        return Merged(Verdict.DUPLICATE, {}, standing.stamps, is_erased=True, reason="erased")
    taken, lost, replaced = compare(standing, change, stamp)
    has_known_place = knows(change, standing.stamps.get(PLACE, standing.stamps[ALL]), stamp.writer)
    may_move = has_known_place or not taken.isdisjoint(PLACE_FIELDS)
    # A number from another timeline tells little of what stands on this one.
    is_clean = stamp.writer == standing.writer or (change.base >= standing.version and not change.stood)
    if not taken and not lost:
        same = standing.fields, standing.stamps
        return Merged(
            Verdict.DUPLICATE, *same, replaced=tuple(replaced), is_known=is_clean, may_move=may_move
        )
    fields, stamps = dict(standing.fields), dict(standing.stamps)
    for name in taken:
        fields[name], stamps[name] = change.fields[name], following(standing, name, stamp)
    return Merged(
        Verdict.CONFLICT if lost else Verdict.ACCEPTED if is_clean else Verdict.MERGED,
        fields,
        stamps,
        lost=tuple(lost),
        replaced=tuple(replaced),
        is_known=is_clean and not lost,
        may_move=may_move,
    )


def compare(standing: Standing, change: Change, stamp: Stamp) -> tuple[set[str], list[Lost], list[Lost]]:
    """Return the names of the fields that the change may set, the values that lose, and those that are followed."""
    taken: set[str] = set()
    lost: list[Lost] = []
    replaced: list[Lost] = []
    for name, value in change.fields.items():
        present = name in standing.fields
        if present and is_same(standing.fields[name], value):
            continue
        held = standing.stamps.get(name, standing.stamps[ALL])
        if not present:
            taken.add(name)
        elif knows(change, held, stamp.writer) or follows(stamp, held):
            taken.add(name)
            replaced.append(Lost(name, standing.fields[name], held))
        elif follows(held, stamp):
            # Told again from a time before central was put back, by one who knew less of it: that value is history.
            replaced.append(Lost(name, value, stamp))
        elif wins(stamp, held):
            taken.add(name)
            lost.append(Lost(name, standing.fields[name], held))
        else:
            lost.append(Lost(name, value, stamp))
    return taken, lost, replaced


def follows(one: Stamp, other: Stamp) -> bool:
    """Say whether `other` was only told again, whole, and from a time of which the writer of `one` knew as much."""
    return other.at == RETOLD_AT and 0 < other.stood <= one.stood


def following(standing: Standing, name: str, stamp: Stamp) -> Stamp:
    """Return the stamp of a value that follows the one that stands: it knew as much of an earlier timeline."""
    stood = standing.stamps.get(name, standing.stamps[ALL]).stood
    return replace(stamp, stood=max(stood, stamp.stood)) if stood else stamp


def wins(arriving: Stamp, held: Stamp) -> bool:
    """Say whether the arriving value stands: by later trusted time if both have one, else as it came later."""
    return not arriving.at or not held.at or arriving.at >= held.at


def is_same(one: Any, other: Any) -> bool:
    """Compare as JSON does: 1 and true are two values although Python calls them equal."""
    return bool(one == other) and (
        type(one) is type(other) is str or msgspec.json.encode(one) == msgspec.json.encode(other)
    )
