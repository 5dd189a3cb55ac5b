"""Nothing grows without bound at central, and who was away for too long gets its feeds from the beginning (G12)."""

import pytest

from kiosk.core import clock
from sync.central import pages
from sync.central.errors import NumberReusedError
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Conflict, Feed, History, Receipt, Record, Replica
from sync.protocol import Verdict
from tests.sync.town import Kiosk, Town

A_RECORD, OTHER = "0" * 31 + "a", "0" * 31 + "b"
ERASED = {"fields": {}, "erased": True}


def prune(days: int = 401, **given: int) -> bool:
    """Prune as central does so many days from now."""
    return Pruner(Terms(), clock.wall() + days * DAY, **given).run()


def everything(kiosk: Kiosk, rows: int = 2_000) -> list[pages.RawPage]:
    found = []
    while come := kiosk.pull(pages.Budget(rows=rows)):
        found += come
    return found  # type: ignore[return-value]


def test_a_tombstone_stands_for_a_year_and_more(town: Town) -> None:
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, **ERASED)

    assert prune(days=399)

    assert Record.select().count() == 1
    assert Feed.get(Feed.feed == town.home.caller.own_feed).horizon == 0


def test_who_was_away_for_longer_gets_the_whole_feed(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "Gone"})
    town.home.write(OTHER, fields={"title": "Here"})
    town.sister.pull()
    town.home.write(A_RECORD, **ERASED)

    prune()

    assert [row.id for row in Record.select()] == [OTHER]
    assert Feed.get(Feed.feed == town.home.caller.own_feed).horizon == 3
    (page,) = everything(town.sister)
    assert (page.snapshot, page.more, page.cursor) == (True, False, 3)
    assert [record.id for record in page.records] == [OTHER]
    assert town.sister.pull() == []


def test_a_snapshot_holds_what_the_kiosk_wrote_itself_and_goes_on_where_it_broke_off(town: Town) -> None:
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, **ERASED)
    mine = town.sister.change()
    town.sister.send(mine)
    town.home.send(*(town.home.change() for _change in range(6)))
    prune()
    town.sister.cursors = {town.sister.caller.own_feed: 1}

    found = everything(town.sister, rows=3)

    assert [page.snapshot for page in found] == [True] * 3
    assert [page.cursor for page in found] == [-5, -8, 9]
    assert [page.more for page in found] == [True, True, False]
    assert mine.id in [record.id for page in found for record in page.records]
    assert sum(len(page.records) for page in found) == 7


def test_what_is_erased_while_a_snapshot_is_read_is_told(town: Town) -> None:
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, **ERASED)
    town.home.write(OTHER)
    town.home.write()
    prune()
    town.sister.cursors = {town.sister.caller.own_feed: 1}
    town.sister.pull(pages.Budget(rows=1))

    town.home.write(OTHER, **ERASED)

    records = [record for page in everything(town.sister) for record in page.records]
    assert [(record.id, record.erased) for record in records][-1] == (OTHER, True)


def test_a_new_kiosk_and_one_that_was_there_all_the_time_read_on(town: Town) -> None:
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, **ERASED)
    town.sister.pull()
    prune()
    town.home.write(OTHER)

    (page,) = everything(town.sister)

    assert (page.snapshot, [record.id for record in page.records]) == (False, [OTHER])


def test_history_and_settled_choices_go_in_time(town: Town) -> None:
    for record in (A_RECORD, OTHER):
        town.home.write(record, fields={"title": "one"})
        town.home.write(record, fields={"title": "two"})
        town.sister.write(record, fields={"title": "three"})
    settled = Conflict.get(Conflict.record == A_RECORD)
    version = Record.get(Record.id == settled.id).version
    town.home.write(settled.id, kind="conflict", base=version, fields={"settled_at": 1})
    town.sister.pull()

    prune()

    assert not History.select().exists()
    assert [row.record for row in Conflict.select()] == [OTHER]
    told = {record.id: record.erased for page in everything(town.sister) for record in page.records}
    assert told == {settled.id: True}


def test_a_choice_made_late_can_be_taken_back_for_a_day(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "one"})
    town.home.write(A_RECORD, fields={"title": "two"})
    town.sister.write(A_RECORD, fields={"title": "three"})
    Conflict.update(found_at=clock.wall() - 500 * DAY).execute()
    conflict = Conflict.get()
    version = Record.get(Record.id == conflict.id).version
    town.home.write(conflict.id, kind="conflict", base=version, fields={"settled_at": 1})

    prune(days=0)
    assert Conflict.select().exists()

    prune(days=2)
    assert not Conflict.select().exists()


def test_receipts_go_once_they_are_long_confirmed(town: Town) -> None:
    for _batch in range(12):
        town.home.send(*(town.home.change() for _change in range(10)))
    first = town.home.n

    Pruner(Terms(receipts=50), clock.wall()).run()

    assert sorted(row.n for row in Receipt.select()) == [71, 81, 91, 101, 111]
    assert town.home.write().verdict is Verdict.ACCEPTED
    town.home.n = 5
    with pytest.raises(NumberReusedError):
        town.home.write()
    assert Replica.get_by_id(town.home.caller.replica).acknowledged == first + 1


def test_it_stops_after_so_many_portions_and_goes_on_at_the_next_pass(town: Town) -> None:
    batch = [town.home.change() for _change in range(25)]
    town.home.send(*batch)
    town.home.send(*(town.home.change(change.id, **ERASED) for change in batch))

    assert not prune(portion=5, portions=3)
    assert Record.select().count() == 10
    assert prune(portion=5, portions=30)
    assert not Record.select().exists()
