"""What a kiosk may write of each kind, in one table of names: central knows no more of what records mean."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.merge import Merged
from sync.protocol import Change

CENTRE, AREA, NETWORK = "centre", "area", "network"
OPEN = frozenset({CENTRE, AREA, NETWORK})
PRIVATE = frozenset({CENTRE})
NOTHING: frozenset[str] = frozenset()
# The field of the wire that names the record itself.
ITSELF = "id"


class Right(NamedTuple):
    """What the owner of a record of one kind may do, and what the centre may that it was sent to.

    `audiences`: where it may stand. `is_addressed`: it may be sent to another centre, which then changes `answers` and
    nothing else. `centre`: the field that names the writer's own centre, or nobody. `belongs_to`: fields that lead to
    a record of the same centre. `settled_by`: the fields its owner changes once central wrote it; None: all of them;
    `whole` are those without which central's own record is not brought back.
    """

    audiences: frozenset[str] = PRIVATE
    is_addressed: bool = False
    answers: frozenset[str] = NOTHING
    centre: str = ""
    belongs_to: tuple[str, ...] = ()
    settled_by: frozenset[str] | None = None
    whole: frozenset[str] = NOTHING


RIGHTS: dict[str, Right] = {
    "activity": Right(OPEN, centre="centre"),
    "attendance": Right(),
    "audit_line": Right(),
    "card": Right(),
    "centre": Right(OPEN, centre=ITSELF),
    "conflict": Right(
        belongs_to=("about",),
        settled_by=frozenset({"settled_at"}),
        whole=frozenset({"about", "about_kind", "field", "value"}),
    ),
    "consent": Right(),
    "grant": Right(),
    "household": Right(),
    "merge": Right(),
    "module": Right(OPEN),
    "need": Right(),
    "nomination": Right(),
    "notice": Right(is_addressed=True, answers=frozenset({"told_at", "tried_at", "again_on"})),
    "pick_up": Right(),
    "occurrence": Right(OPEN, belongs_to=("series",)),
    "registration": Right(is_addressed=True, answers=frozenset({"status"}), centre="centre"),
    "retired_key": Right(),
    "series": Right(OPEN, belongs_to=("activity",)),
    "sheet": Right(),
    "shift": Right(),
    "staff": Right(),
    "topic": Right(OPEN),
    "training": Right(OPEN),
    "trust_link": Right(),
    "wrap": Right(),
}
# A kind of a newer kiosk: it may stand where its writer's records stand, and waits before it goes to another centre.
UNKNOWN = Right(OPEN)


def right(kind: str) -> Right:
    return RIGHTS.get(kind, UNKNOWN)


def is_known(kind: str) -> bool:
    return kind in RIGHTS


def belongings(change: Change) -> list[str]:
    """Return the ids of the records that this one belongs to, as it says."""
    fields = right(change.kind).belongs_to
    return [one for one in map(change.fields.get, fields) if isinstance(one, str)] if fields else []


def refused_way(change: Change) -> str:
    """Return why nothing of its kind may go where this asks to stand, '' when it may."""
    allowed = right(change.kind)
    return (
        (change.audience not in allowed.audiences and "not_shared")
        or (change.to and is_known(change.kind) and not allowed.is_addressed and "not_addressed")
        or ""
    )


def refused_fields(change: Change, centre: str) -> str:
    """Return why the fields may not say what they say of a centre or a place, '' when they may."""
    if not names(change, right(change.kind).centre, centre):
        return "other_centre"
    return "" if says_its_place(change, change.fields) else "bad_place"


def refused_to_owner(change: Change, centre: str, *, is_new: bool) -> str:
    """Return why a centre may not write this among its own records, '' when it may."""
    allowed = right(change.kind)
    return (
        refused_way(change)
        or refused_fields(change, centre)
        or (allowed.settled_by is not None and exceeds(change, allowed, is_new) and "central_only")
        or ""
    )


def refused_to_addressee(change: Change) -> str:
    """Return why the centre that a record was sent to may not write this, '' when it may."""
    return "" if change.fields.keys() <= right(change.kind).answers else "not_owner"


def names(change: Change, field: str, centre: str) -> bool:
    """Say whether the field names the centre, or nobody; an erasure names nobody."""
    if field == ITSELF:
        return change.erased or change.id == centre
    return not field or change.fields.get(field) in (None, "", centre)


def may_move(change: Change, merged: Merged) -> bool:
    """Say whether a change also decides where its record stands: nowhere else than the record's own fields say.

    The numbers of two timelines may show a word about the place as known that does not stand.
    """
    return merged.may_move and says_its_place(change, merged.fields)


def says_its_place(change: Change, fields: Mapping[str, Any]) -> bool:
    """Say whether the fields tell the place that the change asks for: kiosks take a record away by what they tell."""
    if change.erased or change.kind not in RIGHTS:
        return True
    return fields.get("audience", change.audience) == change.audience and (
        (fields.get("recipient", change.to) or "") == change.to
    )


def exceeds(change: Change, allowed: Right, is_new: bool) -> bool:
    """Say whether a kiosk speaks for central. It may bring back what central told it and has lost since."""
    if change.erased:
        return False
    is_told_again = change.stood > 0 or (is_new and change.base > 0)
    if is_told_again and change.fields.keys() >= allowed.whole:
        return False
    return is_new or not change.fields.keys() <= (allowed.settled_by or NOTHING)
