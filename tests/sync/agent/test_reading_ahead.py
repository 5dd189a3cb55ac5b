"""A page is written down while central reads the next one, whatever comes of that one; nothing is told too early."""

import pytest
from peewee import OperationalError

from kiosk.core import record, state
from kiosk.registration.models import Registration
from sync.agent import owing
from sync.agent.errors import NoLineError
from sync.agent.exchange import exchange_until_done
from sync.protocol import OWN, FeedRecord
from tests.sync.agent.slow_line import SlowLine
from tests.sync.machines import OWN_FEED, ScriptedLine, new_registration, page

pytestmark = pytest.mark.usefixtures("kiosk")


@pytest.fixture
def records() -> list[FeedRecord]:
    return [
        FeedRecord(identity, "registration", version, fields)
        for version, (identity, fields) in enumerate((new_registration() for _time in range(4)), start=1)
    ]


@pytest.fixture
def three_pages(line: ScriptedLine, records: list[FeedRecord]) -> ScriptedLine:
    line.script = [page(*records[:2], more=True), page(records[2], more=True), page(records[3])]
    return line


def versions() -> list[int]:
    return sorted(row.version for row in Registration.select())


def told(line: ScriptedLine) -> list[int]:
    """Return how far each call said that this kiosk has read."""
    return [call.cursors.get(OWN_FEED, call.cursors.get(OWN, 0)) for call in line.calls]


def test_a_page_is_written_while_the_next_one_is_read(three_pages: ScriptedLine) -> None:
    slow = SlowLine(three_pages, versions)

    report = exchange_until_done(slow)

    assert slow.seen == [[], [], [], [1, 2], [1, 2], [1, 2, 3]]
    assert told(three_pages) == [0, 2, 3]
    assert (report.is_synced, report.pulled, versions()) == (True, 4, [1, 2, 3, 4])


def test_a_page_is_written_though_the_line_breaks_at_the_next(three_pages: ScriptedLine) -> None:
    three_pages.script[1] = NoLineError("gone")

    report = exchange_until_done(three_pages)

    assert (report.problem, report.pulled, versions()) == ("no_line", 2, [1, 2])
    assert state.get("cursors")[OWN_FEED] == 2


def test_a_page_that_cannot_be_written_is_asked_for_again(
    three_pages: ScriptedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = [*three_pages.script]
    with monkeypatch.context() as patch:
        patch.setattr(owing, "apply", broken)
        report = exchange_until_done(three_pages)
    assert (report.problem, report.pulled, versions()) == ("database", 0, [])
    three_pages.script = again

    report = exchange_until_done(three_pages)

    assert told(three_pages) == [0, 2, 0, 2, 3]
    assert (report.pulled, versions()) == (4, [1, 2, 3, 4])


def broken(*_given: object, **_named: object) -> None:
    raise OperationalError("database is locked")


def test_what_was_erased_is_written_before_central_hears_that_it_was_read(
    three_pages: ScriptedLine, records: list[FeedRecord]
) -> None:
    gone = FeedRecord(records[0].id, "registration", 3, gone=True, erased=True)
    three_pages.script[1] = page(gone, more=True)
    slow = SlowLine(three_pages, versions)

    exchange_until_done(slow)

    assert slow.seen == [[], [], [], [1, 2], [2], [2]]


def test_what_came_with_each_page_is_told_to_who_shows_it(
    three_pages: ScriptedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[frozenset[str], list[int]]] = []
    monkeypatch.setattr(record, "after_pull", [lambda kinds: seen.append((kinds, versions()))])

    exchange_until_done(three_pages)

    assert seen == [({"registration"}, wanted) for wanted in ([1, 2], [1, 2, 3], [1, 2, 3, 4])]
