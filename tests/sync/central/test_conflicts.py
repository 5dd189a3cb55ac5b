"""Two people wrote one thing: the value that did not stand comes to the centre as a record, for a choice (G8, G14)."""

import pytest

from kiosk.core import clock
from sync.central.pruning import DAY, Pruner, Terms
from sync.central.tables import Conflict, History, Record
from sync.merge import RETOLD_AT
from sync.protocol import FeedRecord, Verdict
from tests.sync.town import Kiosk, Town

A_RECORD = "0" * 31 + "a"
SECRET = "pp1.OnlyOnceWritten"


def clash(town: Town, *, audience: str = "centre") -> str:
    """Let two kiosks of one centre write one title; return the id of the conflict."""
    base = town.home.write(A_RECORD, audience=audience, fields={"title": "Sewing"}).version
    town.sister.write(A_RECORD, audience=audience, base=base, fields={"title": "Late"}, at=9_000)
    verdict = town.home.write(A_RECORD, audience=audience, base=base, fields={"title": SECRET}, at=8_000)
    assert verdict.verdict is Verdict.CONFLICT
    return str(Conflict.get().id)


def read(kiosk: Kiosk, kind: str = "conflict") -> list[FeedRecord]:
    return [record for page in kiosk.pull() for record in page.records if record.kind == kind]


@pytest.mark.parametrize("audience", ["centre", "area"])
def test_every_kiosk_of_the_centre_reads_it_and_nobody_else(town: Town, audience: str) -> None:
    name = clash(town, audience=audience)

    for kiosk in (town.home, town.sister):
        (record,) = read(kiosk)
        assert record.id == name
        assert record.fields == {
            "about": A_RECORD,
            "about_kind": "activity",
            "field": "title",
            "value": SECRET,
            "written_at": 8_000,
            "found_at": Conflict.get().found_at,
            "settled_at": None,
        }
    for kiosk in (town.neighbour, town.stranger, town.office):
        assert read(kiosk) == []


def test_what_loses_against_the_centre_that_answers_is_told_to_the_one_that_asked(town: Town) -> None:
    values = {"kind": "registration", "to": town.stranger.centre}
    base = town.home.write(A_RECORD, fields={"status": "waiting"}, **values).version
    town.home.write(A_RECORD, base=base, fields={"status": "cancelled"}, at=9_000, **values)

    verdict = town.stranger.write(A_RECORD, base=base, fields={"status": "confirmed"}, at=8_000, **values)

    assert verdict.verdict is Verdict.CONFLICT
    assert [record.fields["value"] for record in read(town.sister)] == ["confirmed"]
    assert read(town.stranger) == []


def test_a_kiosk_of_the_centre_settles_it_and_its_sister_hears(town: Town) -> None:
    name = clash(town)
    (record,) = read(town.home)

    verdict = town.home.write(name, kind="conflict", base=record.version, fields={"settled_at": 5})

    assert verdict.verdict is Verdict.ACCEPTED
    assert [record.fields["settled_at"] for record in read(town.sister)] == [5]


def test_nobody_says_more_of_it_than_that_it_is_settled(town: Town) -> None:
    name = clash(town)
    (record,) = read(town.home)

    for fields in ({"value": "Mine"}, {"about": "f" * 32}, {"settled_at": 1, "field": "places"}):
        verdict = town.home.write(name, kind="conflict", base=record.version, fields=fields)
        assert (verdict.verdict, verdict.reason) == (Verdict.REFUSED, "central_only")
    assert town.home.write(kind="conflict", fields=record.fields).reason == "central_only"
    for other in (town.neighbour, town.stranger, town.office):
        verdict = other.write(name, kind="conflict", base=record.version, fields={"settled_at": 1})
        # Of what they do not read it is a few fields of nothing.
        assert (verdict.verdict, verdict.reason) == (Verdict.REFUSED, "in_part")
    assert read(town.sister)[0].fields["settled_at"] is None


def test_two_who_settle_it_at_once_make_no_other_one(town: Town) -> None:
    name = clash(town)
    (record,) = read(town.home)
    town.home.write(name, kind="conflict", base=record.version, fields={"settled_at": 5})

    town.sister.write(name, kind="conflict", base=record.version, fields={"settled_at": 6})

    assert Conflict.select().count() == 1
    assert Record.select().where(Record.kind == "conflict").count() == 1
    assert [row.value for row in History.select().where(History.record == name)] != []


@pytest.mark.parametrize("is_one_batch", [True, False])
def test_it_is_erased_with_the_record_it_is_about(town: Town, is_one_batch: bool) -> None:
    town.home.write(A_RECORD, fields={"title": "Sewing"})
    town.home.pull()
    clashing = town.sister.change(A_RECORD, fields={"title": SECRET})
    erasure = town.sister.change(A_RECORD, erased=True, fields={})
    town.sister.read()
    if is_one_batch:
        town.sister.send(clashing, erasure)
    else:
        town.sister.send(clashing)
        town.home.read()
        town.sister.send(erasure)

    assert not Conflict.select().exists()
    assert set(Record.select(Record.fields).tuples()) == {("{}",)}
    gone = {record.id: record.erased for page in town.home.pull() for record in page.records}
    assert set(gone.values()) == {True}
    assert len(gone) == 2


def test_one_that_a_kiosk_erases_leaves_nothing(town: Town) -> None:
    name = clash(town)

    assert town.home.write(name, kind="conflict", erased=True, fields={}).verdict is Verdict.ACCEPTED

    assert not Conflict.select().exists()
    assert Record.get(Record.id == name).fields == "{}"


def test_one_that_central_lost_is_brought_back_unless_what_it_is_about_is_erased(town: Town) -> None:
    name = clash(town)
    (record,) = read(town.home)
    Record.delete().where(Record.id == name).execute()
    Conflict.delete().execute()

    told = {"kind": "conflict", "base": record.version, "stood": record.version, "at": RETOLD_AT}
    verdict = town.home.write(name, fields=record.fields, **told)

    assert verdict.verdict is Verdict.ACCEPTED
    assert (Conflict.get().record, Conflict.get().value) == (A_RECORD, f'"{SECRET}"')
    town.home.write(A_RECORD, erased=True, fields={})
    assert not Conflict.select().exists()
    Record.delete().where(Record.id == name).execute()
    again = town.home.write(name, fields=record.fields, **told)
    assert (again.verdict, again.reason) == (Verdict.DUPLICATE, "erased")


@pytest.mark.parametrize("is_lost", [True, False])
def test_one_that_central_lost_is_not_brought_back_when_what_it_is_about_is_forgotten(
    town: Town, is_lost: bool
) -> None:
    """Of a record that was erased over a year ago a mark is left; of one that central lost as well there is none."""
    name = clash(town)
    (record,) = read(town.home)
    Conflict.delete().execute()
    Record.delete().where(Record.id.in_([name, A_RECORD] if is_lost else [name])).execute()
    if not is_lost:
        town.home.write(A_RECORD, erased=True, fields={})
    assert Pruner(Terms(), clock.wall() + 401 * DAY).run()

    told = {"kind": "conflict", "base": record.version, "stood": record.version, "at": RETOLD_AT}
    verdict = town.home.write(name, fields=record.fields, **told)

    assert (verdict.verdict is Verdict.ACCEPTED) == is_lost
    assert Conflict.select().exists() == is_lost
