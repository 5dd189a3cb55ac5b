"""A digest is the same for the same records, in whatever order, and another one for anything else."""

import json
import sqlite3
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.ids import new_id
from sync.digest import BUCKETS, MODULUS, WHOLE, WIDTH, Digest, bucket_of, number_of, opened, read

ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
fields_of = st.dictionaries(texts.filter(bool), values, max_size=6)
feeds = st.dictionaries(ids, fields_of, max_size=20)
Fields = dict[str, Any]


def digest(records: dict[str, Fields]) -> Digest:
    made = Digest()
    for record, fields in records.items():
        made.add(record, number_of(record, "need", fields))
    return made


@given(records=feeds, chance=st.randoms())
def test_order_does_not_matter(records: dict[str, Fields], chance: Any) -> None:
    shuffled = list(records.items())
    chance.shuffle(shuffled)
    turned = {record: dict(reversed(fields.items())) for record, fields in shuffled}

    assert digest(turned).buckets == digest(records).buckets


@given(records=feeds.filter(bool), name=texts.filter(bool), value=values, data=st.data())
def test_any_other_value_is_seen_in_its_bucket(
    records: dict[str, Fields], name: str, value: Any, data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(sorted(records)))
    changed = {**records, record: {**records[record], name: value}}
    is_same = json.dumps(records[record].get(name), sort_keys=True) == json.dumps(value, sort_keys=True)

    differing = digest(records).differing(digest(changed).buckets)

    assert differing == ([] if is_same else [bucket_of(record)])
    assert (digest(records).whole == digest(changed).whole) is is_same


@given(records=feeds, record=ids, fields=fields_of)
def test_one_more_record_is_seen(records: dict[str, Fields], record: str, fields: Fields) -> None:
    without = {known: content for known, content in records.items() if known != record}

    assert digest(without).differing(digest({**without, record: fields}).buckets) == [bucket_of(record)]


@given(fields=fields_of, name=texts.filter(bool))
def test_a_field_that_is_null_is_one_that_is_not_there(fields: Fields, name: str) -> None:
    without = {known: value for known, value in fields.items() if known != name}

    assert number_of("a", "need", {**without, name: None}) == number_of("a", "need", without)


@given(fields=fields_of)
def test_what_travelled_is_the_same(fields: Fields) -> None:
    sent = json.dumps(fields)
    with_file = sqlite3.connect(":memory:")
    kept = with_file.execute("SELECT CAST(json(?) AS BLOB)", (sent,)).fetchone()[0]
    with_file.close()
    central = msgspec.json.encode(msgspec.json.decode(sent))

    numbers = {number_of("a", "need", opened(text)) for text in (sent.encode(), kept, central)}

    assert len(numbers) == 1


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (0, ""), ("", []), ({}, []), (1, "1")])
def test_values_of_other_kinds_are_other_values(one: Any, other: Any) -> None:
    assert number_of("a", "need", {"x": one}) != number_of("a", "need", {"x": other})


def test_id_and_kind_count() -> None:
    assert len({number_of("a", "need", {}), number_of("b", "need", {}), number_of("a", "shift", {})}) == 3


def test_the_same_record_twice_is_not_none() -> None:
    twice = Digest()
    for _time in range(2):
        twice.add("a", number_of("a", "need", {}))

    assert twice.whole != Digest().whole


@pytest.mark.parametrize("broken", [b'{"a": "\xff"}', b"{", b"[]", b"[" * 100_000])
def test_what_nobody_can_read_is_the_same_only_to_the_byte(broken: bytes) -> None:
    assert opened(broken) == opened(bytes(broken))
    assert opened(broken) != opened(broken + b" ")


def test_its_sizes_are_those_of_the_wire() -> None:
    made = digest({new_id().hex: {}})

    assert len(made.whole) == WHOLE == 32
    assert len(made.buckets) == BUCKETS * WIDTH == 2_048
    assert Digest(read(made.buckets)).whole == made.whole
    assert max(made.sums) < MODULUS


def test_sums_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="256 buckets"):
        Digest().differing(b"\0" * 8)


def test_ids_of_one_day_spread_over_the_buckets() -> None:
    filled = {bucket_of(new_id().hex) for _record in range(4_000)}

    assert len(filled) == BUCKETS
