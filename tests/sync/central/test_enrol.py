"""POST /v1/enrol: a code works once, for a quarter of an hour, and guessing is slow."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from kiosk.core.ids import new_id
from sync.central import console
from sync.central.tables import Centre, Code, Feed, Replica
from sync.protocol import Problem

Told = Callable[[Any], Problem]


def test_it_gives_a_kiosk_its_name_and_a_token(line: Any, centre: Centre) -> None:
    response = line.enrol(console.create_code(centre), name="Hall")

    assert response.status_code == 200
    joined = line.enrolled
    assert (joined.centre, joined.centre_name, joined.area, joined.is_office) == (
        centre.id,
        "Linden",
        "NL-RTM",
        False,
    )
    kept = Replica.get_by_id(joined.replica)
    assert len(bytes(kept.token_hash)) == 32
    assert joined.token.encode() not in bytes(kept.token_hash)


def test_it_reads_a_code_as_it_was_meant(line: Any, centre: Centre) -> None:
    code = console.create_code(centre)

    assert line.enrol(f"  {code.lower().replace('-', ' ')} ").status_code == 200


def test_it_tells_a_second_kiosk_that_the_centre_is_begun(line: Any, centre: Centre) -> None:
    line.enrol(console.create_code(centre))
    first = line.enrolled
    line.enrol(console.create_code(centre), name="Kitchen")
    second = line.enrolled
    Replica.update(revoked_at=1).execute()
    line.enrol(console.create_code(centre), name="Cellar")

    assert (first.is_begun, second.is_begun, line.enrolled.is_begun) == (False, True, False)


def test_it_keeps_no_code_in_the_clear(line: Any, centre: Centre) -> None:
    code = console.create_code(centre)

    assert code.encode() not in b"".join(bytes(row.hash) for row in Code.select())


def test_it_takes_a_code_once(line: Any, centre: Centre, problem: Told) -> None:
    code = console.create_code(centre)
    line.enrol(code)

    again = line.enrol(code)

    assert (again.status_code, problem(again).error) == (401, "unknown_code")
    assert Replica.select().count() == 1


@pytest.mark.parametrize(("seconds", "status"), [(14 * 60, 200), (15 * 60 + 1, 401)])
def test_it_takes_a_code_for_a_quarter_of_an_hour(
    line: Any, centre: Centre, seconds: int, status: int
) -> None:
    with time_machine.travel("2026-03-07 10:00Z", tick=False) as moving:
        code = console.create_code(centre)
        moving.shift(seconds)

        assert line.enrol(code).status_code == status


def test_it_slows_an_address_that_guesses(line: Any, centre: Centre, problem: Told) -> None:
    with time_machine.travel("2026-03-07 10:00Z", tick=False) as moving:
        code = console.create_code(centre)
        statuses = [line.enrol("AAAA-BBBB-CCCC").status_code for _guess in range(6)]
        waiting = line.enrol(code)

        assert statuses == [401] * 5 + [429]
        assert waiting.status_code == 429
        assert 0 < problem(waiting).retry_after_seconds <= 61
        assert int(waiting.headers["Retry-After"]) == problem(waiting).retry_after_seconds
        moving.shift(61)
        assert line.enrol(code).status_code == 200


def test_it_slows_everybody_when_many_addresses_guess(line: Any, centre: Centre) -> None:
    with time_machine.travel("2026-03-07 10:00Z", tick=False):
        for number in range(30):
            peer = {"REMOTE_ADDR": f"127.0.1.{number}"}
            line.client.environ_base.update(peer)
            assert line.enrol("AAAA-BBBB-CCCC").status_code == 401
        line.client.environ_base["REMOTE_ADDR"] = "127.0.2.1"

        assert line.enrol("AAAA-BBBB-CCCC").status_code == 429


def test_it_gives_the_centre_the_id_a_kiosk_made_without_a_line(line: Any, centre: Centre) -> None:
    made = new_id().hex
    second = console.create_code(centre)

    line.enrol(console.create_code(centre), centre=made)

    assert line.enrolled.centre == made
    assert [row.id for row in Centre.select()] == [made]
    assert {row.feed for row in Feed.select()} == {"network", "area:NL-RTM", f"centre:{made}"}
    assert line.enrol(second).status_code == 200
    assert line.enrolled.centre == made


def test_it_refuses_an_id_for_a_centre_that_has_kiosks(line: Any, centre: Centre, problem: Told) -> None:
    line.enrol(console.create_code(centre))
    code = console.create_code(centre)

    refused = line.enrol(code, centre=new_id().hex)

    assert (refused.status_code, problem(refused).error) == (409, "other_centre")
    assert Replica.select().count() == 1
    assert line.enrol(code, centre=centre.id).status_code == 200


def test_it_refuses_the_id_of_another_centre(line: Any, centre: Centre, problem: Told) -> None:
    other = console.create_centre("Poplar", "NL-RTM")

    refused = line.enrol(console.create_code(centre), centre=other.id)

    assert (refused.status_code, problem(refused).error) == (409, "other_centre")


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "x" * 61},
        {"name": "two\nlines"},
        {"name": "nul\0"},
        {"public_key": "k" * 501},
        {"public_key": "nul\0"},
        {"centre": "not an id"},
    ],
)
def test_it_refuses_what_it_could_not_keep_and_leaves_the_code(
    line: Any, centre: Centre, problem: Told, bad: dict[str, str]
) -> None:
    code = console.create_code(centre)

    refused = line.enrol(code, **bad)

    assert (refused.status_code, problem(refused).error) == (400, "malformed")
    assert line.enrol(code).status_code == 200
