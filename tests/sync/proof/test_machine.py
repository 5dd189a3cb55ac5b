"""A few runs of the machine with every test run; the many are for the night (`python -m tests.sync.proof`)."""

from collections.abc import Iterator

import pytest

from tests.sync.proof.__main__ import prove
from tests.sync.proof.machine import Network, tear_down_layout


@pytest.fixture(autouse=True)
def machine() -> Iterator[None]:
    Network.tally.clear()
    yield
    Network.url = ""
    tear_down_layout()


def test_whatever_happens_everybody_ends_alike_and_nothing_is_lost() -> None:
    prove(runs=40, steps=40, number=4, least=False)

    assert Network.tally["runs"] >= 40
    assert Network.tally["kiosks died"]
    assert Network.tally["central died"]
    assert Network.tally["conflicts"]


def test_it_is_the_same_on_postgresql(postgresql: str) -> None:
    Network.url = postgresql
    prove(runs=10, steps=40, number=4, least=False)

    assert Network.tally["runs"] >= 10
