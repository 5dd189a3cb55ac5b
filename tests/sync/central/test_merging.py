"""Two kiosks write one record: what central stores, tells and keeps (G8, G14)."""

from sync.central.tables import Conflict, Record
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD = "0" * 31 + "a"


def test_it_takes_several_changes_of_one_record_in_one_batch(town: Town) -> None:
    batch = [
        town.home.change(A_RECORD, fields={"title": title, title: 1}) for title in ("one", "two", "three")
    ]

    taken = town.home.send(*batch)

    assert {judgement.verdict for judgement in taken.judgements} == {Verdict.ACCEPTED}
    assert town.sister.read() == {A_RECORD: {"title": "three", "one": 1, "two": 1, "three": 1}}
    assert Conflict.select().count() == 0


def test_it_takes_later_changes_of_its_own_record_before_it_heard_the_verdict(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "one"})

    verdict = town.home.write(A_RECORD, base=0, fields={"title": "two"})

    assert verdict.verdict == Verdict.ACCEPTED
    assert town.sister.read() == {A_RECORD: {"title": "two"}}


def test_it_merges_what_two_kiosks_changed_in_different_fields(town: Town) -> None:
    base = town.home.write(A_RECORD, fields={"title": "Sewing", "places": 8}).version
    town.sister.write(A_RECORD, base=base, fields={"places": 12})

    verdict = town.home.write(A_RECORD, base=base, fields={"title": "Singing"})

    assert verdict.verdict == Verdict.MERGED
    assert verdict.version == 0
    assert town.home.read() == {A_RECORD: {"title": "Singing", "places": 12}}


def test_it_keeps_the_other_value_of_a_conflict(town: Town) -> None:
    base = town.home.write(A_RECORD, fields={"title": "Sewing"}).version
    town.sister.write(A_RECORD, base=base, fields={"title": "Late"}, at=9_000)

    verdict = town.home.write(A_RECORD, base=base, fields={"title": "Early"}, at=8_000)

    assert verdict.verdict == Verdict.CONFLICT
    assert town.home.read()[A_RECORD] == {"title": "Late"}
    kept = Conflict.get()
    assert (kept.record, kept.field, kept.value) == (A_RECORD, "title", '"Early"')


def test_it_absorbs_every_change_after_an_erasure_and_scrubs_what_it_kept(town: Town) -> None:
    base = town.home.write(A_RECORD, fields={"title": "Sewing"}).version
    town.sister.write(A_RECORD, base=base, fields={"title": "Late"}, at=9_000)
    town.home.write(A_RECORD, base=base, fields={"title": "Early"}, at=8_000)
    town.neighbour.read()

    erased = town.sister.write(A_RECORD, erased=True, fields={})
    later = town.home.write(A_RECORD, base=99, fields={"title": "Back"})

    assert erased.verdict == Verdict.ACCEPTED
    assert (later.verdict, later.reason) == (Verdict.DUPLICATE, "erased")
    assert Conflict.select().count() == 0
    assert {row.fields for row in Record.select()} == {"{}"}
    town.home.cursors = {town.home.caller.own_feed: base}
    assert town.home.read()[A_RECORD] is None


def test_it_remembers_an_erasure_of_what_it_never_held(town: Town) -> None:
    town.home.write(A_RECORD, erased=True, fields={})

    assert town.sister.write(A_RECORD).reason == "erased"
