"""One bad record never blocks the rest and never vanishes (G2)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.central.tables import Record, Replica
from tests.sync.town import Town

A_RECORD = "0" * 31 + "a"


texts = st.text(max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


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
        ({"to": "f" * 32}, "not_addressed"),
        ({"to": "\0"}, "bad_id"),
        ({"fields": {"@": 1}}, "bad_field"),
        ({"fields": {"a\0b": 1}}, "bad_field"),
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
