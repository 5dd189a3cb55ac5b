from collections.abc import Iterator

import pytest

from kiosk.core import database as kiosk_database
from kiosk.core import outbox
from tests.sync.released.versions import FOLDERS, Version


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def version(request: pytest.FixtureRequest) -> Iterator[Version]:
    yield Version(request.param)
    kiosk_database.disconnect()
    outbox.news.clear()
