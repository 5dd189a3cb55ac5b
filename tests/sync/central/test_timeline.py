"""Each start of central begins another life of its database; it says what both have, as a copy may be there (G7)."""

import pytest

from kiosk.core import clock
from sync.central import timeline
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Feed, Life, Record
from sync.central.timeline import Watch
from sync.merge import RETOLD_AT
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD, OTHER, LOST = ("0" * 31 + letter for letter in "abc")
ERASED = {"fields": {}, "erased": True}


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
    Watch().begin()
    numbers |= {LOST: 1, OTHER: home.write(OTHER).version}
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
