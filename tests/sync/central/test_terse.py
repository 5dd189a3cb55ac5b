"""A kiosk that leaves out what goes without saying is understood as one that says it all."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.ids import new_id
from sync.agent import answer as answers
from sync.central.terse import run_of
from sync.protocol import OWN, Change, ExchangeAnswer, Judgement, Verdict

Answered = Callable[[Any], ExchangeAnswer]


def change(n: int, **given_fields: Any) -> Change:
    return Change(n, new_id().hex, "need", {"topic": "school"}, at=1, **given_fields)


def test_it_takes_the_same_and_says_it_shorter(joined: Any, answer: Answered) -> None:
    spoken = joined.exchange(changes=[change(1), change(2)], cursors={}, protocol=(1, 2))
    terse = joined.exchange(changes=[change(3), change(4)], cursors={OWN: 0}, protocol=(1, 2), replica="")

    assert [judgement.version for judgement in answer(spoken).judgements] == [1, 2]
    assert answer(terse).judgements == []
    assert answer(terse).run == (3, 3)
    assert answer(terse).acknowledged == 4
    assert {page.feed for page in answer(terse).pages} == {OWN}
    assert len(terse.data) < len(spoken.data)


def test_nothing_to_say_travels_as_it_is(joined: Any, answer: Answered) -> None:
    first = joined.exchange(cursors={OWN: 0}, protocol=(1, 2), replica="")

    assert first.content_encoding is None
    assert answer(first).acknowledged == 0


def test_verdicts_that_are_not_all_the_same_are_told_one_by_one(joined: Any, answer: Answered) -> None:
    told = joined.exchange(
        changes=[change(1), Change(2, "no id", "need", {}, 1)], replica="", protocol=(1, 2)
    )

    assert answer(told).run is None
    assert [judgement.verdict for judgement in answer(told).judgements] == ["accepted", "refused"]


@pytest.mark.parametrize("first", [1, 7])
def test_the_kiosk_reads_a_run_as_the_verdicts_it_stands_for(joined: Any, first: int) -> None:
    changes = [change(n) for n in range(1, first + 3)]
    told = joined.exchange(changes=changes, cursors={OWN: 0}, replica="", protocol=(1, 2))
    read = answers.read(told.data, changes, own_feed="centre:x")

    assert [(one.n, one.version) for one in read.judgements] == [(n, n) for n in range(1, first + 3)]
    assert {page.feed for page in read.pages} == {"centre:x"}


JUDGEMENTS = st.lists(
    st.builds(
        Judgement,
        n=st.integers(1, 9),
        verdict=st.sampled_from([Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.DUPLICATE]),
        version=st.integers(0, 9),
        reason=st.sampled_from(["", "", "erased"]),
    ),
    max_size=4,
)


@given(JUDGEMENTS)
def test_a_run_says_all_or_is_none(judgements: list[Judgement]) -> None:
    run = run_of(judgements)

    if run:
        first, version = run
        assert judgements == [
            Judgement(first + place, version=version + place) for place in range(len(judgements))
        ]
