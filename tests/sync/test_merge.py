"""A table of cases: what stands when two write one record, and what is kept for a person to choose."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge import ALL, PLACE, Merged, Stamp, Standing, is_same, merge, trusted_time
from sync.protocol import Change, Verdict

ME, OTHER = "me", "other"
MINE, NOBODY = "1" * 32, ""
AT = 5_000


def standing(*, writer: str = OTHER, version: int = 7, at: int = AT, **fields: Any) -> Standing:
    """Return a record made at number 3 by nobody we know, whose fields were all written at `version`."""
    stamp = Stamp(version, at, writer)
    return Standing(version, fields, {ALL: Stamp(3, 0, NOBODY), **dict.fromkeys(fields, stamp)}, writer)


def change(
    *, base: int = 0, at: int = AT, trusted: bool = True, erased: bool = False, **fields: Any
) -> Change:
    return Change(
        n=1, id=MINE, kind="activity", fields=fields, at=at, base=base, trusted=trusted, erased=erased
    )


def put(old: Standing | None, new: Change) -> Merged:
    return merge(old, new, Stamp(8, trusted_time(new, now=10_000), ME))


CASES = {
    "nothing stands": (None, change(title="a"), Verdict.ACCEPTED, {"title": "a"}, []),
    "the writer knew all": (
        standing(title="a"),
        change(base=7, title="b"),
        Verdict.ACCEPTED,
        {"title": "b"},
        [],
    ),
    "the writer wrote it itself": (
        standing(writer=ME, title="a"),
        change(title="b"),
        Verdict.ACCEPTED,
        {"title": "b"},
        [],
    ),
    "another field was changed": (
        Standing(7, {"title": "a", "places": 9}, {ALL: Stamp(3, 0, ""), "places": Stamp(7, 0, OTHER)}, OTHER),
        change(base=3, title="b"),
        Verdict.MERGED,
        {"title": "b", "places": 9},
        [],
    ),
    "a field nobody had": (
        standing(title="a"),
        change(places=4),
        Verdict.MERGED,
        {"title": "a", "places": 4},
        [],
    ),
    "the same value": (standing(title="a"), change(title="a"), Verdict.DUPLICATE, {"title": "a"}, []),
    "later trusted time wins": (
        standing(title="a", at=4_000),
        change(title="b", at=6_000),
        Verdict.CONFLICT,
        {"title": "b"},
        ["a"],
    ),
    "earlier trusted time loses": (
        standing(title="a", at=6_000),
        change(title="b", at=4_000),
        Verdict.CONFLICT,
        {"title": "a"},
        ["b"],
    ),
    "at the same time the later arrival wins": (
        standing(title="a"),
        change(title="b"),
        Verdict.CONFLICT,
        {"title": "b"},
        ["a"],
    ),
    "an unbelieved clock loses no conflict": (
        standing(title="a", at=6_000),
        change(title="b", at=1, trusted=False),
        Verdict.CONFLICT,
        {"title": "b"},
        ["a"],
    ),
    "against an unbelieved clock the arrival wins": (
        standing(title="a", at=0),
        change(title="b", at=1),
        Verdict.CONFLICT,
        {"title": "b"},
        ["a"],
    ),
    "truth is not one": (standing(open=1), change(base=7, open=True), Verdict.ACCEPTED, {"open": True}, []),
    "an erasure needs no base": (standing(title="a"), change(erased=True), Verdict.ACCEPTED, {}, []),
}


@pytest.mark.parametrize("name", CASES)
def test_it_settles_each_case(name: str) -> None:
    old, new, verdict, fields, lost = CASES[name]

    merged = put(old, new)

    assert merged.verdict == verdict
    assert merged.fields == fields
    assert [each.value for each in merged.lost] == lost


def test_it_leaves_an_erased_record_erased() -> None:
    erased = Standing(7, {}, {}, OTHER, is_erased=True)

    for new in (change(base=99, title="back"), change(erased=True)):
        merged = put(erased, new)
        assert (merged.verdict, merged.reason, merged.is_erased) == (Verdict.DUPLICATE, "erased", True)


def test_it_tells_a_writer_its_number_only_when_it_knows_the_whole_record() -> None:
    assert put(None, change(title="a")).is_known
    assert put(standing(title="a"), change(base=7, title="b")).is_known
    assert not put(standing(title="a"), change(base=3, places=2)).is_known
    assert not put(standing(title="a"), change(title="b")).is_known


def test_it_lets_a_record_move_only_by_one_who_knew_its_place_or_chose_it() -> None:
    moved = Standing(7, {"title": "a"}, {ALL: Stamp(3, 0, ""), PLACE: Stamp(7, 0, OTHER)}, OTHER)

    assert not put(moved, change(base=3, title="b")).may_move
    assert put(moved, change(base=7, title="b")).may_move
    assert put(moved, change(base=3, audience="area")).may_move


def test_it_takes_no_moment_from_the_future() -> None:
    assert trusted_time(change(at=9_999_999), now=10_000) == 10_000
    assert trusted_time(change(at=-5), now=10_000) == 0
    assert trusted_time(change(at=4_000, trusted=False), now=10_000) == 0


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, 1.0), ([1], [True]), ("1", 1)])
def test_it_tells_values_apart_as_json_does(one: object, other: object) -> None:
    assert is_same(one, one)
    assert not is_same(one, other)


names = st.sampled_from(["title", "places", "audience", "text"])
fields = st.dictionaries(names, st.integers(0, 3) | st.booleans() | st.none(), max_size=4)
stamps = st.builds(Stamp, st.integers(1, 7), st.integers(0, 9_000), st.sampled_from([ME, OTHER]))


@given(
    held=fields, given_stamps=st.dictionaries(names, stamps), new=fields, base=st.integers(0, 9), at=stamps
)
def test_it_never_loses_a_value(
    held: dict[str, Any], given_stamps: dict[str, Stamp], new: dict[str, Any], base: int, at: Stamp
) -> None:
    old = Standing(7, held, {ALL: Stamp(1, 0, OTHER), **given_stamps}, OTHER)
    before = dict(held), dict(old.stamps)

    merged = put(old, change(base=base, at=at.at, **new))

    assert (dict(old.fields), dict(old.stamps)) == before
    assert merged.fields.keys() == held.keys() | new.keys()
    lost = {each.field: each.value for each in merged.lost}
    for name, value in new.items():
        assert is_same(merged.fields[name], value) or is_same(lost[name], value)
        was_known = name not in held or old.stamps.get(name, old.stamps[ALL]).version <= base
        if name in held and not is_same(held[name], value) and not was_known:
            by_me = old.stamps.get(name, old.stamps[ALL]).writer == ME
            assert by_me or name in lost
    for name in held.keys() - new.keys():
        assert is_same(merged.fields[name], held[name])
    assert (merged.verdict == Verdict.CONFLICT) == bool(merged.lost)


@given(first=fields, second=fields)
def test_it_changes_nothing_when_the_same_change_comes_twice(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    old = Standing(7, first, {ALL: Stamp(7, 0, OTHER)}, OTHER)
    once = put(old, change(base=7, **second))
    held = Standing(8, once.fields, once.stamps, ME)

    twice = put(held, change(base=7, **second))

    assert twice.verdict == Verdict.DUPLICATE
    assert twice.fields == once.fields
