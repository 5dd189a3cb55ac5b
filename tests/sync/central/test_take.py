"""What a kiosk sends is taken once, whole, and answered change by change (G1, G2, G5, G6)."""

from collections.abc import Sequence
from typing import Any

import pytest

from sync.central import ledger, replicas
from sync.central.errors import GapError, MalformedError, NumberReusedError, RevokedError
from sync.central.tables import Conflict, Feed, Receipt, Record, Replica
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD = "0" * 31 + "a"


def test_it_acknowledges_the_highest_number_it_holds(town: Town) -> None:
    taken = town.home.send(*(town.home.change() for _change in range(3)))

    assert taken.acknowledged == 3
    assert [judgement.verdict for judgement in taken.judgements] == [Verdict.ACCEPTED] * 3
    assert [judgement.version for judgement in taken.judgements] == [1, 2, 3]


def test_it_writes_rows_in_the_order_in_which_they_were_said(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they lie: side by side, they are read and written again on few pages."""
    versions: list[int] = []
    write = ledger.write_rows

    def write_rows(rows: Sequence[tuple[Any, ...]]) -> None:
        versions.extend(row[3] for row in rows)
        write(rows)

    monkeypatch.setattr(ledger, "write_rows", write_rows)

    town.home.send(*(town.home.change(fields={"title": f"{place}"}) for place in range(40)))

    assert versions == list(range(1, 41))


def test_it_changes_nothing_when_a_batch_comes_again(town: Town) -> None:
    batch = [town.home.change(), town.home.change(kind="no kind")]
    first = town.home.send(*batch)
    before = everything()

    again = town.home.send(*batch)

    assert again.acknowledged == 2
    assert [judgement.verdict for judgement in again.judgements] == [Verdict.DUPLICATE, Verdict.REFUSED]
    assert again.judgements[0].version == first.judgements[0].version
    assert again.judgements[1].reason == "bad_kind"
    assert everything() == before


def test_it_goes_on_after_the_part_of_a_batch_it_holds(town: Town) -> None:
    first, second, third = town.home.change(), town.home.change(), town.home.change()
    town.home.send(first, second)

    taken = town.home.send(second, third)

    assert taken.acknowledged == 3
    assert [judgement.verdict for judgement in taken.judgements] == [Verdict.DUPLICATE, Verdict.ACCEPTED]


def test_it_refuses_a_number_with_other_content_and_applies_nothing(town: Town) -> None:
    town.home.send(town.home.change(A_RECORD, fields={"title": "Sewing"}))
    town.home.n = 0
    batch = [town.home.change(A_RECORD, fields={"title": "Singing"}), town.home.change()]
    before = everything()

    with pytest.raises(NumberReusedError):
        town.home.send(*batch)

    assert everything() == before


def test_it_tells_where_a_gap_begins(town: Town) -> None:
    town.home.write()
    town.home.n = 5

    with pytest.raises(GapError) as raised:
        town.home.write()

    assert raised.value.acknowledged == 1


@pytest.mark.parametrize("numbers", [(0,), (-4,), (1, 3), (2, 1), (1, 1)])
def test_it_does_not_read_numbers_that_do_not_follow_each_other(town: Town, numbers: tuple[int, ...]) -> None:
    changes = []
    for number in numbers:
        town.home.n = number - 1
        changes.append(town.home.change())

    with pytest.raises(MalformedError):
        town.home.send(*changes)


def test_it_begins_at_one_in_a_new_epoch_and_knows_the_records_again(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "Sewing"})
    restored = town.home.start_epoch()

    verdict = restored.write(A_RECORD, fields={"title": "Sewing"})

    assert verdict.verdict == Verdict.DUPLICATE
    assert Record.select().where(Record.id == A_RECORD).count() == 1
    assert Replica.get_by_id(town.home.caller.replica).acknowledged == 1


def test_it_goes_on_with_an_epoch_it_heard_before(town: Town) -> None:
    town.home.send(town.home.change(), town.home.change())
    town.home.start_epoch().write()

    taken = town.home.send(town.home.change())

    assert taken.acknowledged == 3


def test_it_writes_all_of_a_batch_or_nothing(town: Town) -> None:
    town.home.write()
    before = everything()
    batch = [town.home.change(), town.home.change()]
    taken_by = town.home.caller
    Receipt.create(
        feed=taken_by.own_feed,
        replica=taken_by.replica,
        epoch=taken_by.epoch,
        n=2,
        last_n=2,
        digests=b"",
        judgements="[]",
    )

    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        town.home.send(*batch)

    Receipt.delete().where(Receipt.digests == b"").execute()
    assert everything() == before


def everything() -> list[list[tuple[object, ...]]]:
    """Return all rows of what an exchange may touch; a contact is allowed to move on."""
    tables = (Feed, Record, Receipt, Conflict)
    found = [sorted(table.select().tuples(), key=repr) for table in tables]
    return [*found, sorted(Replica.select(Replica.id, Replica.epoch, Replica.acknowledged).tuples())]


def test_a_kiosk_taken_out_while_its_call_was_on_the_way_writes_nothing(town: Town) -> None:
    replicas.revoke(Replica.get_by_id(town.home.caller.replica))

    with pytest.raises(RevokedError):
        town.home.send(town.home.change())

    assert not Record.select().exists()
