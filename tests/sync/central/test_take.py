"""What a kiosk sends is taken once, whole, and answered change by change (G1, G2, G5, G6)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.central.errors import GapError, MalformedError, NumberReusedError
from sync.central.tables import Conflict, Feed, Receipt, Record, Replica
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD = "0" * 31 + "a"


def test_it_acknowledges_the_highest_number_it_holds(town: Town) -> None:
    taken = town.home.send(*(town.home.change() for _change in range(3)))

    assert taken.acknowledged == 3
    assert [judgement.verdict for judgement in taken.judgements] == [Verdict.ACCEPTED] * 3
    assert [judgement.version for judgement in taken.judgements] == [1, 2, 3]


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


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"record": "not-an-id"}, "bad_id"),
        ({"record": "A" * 32}, "bad_id"),
        ({"record": "\0" * 32}, "bad_id"),
        ({"kind": "Robert'); DROP TABLE record"}, "bad_kind"),
        ({"kind": ""}, "bad_kind"),
        ({"fields": {"text": "x" * 300_000}}, "too_large"),
        ({"audience": "world"}, "unknown_audience"),
        ({"to": "f" * 32}, "unknown_centre"),
        ({"to": "\0"}, "unknown_centre"),
        ({"fields": {"@": 1}}, "bad_field"),
        ({"audience": "network"}, "office_only"),
    ],
)
def test_it_refuses_one_bad_record_and_takes_the_rest(
    town: Town, bad: dict[str, object], reason: str
) -> None:
    batch = [town.home.change(), town.home.change(**bad), town.home.change()]  # type: ignore[arg-type]

    taken = town.home.send(*batch)

    assert [judgement.verdict for judgement in taken.judgements] == ["accepted", "refused", "accepted"]
    assert taken.judgements[1].reason == reason
    assert taken.acknowledged == 3
    assert Record.select().count() == 2
    assert Replica.get_by_id(town.home.caller.replica).refused == 1
    assert len(town.sister.read()) == 2


def test_it_keeps_a_name_that_another_centre_has_taken(town: Town) -> None:
    town.home.write(A_RECORD, audience="area", fields={"title": "Ours"})

    verdict = town.neighbour.write(A_RECORD, audience="area", fields={"title": "Theirs"})

    assert (verdict.verdict, verdict.reason) == ("refused", "not_owner")
    assert town.sister.read() == {A_RECORD: {"title": "Ours"}}


def test_it_refuses_a_record_that_changes_its_kind(town: Town) -> None:
    town.home.write(A_RECORD, kind="activity")

    assert town.home.write(A_RECORD, kind="story").reason == "other_kind"


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
    assert town.home.read() == {A_RECORD: {"title": "Late"}}
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
    assert Record.get(Record.id == A_RECORD).fields == "{}"
    town.home.cursors = {town.home.caller.own_feed: base}
    assert town.home.read() == {A_RECORD: None}


def test_it_remembers_an_erasure_of_what_it_never_held(town: Town) -> None:
    town.home.write(A_RECORD, erased=True, fields={})

    assert town.sister.write(A_RECORD).reason == "erased"


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


texts = st.text(max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@settings(
    max_examples=40,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    wild=st.lists(
        st.fixed_dictionaries(
            {
                "record": texts | st.sampled_from([A_RECORD, "0" * 32]),
                "kind": texts | st.just("activity"),
                "fields": st.dictionaries(texts, values, max_size=4),
                "at": st.integers(),
                "base": st.integers(),
                "audience": texts | st.sampled_from(["centre", "area", "network"]),
                "to": texts,
                "by": texts,
                "boot": texts,
                "erased": st.booleans(),
            }
        ),
        min_size=1,
        max_size=5,
    )
)
def test_it_has_a_verdict_for_everything_that_can_be_decoded(
    town: Town, wild: list[dict[str, object]]
) -> None:
    batch = [town.home.change(**each) for each in wild]  # type: ignore[arg-type]

    taken = town.home.send(*batch)

    assert [judgement.n for judgement in taken.judgements] == [change.n for change in batch]
    assert taken.acknowledged == town.home.n


def everything() -> list[list[tuple[object, ...]]]:
    """Return all rows of what an exchange may touch; a contact is allowed to move on."""
    tables = (Feed, Record, Receipt, Conflict)
    found = [sorted(table.select().tuples(), key=repr) for table in tables]
    return [*found, sorted(Replica.select(Replica.id, Replica.epoch, Replica.acknowledged).tuples())]
