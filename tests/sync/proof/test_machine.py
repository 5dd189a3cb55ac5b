"""A few runs of the machine with every test run; the many are for the night (`python -m tests.sync.proof`)."""

from collections.abc import Iterator

import pytest

from tests.sync.proof.__main__ import prove
from tests.sync.proof.daily import tear_down_layout
from tests.sync.proof.machine import Network


@pytest.fixture(autouse=True)
def machine() -> Iterator[None]:
    Network.tally.clear()
    yield
    Network.url = ""
    tear_down_layout()


def test_whatever_happens_everybody_ends_alike_and_nothing_is_lost() -> None:
    prove(runs=30, steps=30, number=4)

    assert Network.tally["runs"] >= 30
    assert Network.tally["values written"]


def test_it_is_the_same_on_postgresql(postgresql: str) -> None:
    Network.url = postgresql
    prove(runs=6, steps=30, number=4)

    assert Network.tally["runs"] >= 6
