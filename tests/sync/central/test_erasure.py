"""An erasure is for good: nothing said before or after it stays, and a number may lose its content, never change it."""

import pytest

from kiosk.core.ids import new_id
from sync.central.errors import NumberReusedError
from sync.central.tables import Conflict, Receipt, Record
from sync.protocol import Change, Verdict
from tests.sync.town import Town

A_RECORD = "0" * 31 + "a"
SECRET = "pp1.AbCdEf"


def emptied(change: Change) -> Change:
    """Return the change as a kiosk sends it that has forgotten its record since."""
    return Change(change.n, change.id, change.kind, {}, change.at, trusted=change.trusted, erased=True)


def everything() -> str:
    """Return all that central holds, as text."""
    return str([list(table.select().dicts()) for table in (Record, Conflict, Receipt)])


def test_a_tombstone_absorbs_whatever_comes_late(town: Town) -> None:
    town.home.write(A_RECORD, fields={"name_sealed": SECRET})
    town.home.write(A_RECORD, erased=True, fields={})

    for base in (0, 1, 99):
        late = town.sister.write(A_RECORD, base=base, fields={"name_sealed": SECRET + "late"})
        assert (late.verdict, late.reason) == (Verdict.DUPLICATE, "erased")

    assert SECRET not in everything()


def test_no_conflict_keeps_what_was_erased(town: Town) -> None:
    town.home.write(A_RECORD, fields={"name_sealed": SECRET})
    town.sister.write(A_RECORD, fields={"name_sealed": SECRET + "other"})
    assert Conflict.select().exists()

    town.sister.send(
        town.sister.change(A_RECORD, fields={"name_sealed": SECRET + "third"}),
        town.sister.change(A_RECORD, erased=True, fields={}),
    )

    assert not Conflict.select().exists()
    assert SECRET not in everything()


def test_readers_are_told_that_it_is_erased(town: Town) -> None:
    town.sister.pull()
    town.home.write(new_id().hex)
    town.home.write(A_RECORD)
    town.sister.pull()
    town.home.write(A_RECORD, erased=True, fields={})

    (page,) = [page for page in town.sister.pull() if page.records]

    assert [(record.id, record.gone, record.erased) for record in page.records] == [(A_RECORD, True, True)]


def test_what_only_moves_away_is_not_told_to_be_erased(town: Town) -> None:
    town.home.write(A_RECORD, audience="area", fields={"audience": "area"})
    town.neighbour.write(new_id().hex)
    town.neighbour.pull()
    town.home.write(A_RECORD, audience="centre", base=1, fields={"audience": "centre"})

    (record,) = [record for page in town.neighbour.pull() for record in page.records]

    assert (record.gone, record.erased) == (True, False)


def test_a_number_may_come_again_emptied(town: Town) -> None:
    """The answer to the first sending was lost, and the kiosk has forgotten her since (G6, G14)."""
    first, second = town.home.change(A_RECORD, fields={"name_sealed": SECRET}), town.home.change()
    town.home.send(first, second)

    taken = town.home.send(emptied(first), second, town.home.change(A_RECORD, erased=True, fields={}))

    assert taken.acknowledged == 3
    assert [judgement.verdict for judgement in taken.judgements] == [
        Verdict.ACCEPTED,
        Verdict.DUPLICATE,
        Verdict.DUPLICATE,
    ]
    assert SECRET not in everything()
    assert Record.get(Record.id == A_RECORD).is_erased


def test_and_again(town: Town) -> None:
    first = town.home.change(A_RECORD, fields={"name_sealed": SECRET})
    town.home.send(first)
    town.home.send(emptied(first))
    before = everything()

    again = town.home.send(emptied(first))

    assert (again.judgements[0].verdict, again.judgements[0].reason) == (Verdict.DUPLICATE, "erased")
    assert everything() == before


def test_a_number_that_never_arrived_may_come_emptied(town: Town) -> None:
    first = town.home.change(A_RECORD, fields={"name_sealed": SECRET})

    taken = town.home.send(emptied(first), town.home.change(A_RECORD, erased=True, fields={}))

    assert [judgement.verdict for judgement in taken.judgements] == [Verdict.ACCEPTED, Verdict.DUPLICATE]
    assert Record.get().is_erased


def test_no_number_is_emptied_of_another_record(town: Town) -> None:
    first = town.home.change(A_RECORD, fields={"name_sealed": SECRET})
    town.home.send(first)
    other = Change(first.n, new_id().hex, first.kind, {}, first.at, trusted=True, erased=True)
    before = everything()

    with pytest.raises(NumberReusedError):
        town.home.send(other)

    assert everything() == before


@pytest.mark.parametrize("given", [{"fields": {"title": "x"}, "erased": True}, {"fields": {}}])
def test_nothing_but_an_empty_erasure_may_take_a_number_again(given: dict[str, object], town: Town) -> None:
    first = town.home.change(A_RECORD, fields={"name_sealed": SECRET})
    town.home.send(first)
    before = everything()
    town.home.n = 0

    with pytest.raises(NumberReusedError):
        town.home.send(town.home.change(A_RECORD, **given))

    assert everything() == before


def test_a_number_that_was_refused_may_come_emptied(town: Town) -> None:
    first = town.home.change(A_RECORD, audience="network", fields={"name_sealed": SECRET})
    assert town.home.send(first).judgements[0].verdict is Verdict.REFUSED

    taken = town.home.send(emptied(first))

    assert taken.judgements[0].verdict is Verdict.ACCEPTED
    assert SECRET not in everything()


def test_receipts_of_before_know_no_record_and_stay_strict(town: Town) -> None:
    first = town.home.change(A_RECORD, fields={"name_sealed": SECRET})
    town.home.send(first)
    old = bytes(Receipt.get().digests)[:16]
    Receipt.update(digests=old).execute()

    assert town.home.send(first).judgements[0].verdict is Verdict.DUPLICATE
    with pytest.raises(NumberReusedError):
        town.home.send(emptied(first))


def test_who_may_only_read_and_write_it_may_empty_what_the_owner_erased(town: Town) -> None:
    """The kiosk of another centre, to which a registration was sent, had a change of it waiting."""
    town.home.write(A_RECORD, kind="registration", to=town.neighbour.centre, fields={"status": "waiting"})
    assert town.neighbour.write(A_RECORD, kind="registration", erased=True, fields={}).reason == "not_owner"
    town.home.write(A_RECORD, kind="registration", to=town.neighbour.centre, erased=True, fields={})

    judged = town.neighbour.write(A_RECORD, kind="registration", erased=True, fields={})

    assert (judged.verdict, judged.reason) == (Verdict.DUPLICATE, "erased")
