"""Every value ever written stands, is in its record's history, or waits for a choice; until it is erased (G8, G14)."""

from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.core.settings import Settings
from sync.central import database
from sync.central.tables import TABLES, Conflict, History, Record
from sync.protocol import Verdict
from tests.sync.town import Kiosk, Town, found_town

A_RECORD = "0" * 31 + "a"
SECRET = "pp1.OnlyOnceWritten"


def values(table: type[Conflict | History], record: str = A_RECORD) -> list[Any]:
    rows = table.select().where(table.record == record).order_by(table.id)
    return [(row.field, msgspec.json.decode(row.value)) for row in rows]


def test_a_value_that_is_followed_goes_to_history_with_its_stamp(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "Sewing", "places": 8}, at=5_000)

    town.home.write(A_RECORD, fields={"title": "Singing", "places": 8, "host": "us"}, at=6_000)

    kept = History.get()
    assert (kept.feed, kept.record, kept.field) == (town.home.caller.own_feed, A_RECORD, "title")
    assert (kept.value, kept.version, kept.written_at) == ('"Sewing"', 1, 5_000)
    assert kept.replaced_at > 1_700_000_000_000
    assert History.select().count() == 1


def test_new_records_cost_no_row_of_it(town: Town) -> None:
    town.home.send(*(town.home.change() for _change in range(3)))

    assert not History.select().exists()


def test_a_whole_batch_of_conflicts_and_followed_values_goes_in_at_once(town: Town) -> None:
    """More values than an engine takes parameters in one statement."""
    names = [f"field_{number}" for number in range(40)]
    town.home.send(
        *(town.home.change(f"{place:032x}", fields=dict.fromkeys(names, 1)) for place in range(50))
    )

    followed = [town.home.change(f"{place:032x}", fields=dict.fromkeys(names, 2)) for place in range(50)]
    lost = [town.sister.change(f"{place:032x}", fields=dict.fromkeys(names, 3)) for place in range(50)]
    town.home.send(*followed)
    taken = town.sister.send(*lost)

    assert {judgement.verdict for judgement in taken.judgements} == {Verdict.CONFLICT}
    assert (History.select().count(), Conflict.select().count()) == (2_000, 2_000)
    assert Record.select().where(Record.kind == "conflict").count() == 2_000


@pytest.mark.parametrize("audience", ["centre", "area"])
def test_it_is_erased_with_its_record_wherever_that_stood(town: Town, audience: str) -> None:
    town.home.write(A_RECORD, fields={"audience": "centre", "title": SECRET})
    town.home.write(A_RECORD, audience=audience, fields={"audience": audience, "title": "Sewing"})
    town.home.write(A_RECORD, audience=audience, fields={"title": SECRET + "2"})
    assert History.select().exists()

    town.home.send(
        town.home.change(A_RECORD, audience=audience, fields={"title": SECRET + "3"}),
        town.home.change(A_RECORD, audience=audience, fields={}, erased=True),
    )

    assert not History.select().exists()


def test_no_value_of_an_erased_record_stays_in_any_file(town: Town, store: Settings) -> None:
    base = town.home.write(A_RECORD, fields={"name_sealed": SECRET + "1"}).version
    town.sister.write(A_RECORD, base=base, fields={"name_sealed": SECRET + "2"}, at=9_000)
    town.home.write(A_RECORD, base=base, fields={"name_sealed": SECRET + "3"}, at=8_000)
    town.sister.write(A_RECORD, fields={"name_sealed": SECRET + "4"})

    town.home.write(A_RECORD, erased=True, fields={})
    late = town.sister.write(A_RECORD, base=99, fields={"name_sealed": SECRET + "5"})

    assert late.reason == "erased"
    assert SECRET not in str([list(table.select().dicts()) for table in TABLES])
    if not database.is_postgresql():
        database.disconnect()
        files = [path for path in store.data.rglob("central.sqlite*") if path.is_file()]
        assert files
        assert not any(SECRET.encode() in path.read_bytes() for path in files)


writes = st.lists(
    st.tuples(
        st.sampled_from(["home", "sister"]),
        st.sampled_from(["title", "places"]),
        st.integers(0, 2_000),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(writes=writes)
def test_every_value_ever_written_is_somewhere(
    store: Settings, writes: list[tuple[str, str, int, bool]]
) -> None:
    for table in TABLES:
        table.delete().execute()
    town = found_town()
    written: Counter[tuple[str, Any]] = Counter()

    for number, (name, field, at, is_read) in enumerate(writes):
        kiosk: Kiosk = getattr(town, name)
        base = kiosk.cursors.get(kiosk.caller.own_feed, 0)
        kiosk.write(A_RECORD, base=base, fields={field: number}, at=at, trusted=at % 3 > 0)
        written[field, number] += 1
        if is_read:
            kiosk.pull()

    standing = msgspec.json.decode(Record.get(Record.id == A_RECORD).fields)
    assert Counter([*standing.items(), *values(Conflict), *values(History)]) == written
