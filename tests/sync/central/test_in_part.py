"""Central takes no part of a record for a record, and tells every copy of a kiosk what one of them forgot."""

from collections.abc import Callable
from typing import Any

from kiosk.core.ids import new_id
from sync.protocol import Change, ExchangeAnswer, Verdict

Answered = Callable[[Any], ExchangeAnswer]
FIELDS = {"topic": "school", "language": "ar", "asked_on": "2026-11-21"}


def test_it_refuses_a_part_of_what_it_does_not_hold(joined: Any, answer: Answered) -> None:
    part = Change(1, new_id().hex, "need", {"topic": "money"}, at=1, base=-1)

    [judgement] = answer(joined.exchange(changes=[part], protocol=(1, 2))).judgements

    assert (judgement.verdict, judgement.reason) == (Verdict.REFUSED, "in_part")


def test_it_takes_a_part_on_top_of_what_it_was_told_just_before(joined: Any, answer: Answered) -> None:
    record = new_id().hex
    whole = Change(1, record, "need", FIELDS, at=1)
    part = Change(2, record, "need", {"topic": "money"}, at=2, base=-1)

    told = answer(joined.exchange(changes=[whole, part], protocol=(1, 2)))

    assert [judgement.verdict for judgement in told.judgements] == [Verdict.ACCEPTED, Verdict.ACCEPTED]


def test_it_refuses_the_part_when_it_refused_the_whole(joined: Any, answer: Answered) -> None:
    record = new_id().hex
    whole = Change(1, record, "need", FIELDS, at=1, to="a" * 32)
    part = Change(2, record, "need", {"topic": "money"}, at=2, base=-1)

    told = answer(joined.exchange(changes=[whole, part], protocol=(1, 2)))

    assert [judgement.reason for judgement in told.judgements] == ["not_addressed", "in_part"]


def test_a_twin_reads_what_the_other_forgot_in_its_place(joined: Any, answer: Answered) -> None:
    record = new_id().hex
    said = [
        Change(1, record, "need", FIELDS, at=1),
        Change(2, record, "need", {"topic": "money"}, at=2, base=-1),
    ]
    joined.exchange(changes=said, protocol=(1, 2))
    feed = f"centre:{joined.enrolled.centre}"
    forgotten = Change(2, record, "need", {}, at=2, base=-1, erased=True)

    joined.exchange(changes=[forgotten], protocol=(1, 2))
    told = answer(joined.exchange(cursors={feed: 2}, protocol=(1, 2)))

    assert [(one.id, one.erased) for page in told.pages for one in page.records] == [(record, True)]
