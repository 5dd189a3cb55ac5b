"""POST /v1/exchange: what is served, what is turned away, and never a 500."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sync import protocol
from sync.central import console, contacts, database, replicas
from sync.central.tables import Centre, Record, Replica
from sync.protocol import ExchangeAnswer, Problem
from tests.sync.town import change

Answered = Callable[[Any], ExchangeAnswer]
Told = Callable[[Any], Problem]


def test_it_acknowledges_and_gives_a_sister_kiosk_the_record(
    joined: Any, centre: Centre, answer: Answered
) -> None:
    sent = answer(joined.exchange(changes=[change(1), change(2)]))
    sister = type(joined)(joined.client)
    sister.enrol(console.create_code(centre))

    received = answer(sister.exchange())

    assert sent.acknowledged == 2
    assert [record.version for record in received.pages[0].records] == [1, 2]
    assert received.pages[0].cursor == 2
    assert received.time > 1_700_000_000_000


def test_it_answers_both_ways_in_one_call(joined: Any, centre: Centre, answer: Answered) -> None:
    joined.exchange(changes=[change(1)])
    sister = type(joined)(joined.client)
    sister.enrol(console.create_code(centre))

    both = answer(sister.exchange(changes=[change(1)]))

    assert both.acknowledged == 1
    assert [len(page.records) for page in both.pages] == [1]


def test_it_says_little_when_there_is_nothing_to_say(joined: Any, answer: Answered) -> None:
    response = joined.exchange()

    assert answer(response).pages == []
    assert len(response.data) < 120
    assert {"Content-Security-Policy", "Set-Cookie", "Server"}.isdisjoint(response.headers.keys())


def test_it_commits_nothing_for_an_idle_exchange(joined: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    joined.exchange()
    statements: list[str] = []
    monkeypatch.setattr(database.database.obj, "query_hooks", [lambda event: statements.append(event.sql)])

    joined.exchange()

    assert statements
    assert all(statement.startswith("SELECT") for statement in statements)


def test_it_writes_the_contacts_it_noted(joined: Any) -> None:
    noted = contacts.Contacts()

    noted.note(joined.enrolled.replica)
    noted.note(joined.enrolled.replica)
    noted.write()

    assert Replica.get_by_id(joined.enrolled.replica).last_contact_at > 1_700_000_000_000
    assert noted.waiting == {}


def test_it_tells_a_gap_and_a_used_number_as_a_conflict(joined: Any, problem: Told) -> None:
    first = change(1)
    joined.exchange(changes=[first])

    gap = joined.exchange(changes=[change(5)])
    reused = joined.exchange(changes=[change(1)])

    assert (gap.status_code, problem(gap).error, problem(gap).acknowledged) == (409, "gap", 1)
    assert (reused.status_code, problem(reused).error) == (409, "number_reused")
    assert Record.select().count() == 1


def test_it_knows_no_foreign_token(joined: Any, problem: Told) -> None:
    for header in (
        "",
        "Bearer",
        "Bearer guess",
        "Basic x",
        f"bearer {joined.enrolled.token}x",
        "Bearer é\x00",
    ):
        response = joined.post("/v1/exchange", b"", headers={"Authorization": header})
        assert (response.status_code, problem(response).error) == (401, "unknown_token")


def test_it_turns_a_revoked_kiosk_away_at_once(joined: Any, problem: Told) -> None:
    joined.exchange(changes=[change(1)])
    replicas.revoke(Replica.get_by_id(joined.enrolled.replica))

    response = joined.exchange(changes=[change(2)])

    assert (response.status_code, problem(response).error) == (403, "revoked")
    assert Record.select().count() == 1


def test_it_takes_a_token_for_its_own_kiosk_only(joined: Any, problem: Told) -> None:
    response = joined.exchange(replica="f" * 32)

    assert (response.status_code, problem(response).error) == (403, "other_replica")


@pytest.mark.parametrize("spoken", [(9, 10), (0, 0)])
def test_it_asks_for_an_upgrade_when_no_version_is_common(
    joined: Any, problem: Told, spoken: tuple[int, int]
) -> None:
    unreadable = protocol.zlib.compress(
        msgspec.json.encode({"protocol": spoken, "changes": "new shape"}), wbits=31
    )

    for response in (joined.exchange(protocol=spoken), joined.post("/v1/exchange", unreadable)):
        assert (response.status_code, problem(response).error) == (426, "protocol")


def test_it_speaks_the_newest_version_that_both_know(joined: Any, answer: Answered) -> None:
    assert answer(joined.exchange(protocol=(1, 9))).protocol == protocol.NEWEST
