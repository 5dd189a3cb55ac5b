"""Each start of central begins another life of its database; it says what both have, as a copy may be there (G7)."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest

from sync.central import database, timeline
from sync.central.tables import Feed, Life, Record
from sync.central.timeline import Watch
from tests.sync.town import Town

# Whoever can go on has done so by then.
PATIENCE = 0.5
PATIENT = 20.0


@pytest.fixture
def begun(town: Town) -> Town:
    """Let central have begun, and ten records stand."""
    Watch().begin()
    town.home.send(*(town.home.change() for _change in range(10)))
    return town


def put_back(town: Town, head: int) -> None:
    """Put back the copy that was made at this number."""
    Record.delete().where(Record.version > head).execute()
    Feed.update(head=head).where(Feed.feed == town.home.caller.own_feed).execute()


def test_each_start_begins_another_life_and_the_former_tells_where_it_ended(begun: Town) -> None:
    first, own = timeline.current(), begun.home.caller.own_feed
    assert len(first) == 8

    Watch().begin()
    second = timeline.current()
    begun.home.write()
    Watch().begin()

    feeds = own, "network"
    assert len({first, second, timeline.current()}) == 3
    assert timeline.parted([first], feeds) == (first, {own: 10, "network": 0})
    assert timeline.parted([second], feeds) == (second, {own: 11, "network": 0})


def test_of_several_lives_the_first_counts_that_is_known_here(begun: Town) -> None:
    first, own = timeline.current(), begun.home.caller.own_feed
    assert timeline.parted([first], [own]) == ("", {})
    Watch().begin()

    assert timeline.parted(["of nobody", first], [own]) == (first, {own: 10})
    assert timeline.parted(["of nobody", "", "\0"], [own]) == ("", {})


def test_a_program_that_runs_notices_a_copy_that_is_put_back_too(begun: Town) -> None:
    running = Watch()
    running.begin()
    name, own = timeline.current(), begun.home.caller.own_feed
    running.look()
    assert timeline.current() == name
    put_back(begun, 6)

    running.look()

    again = timeline.current()
    assert again != name
    assert timeline.parted([name], [own]) == (name, {own: 6})
    running.look()
    assert timeline.current() == again


def test_a_copy_from_an_earlier_life_is_noticed_too(begun: Town) -> None:
    copy = list(Life.select().dicts())
    running = Watch()
    running.begin()
    lost = timeline.current()
    Life.delete().execute()
    Life.insert_many(copy).execute()

    running.look()

    assert timeline.current() not in {lost, *(row["value"] for row in copy)}
    assert timeline.parted([lost], begun.home.caller.feeds) == ("", {})


def test_of_two_centrals_on_one_database_only_one_says_so(begun: Town) -> None:
    one, other = Watch(), Watch()
    for watch in (one, other):
        watch.begin()
    one.look()
    put_back(begun, 6)
    one.look()
    name = timeline.current()

    other.look()

    assert timeline.current() == name


def test_a_start_beside_a_central_that_writes_counts_what_that_gives(begun: Town) -> None:
    name, own = timeline.current(), begun.home.caller.own_feed
    written, told = Event(), Event()

    def hold() -> None:
        database.connect()
        with database.database.atomic():
            begun.home.write()
            written.set()
            told.wait(PATIENT)
        database.disconnect()

    def start() -> None:
        database.connect()
        Watch().begin()
        database.disconnect()

    with ThreadPoolExecutor(2) as pool:
        holding = pool.submit(hold)
        written.wait(PATIENT)
        starting = pool.submit(start)
        wait([starting], PATIENCE)
        told.set()
        holding.result()
        starting.result()

    assert timeline.parted([name], [own]) == (name, {own: 11})


def test_what_is_remembered_of_lives_does_not_grow_without_end(
    begun: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was silent for longer than that is told that nobody knows, and never a number that is too high."""
    monkeypatch.setattr(timeline, "MOST_LIVES", 3)
    own = begun.home.caller.own_feed
    names = []
    for _start in range(6):
        names.append(timeline.current())
        begun.home.write()
        Watch().begin()

    assert [timeline.parted([name], [own]) for name in names[:3]] == [("", {})] * 3
    assert [timeline.parted([name], [own])[1][own] for name in names[3:]] == [14, 15, 16]
    monkeypatch.setattr(timeline, "MOST_HEADS", 1)
    begun.sister.write(audience="area")
    begun.home.write()
    Watch().begin()
    assert [life.heads[own] for life in timeline.former()] == [17]
