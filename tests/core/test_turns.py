"""Whoever asked first writes first, and a turn is never lost."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest
from peewee import OperationalError, SqliteDatabase

from kiosk.core import database as file
from kiosk.core import state
from kiosk.core.turns import Turns

LONG = 60.0


class UndoneError(Exception):
    """Takes back what a transaction wrote."""


def wait_until(turns: Turns, count: int) -> None:
    """Return when so many wait for their turn."""
    while len(turns.waiting) < count:
        threading.Event().wait(0.001)


def elsewhere(deed: Callable[[], object]) -> None:
    """Do something in a thread of its own, which keeps nothing."""
    with ThreadPoolExecutor(1) as other:
        other.submit(deed).result()


def test_those_who_wait_write_in_the_order_in_which_they_asked() -> None:
    turns, order = Turns(), []

    def write(name: int) -> None:
        turns.take(LONG)
        order.append(name)
        turns.hand_on()

    turns.take(LONG)
    with ThreadPoolExecutor(4) as others:
        done: list[Future[None]] = []
        for name in range(4):
            done.append(others.submit(write, name))
            wait_until(turns, name + 1)
        turns.hand_on()
        for one in done:
            one.result()

    assert order == [0, 1, 2, 3]


def test_who_writes_again_lets_the_one_that_waits_go_first() -> None:
    turns, order = Turns(), []

    def write() -> None:
        turns.take(LONG)
        order.append("who waited")
        turns.hand_on()

    turns.take(LONG)
    with ThreadPoolExecutor(1) as other:
        other.submit(write)
        wait_until(turns, 1)
        turns.hand_on()
        turns.take(LONG)
        order.append("who came again")
        turns.hand_on()

    assert order == ["who waited", "who came again"]


def test_a_turn_that_does_not_come_is_not_waited_for_any_longer() -> None:
    turns = Turns()
    turns.take(LONG)

    def impatient() -> None:
        assert not turns.take(0.0)
        # What was never had cannot be handed on.
        turns.hand_on()

    elsewhere(impatient)
    turns.hand_on()

    elsewhere(lambda: turns.take(0.0) and turns.hand_on())
    assert not turns.waiting
    assert not turns.is_taken


def test_it_is_told_like_a_file_that_is_held(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.0)

    def write() -> None:
        file.connect()
        try:
            with pytest.raises(OperationalError, match="locked"):
                state.put(zone="Europe/Lisbon")
            with pytest.raises(OperationalError, match="locked"), database.atomic():
                pass
        finally:
            file.disconnect()

    with database.atomic():
        elsewhere(write)
    with database.atomic():
        state.put(zone="Europe/Amsterdam")

    assert state.get("zone") == "Europe/Amsterdam"


def test_who_only_reads_waits_for_nobody(database: SqliteDatabase) -> None:
    state.put(zone="Europe/Amsterdam")

    def read() -> None:
        file.connect()
        with database.atomic(file.READING):
            assert state.get("zone") == "Europe/Amsterdam"
        file.disconnect()

    with database.atomic():
        state.put(zone="Europe/Lisbon")
        elsewhere(read)


def test_what_was_taken_back_gives_the_turn_back(database: SqliteDatabase) -> None:
    with suppress(UndoneError), database.atomic():
        raise UndoneError

    assert not database.turns.is_taken


def test_what_cannot_be_committed_gives_the_turn_back(database: SqliteDatabase) -> None:
    with pytest.raises(OperationalError), database.atomic():
        # Somebody ended it behind its back: neither can it be committed then, nor taken back.
        database.execute_sql("ROLLBACK")

    assert not database.turns.is_taken
