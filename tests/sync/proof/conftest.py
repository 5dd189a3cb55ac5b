"""A town of its own for each test of what the machine found; it is laid out once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.sync.proof.book import Book
from tests.sync.proof.deeds import Deeds
from tests.sync.proof.town import Town, lay_out
from tests.sync.proof.whereabouts import lasting, standing


@pytest.fixture(scope="session")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proof") / "layout"
    lay_out(folder)
    return folder


@pytest.fixture
def town(layout: Path, tmp_path: Path) -> Iterator[Town]:
    with ExitStack() as stack:
        made = Town(layout, tmp_path / "town")
        stack.callback(made.close)
        stack.enter_context(made.hours.ruling())
        stack.enter_context(made.line.laid())
        yield made


@pytest.fixture
def deeds() -> Deeds:
    return Deeds(Book())


@pytest.fixture
def put_back(town: Town, deeds: Deeds) -> Callable[..., None]:
    """Copy central; what is returned puts the copy back, of its folder or of its database alone."""
    copy = town.folder / "copy of central"
    town.central.copy_to(copy)

    def again(*, whole: bool) -> None:
        town.central.put_back(copy, whole=whole)
        deeds.book.keep_known(lasting(town, deeds.book.gone()))
        deeds.book.standing = standing(town, deeds.book.owners)

    return again
