"""Beside the calls central remembers epochs and programs, looks at its database, and forgets what is due."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from kiosk.core import clock
from kiosk.core.settings import Settings
from sync.central import console, create_app, database, replicas, timeline, upkeep
from sync.central.pruning import DAY, Terms
from sync.central.tables import Centre, Epoch, History, Life, Reading, Receipt, Record, Replica
from sync.central.upkeep import Upkeep
from sync.protocol import ExchangeAnswer, Problem
from tests.sync.town import Town, change

Answered = Callable[[Any], ExchangeAnswer]
A_RECORD = "0" * 31 + "a"


@pytest.fixture
def kept(app: Flask) -> Iterator[Upkeep]:
    """Let what waits be written at once."""
    found: Upkeep = app.extensions["upkeep"]
    yield found
    database.disconnect()


def test_every_answer_names_the_timeline(joined: Any, answer: Answered) -> None:
    assert answer(joined.exchange()).timeline == timeline.current() != ""


def test_who_names_the_lives_it_knows_hears_which_is_known_here_and_what_both_have(
    joined: Any, answer: Answered, kept: Upkeep
) -> None:
    joined.exchange(changes=[change(1), change(2)])
    name = timeline.current()
    kept.watch.look()
    database.run("UPDATE feed SET head = 1 WHERE head = 2")
    kept.watch.look()

    told = answer(joined.exchange(lives=["of nobody", name], wants_pages=False))

    assert told.timeline not in {name, ""}
    assert (told.known, sorted(told.forked.values()), told.pages) == (name, [0, 0, 1], [])


@pytest.mark.parametrize("names", [[], ["of nobody"], ["\0"], ["long " * 100_000], ["many"] * 100_000])
def test_of_names_that_it_does_not_know_it_tells_nothing(
    joined: Any, answer: Answered, names: list[str]
) -> None:
    before = answer(joined.exchange()).timeline

    told = answer(joined.exchange(lives=[*names, before]))

    assert (told.known, told.forked, timeline.current(), timeline.former()) == ("", {}, before, [])


def test_a_start_begins_another_life_once_a_kiosk_is_answered(joined: Any, store: Settings) -> None:
    """One that comes to nothing, as its certificate is not there or somebody else listens, would use them up."""
    joined.exchange()
    name = timeline.current()

    for _start in range(3):
        create_app(store)
    joined.exchange()

    assert (timeline.current(), timeline.former()) == (name, [])
    restarted = type(joined)(create_app(store).test_client())
    restarted.enrolled = joined.enrolled
    for _call in range(2):
        restarted.exchange()
    assert [life.timeline for life in timeline.former()] == [name]


def test_an_epoch_is_written_down_once_with_the_one_before_it(joined: Any) -> None:
    joined.exchange()
    joined.exchange(changes=[change(1)])
    joined.epoch, former = "f" * 32, joined.epoch
    joined.exchange(continues=(former, "restored"))
    joined.exchange(changes=[change(1)])

    rows = [(row.epoch, row.former, row.reason) for row in Epoch.select().order_by(Epoch.begun_at)]

    assert rows == [(former, "", ""), ("f" * 32, former, "restored")]


def test_who_begins_an_epoch_hears_how_much_is_held_of_the_one_before(
    joined: Any, centre: Centre, answer: Answered
) -> None:
    assert answer(joined.exchange(changes=[change(1), change(2)])).continued is None
    before = joined.epoch
    joined.enrol(console.create_code(centre))
    joined.epoch = "f" * 32

    heard = [
        answer(joined.exchange(continues=(former, "enrolled"))).continued
        for former in (before, before, "a" * 32, "\0", "")
    ]

    assert heard == [2, 2, 0, 0, 0]


def test_a_kiosk_that_begins_anew_hears_what_was_erased_and_a_new_one_needs_not(
    joined: Any, centre: Centre, answer: Answered
) -> None:
    joined.exchange(changes=[change(1, id=A_RECORD), change(2, id=A_RECORD, erased=True, fields={})])
    sister = type(joined)(joined.client)
    sister.enrol(console.create_code(centre))

    assert [page.records for page in answer(sister.exchange()).pages] == [[]]
    sister.epoch = "f" * 32
    for _lost_answer in range(2):
        (page,) = answer(sister.exchange(changes=[change(1, id="c" * 32)])).pages
        assert [(record.id, record.erased) for record in page.records] == [(A_RECORD, True)]
        sister.exchange()


def test_it_remembers_program_reading_and_when_something_was_taken(joined: Any, kept: Upkeep) -> None:
    joined.exchange(protocol=(1, 2), schema="0003", changes=[change(1)])
    feed = f"centre:{joined.enrolled.centre}"
    joined.exchange(protocol=(1, 2), schema="0003", cursors={feed: 1})
    kept.readings.write()

    found = Replica.get_by_id(joined.enrolled.replica)

    assert found.program == "2/0003"
    assert found.acknowledged_at > 1_700_000_000_000
    assert [(row.feed, row.cursor) for row in Reading.select()] == [(feed, 1)]


def test_it_prunes_in_the_wake_of_a_call_at_most_once_an_hour(town: Town, store: Settings) -> None:
    town.home.write(A_RECORD, fields={"title": "one"})
    town.home.write(A_RECORD, fields={"title": "two"})
    History.update(replaced_at=clock.wall() - 401 * DAY).execute()

    Upkeep().tend()

    assert not History.select().exists()
    assert not upkeep.claim(clock.wall())
    assert upkeep.claim(clock.wall() + upkeep.HOUR_MILLISECONDS + 1)
    Life.update(value=f"{clock.wall() + 9 * DAY:016}").where(Life.name == upkeep.PRUNED_AT).execute()
    assert upkeep.claim(clock.wall())


def test_what_is_left_over_is_done_soon(town: Town, store: Settings) -> None:
    kept = Upkeep(Terms(history_days=-1))
    town.home.write(A_RECORD, fields={"title": "one"})
    town.home.write(A_RECORD, fields={"title": "two"})

    kept.tend()

    assert kept.pruned_at > 0
    assert not History.select().exists()


def test_a_kiosk_is_taken_out_between_two_batches_of_one_push(
    joined: Any, problem: Callable[[Any], Problem]
) -> None:
    first = joined.exchange(changes=[change(1), change(2)])
    replicas.revoke(Replica.get_by_id(joined.enrolled.replica))
    second = joined.exchange(changes=[change(3), change(4)])

    assert (first.status_code, second.status_code, problem(second).error) == (200, 403, "revoked")
    assert Record.select().count() == 2
    assert [row.last_n for row in Receipt.select()] == [2]
