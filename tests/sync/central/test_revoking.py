"""A kiosk that is taken out is out at once, also while a batch of it is being taken (G18)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from sync.central import database, replicas
from sync.central.errors import RevokedError
from sync.central.tables import Record, Replica
from tests.sync.town import Kiosk, Town


def test_nothing_is_taken_once_it_was_taken_out(town: Town) -> None:
    first = Event()
    with ThreadPoolExecutor(1) as pool:
        pushing = pool.submit(push, town.home, first)
        first.wait()
        replicas.revoke(Replica.get_by_id(town.home.caller.replica))
        stood = Record.select().count()
        with pytest.raises(RevokedError):
            pushing.result()

    assert Record.select().count() == stood > 0
    assert Replica.get_by_id(town.home.caller.replica).acknowledged == stood


def push(kiosk: Kiosk, first: Event) -> None:
    """Send batch after batch until central says no."""
    database.connect()
    try:
        while True:
            kiosk.send(*(kiosk.change() for _change in range(20)))
            first.set()
    finally:
        first.set()
        database.disconnect()
