"""A database put back from a copy is another life of it: central notices at its start, and says what both have (G7)."""

from pathlib import Path

import pytest

from kiosk.core import clock
from kiosk.core.settings import Settings
from sync.central import timeline
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Feed, Life, Record
from sync.central.timeline import Witness
from sync.merge import RETOLD_AT
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD, OTHER, LOST = ("0" * 31 + letter for letter in "abc")
ERASED = {"fields": {}, "erased": True}


@pytest.fixture
def begun(town: Town, store: Settings) -> Town:
    """Let central have begun, and ten records stand."""
    Witness(store.data).look()
    town.home.send(*(town.home.change() for _change in range(10)))
    Witness(store.data).look()
    return town


def put_back(town: Town, head: int) -> None:
    """Put back the copy that was made at this number."""
    Record.delete().where(Record.version > head).execute()
    Feed.update(head=head).where(Feed.feed == town.home.caller.own_feed).execute()


def test_a_life_keeps_its_name_while_numbers_grow(begun: Town, store: Settings) -> None:
    name = timeline.current()
    assert len(name) == 8

    begun.home.write()
    Witness(store.data).look()

    assert timeline.current() == name
    assert timeline.forked(name, begun.home.caller.feeds) == {}


def test_a_database_that_went_back_begins_another_life(begun: Town, store: Settings) -> None:
    name = timeline.current()
    put_back(begun, 6)

    Witness(store.data).look()

    assert timeline.current() != name
    feeds = begun.home.caller.own_feed, "network"
    assert timeline.forked(name, feeds) == {feeds[0]: 6, "network": 0}
    assert timeline.forked("of nobody", feeds) == {}


def test_it_is_noticed_while_central_runs_too(begun: Town, store: Settings) -> None:
    running = Witness(store.data)
    name = timeline.current()
    put_back(begun, 6)

    running.look()

    assert timeline.current() != name
    again = timeline.current()
    running.look()
    assert timeline.current() == again


def test_two_returns_leave_the_smaller_number_in_common(begun: Town, store: Settings) -> None:
    first, own = timeline.current(), begun.home.caller.own_feed
    put_back(begun, 6)
    Witness(store.data).look()
    second = timeline.current()
    begun.sister.send(*(begun.sister.change() for _change in range(5)))
    Witness(store.data).look()
    put_back(begun, 8)
    Witness(store.data).look()

    assert timeline.forked(first, [own]) == {own: 6}
    assert timeline.forked(second, [own]) == {own: 8}


def test_a_copy_from_an_earlier_life_is_another_one_again(begun: Town, store: Settings) -> None:
    first = dict(Life.select(Life.name, Life.value).tuples())
    put_back(begun, 6)
    Witness(store.data).look()
    second = timeline.current()
    Life.delete().execute()
    Life.insert_many([{"name": name, "value": value} for name, value in first.items()]).execute()

    Witness(store.data).look()

    assert timeline.current() not in {first["timeline"], second}
    assert timeline.forked(second, begun.home.caller.feeds) == {}


def test_of_two_centrals_on_one_database_only_one_says_so(
    begun: Town, store: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Witness(other).look()
    put_back(begun, 6)
    Witness(store.data).look()
    second = timeline.current()

    Witness(other).look()

    assert timeline.current() == second


def test_a_witness_that_cannot_be_read_witnesses_nothing(begun: Town, store: Settings) -> None:
    name = timeline.current()
    (store.data / "central.witness").write_bytes(b'{"timeline": "abc')

    Witness(store.data).look()

    assert timeline.current() == name
    assert Witness(store.data).seen.timeline == name
    assert [path.name for path in store.data.glob("central.witness*")] == ["central.witness"]


def test_what_two_kiosks_tell_again_is_no_conflict_and_the_one_that_knew_more_is_believed(town: Town) -> None:
    newer = {"base": 0, "stood": 9, "fields": {"title": "Newer", "places": 8}}
    older = {"base": 0, "stood": 4, "fields": {"title": "Older", "places": 8}}

    for first, second in ((newer, older), (older, newer)):
        record = f"{len(first['fields'])}{first['stood']:031x}"  # type: ignore[arg-type]
        town.home.write(record, at=RETOLD_AT, **first)
        verdict = town.sister.write(record, at=RETOLD_AT, **second)

        assert verdict.verdict in {Verdict.DUPLICATE, Verdict.MERGED}
        town.home.cursors = {}
        assert town.home.start_epoch().read()[record] == newer["fields"]


def test_what_was_written_since_stands_before_what_is_told_again_of_before(town: Town) -> None:
    base = town.home.write(A_RECORD, stood=9, at=RETOLD_AT, fields={"title": "Told"}).version
    town.home.write(A_RECORD, base=base, fields={"title": "Since"})

    verdict = town.sister.write(A_RECORD, stood=7, at=RETOLD_AT, fields={"title": "Before"})

    assert verdict.verdict is Verdict.DUPLICATE
    assert town.sister.read() == {A_RECORD: {"title": "Since"}}


def test_what_a_person_wrote_on_less_than_what_is_told_again_is_a_conflict(town: Town) -> None:
    town.home.write(A_RECORD, stood=9, at=RETOLD_AT, fields={"title": "Told"})

    verdict = town.sister.write(A_RECORD, stood=7, fields={"title": "Hers"})

    assert verdict.verdict is Verdict.CONFLICT
    assert town.home.read()[A_RECORD] == {"title": "Hers"}


def test_what_is_told_again_is_gone_if_it_was_forgotten_in_whichever_life(begun: Town) -> None:
    """Its number is one of before, and says nothing of what was forgotten since: that was numbered anew."""
    home, after = begun.home, clock.wall() + 401 * DAY
    numbers = {A_RECORD: home.write(A_RECORD).version}
    home.write(A_RECORD, **ERASED)
    Pruner(Terms(), after).run()
    numbers |= {LOST: 1, OTHER: home.write(OTHER).version}
    timeline.hear(timeline.current(), begun.home.caller.replica)
    home.write(OTHER, **ERASED)
    Pruner(Terms(), after).run()

    told = {
        record: home.write(record, base=number, stood=number, at=RETOLD_AT)
        for record, number in numbers.items()
    }

    assert {record: one.reason for record, one in told.items()} == {
        A_RECORD: "erased",
        OTHER: "erased",
        LOST: "",
    }
    assert {row.id for row in Record.select()} & numbers.keys() == {LOST}
