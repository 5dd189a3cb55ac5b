"""Who was forgotten at one kiosk is forgotten at all, whatever waited anywhere, and nothing brings her back (G14)."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.core import clock, database, erasure, outbox, state
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox, Refused
from kiosk.core.parked import Parked
from kiosk.core.settings import Settings
from kiosk.registration.models import Consent, Household, Registration
from kiosk.retention.services import forget_household, forget_what_hung_on
from kiosk.security import vault
from sync.central.tables import TABLES
from tests.sync import street as streets
from tests.sync.machines import Machine, register, waiting
from tests.sync.street import Street, exchange

NAME = "Zeyneb-Ünal"


@pytest.fixture
def street(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    # What the rooms do when the kiosk opens.
    monkeypatch.setattr(erasure, "after_erasure", [forget_what_hung_on])
    with streets.opened(settings, tmp_path) as opened:
        yield opened


def come() -> Household:
    """Write down a household with a name, a place and a consent."""
    household = Household(id=new_id(), language="ar", adults=1)
    household.name_sealed = sealed(household)
    household.save(force_insert=True)
    register(household=household.id)
    consent(household)
    return household


def sealed(household: Household) -> str:
    _private, public = vault.new_key()
    return vault.seal(NAME, recipients=[public], record=household.id, field="name_sealed")


def consent(household: Household) -> Consent:
    given: Consent = Consent.create(
        household=household.id, purpose="place", language="ar", wording="x", given_at=clock.wall()
    )
    return given


def pieces(envelopes: list[str]) -> list[bytes]:
    """Return short parts of the envelopes: what is written across two pages of a file is found too."""
    return [text[at : at + 24].encode() for text in envelopes for at in range(4, len(text) - 24, 12)]


def is_anywhere(envelopes: list[str], *contents: bytes) -> bool:
    return any(piece in content for content in contents for piece in pieces(envelopes))


def files_of(machine: Machine) -> bytes:
    return b"".join(
        path.read_bytes() for path in machine.path.parent.iterdir() if path.name.startswith(machine.path.name)
    )


def central_s_tables() -> bytes:
    return str([list(table.select().dicts()) for table in TABLES]).encode()


def told() -> set[str]:
    """Return the kinds of which something is kept here about anybody."""
    return {model.kind() for model in (Household, Registration, Consent) if model.select().exists()}


def test_she_is_forgotten_at_every_kiosk_of_the_centre(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
        assert told() == {"household", "registration", "consent"}
    with street.hall.at():
        forget_household(household.id)
        assert exchange().is_synced
    with street.kitchen.at():
        assert exchange().is_synced

        assert told() == set()
        assert waiting() == []


def test_an_answer_that_was_lost_before_she_asked_is_no_obstacle(street: Street) -> None:
    """Central holds the numbers with their content; they come again without it (G6)."""
    with street.hall.at():
        household = come()
        street.gate.limit(down=1)
        assert exchange().problem == "line"
        forget_household(household.id)
        assert all(row.fields == "{}" for row in Outbox.select())
        street.gate.limit()

        report = exchange()

        assert (report.is_synced, report.problem) == (True, "")
    assert not is_anywhere([household.name_sealed or ""], central_s_tables())


def test_what_another_kiosk_had_to_say_of_her_is_emptied_there(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
        row = Household.get()
        row.name_sealed = sealed(household)
        row.save()
        later = row.name_sealed
        street.gate.limit()
        written_about_her = register(household=household.id)
        consent(household)
    with street.hall.at():
        forget_household(household.id)
        exchange()

    with street.kitchen.at():
        Refused.create(n=99, record=household.id.hex, kind="household", fields=f'"{later}"', reason="x")
        Parked.create(record=household.id.hex, kind="household", version=1, fields=f'"{later}"')
        first, second = exchange(), exchange()

        assert (first.problem, second.is_synced) == ("", True)
        assert told() == set()
        assert (waiting(), Refused.select().count(), Parked.select().count()) == ([], 0, 0)
        assert not is_anywhere([later], files_of(street.kitchen))
    with street.hall.at():
        exchange()
        assert told() == set()
        assert Registration.get_or_none(Registration.id == written_about_her.id) is None
    assert not is_anywhere([later, household.name_sealed or ""], central_s_tables())


def test_a_late_word_of_a_kiosk_that_was_away_brings_nothing_back(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
    with street.hall.at():
        forget_household(household.id)
        exchange()
    with street.kitchen.at():
        # Sent before the page with the erasure was read: central absorbs it, and says so.
        row = Household.get()
        row.adults = 5
        row.save()
        assert exchange().is_synced
    with street.hall.at():
        exchange()
        assert told() == set()


def test_a_copy_of_the_card_from_before_is_told_to_forget(street: Street) -> None:
    """The kiosk did nothing since the copy was made, so that central takes it for the same (issue 4 has the rest)."""
    with street.hall.at():
        household = come()
        exchange()
    with street.kitchen.at():
        exchange()
    copy = street.kitchen.path.with_suffix(".copy")
    shutil.copy(street.kitchen.path, copy)
    with street.hall.at():
        forget_household(household.id)
        exchange()
    with street.kitchen.at():
        exchange()
    shutil.copy(copy, street.kitchen.path)

    with street.kitchen.at():
        assert told() == {"household", "registration", "consent"}
        assert exchange().is_synced
        assert told() == set()
        erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(street.kitchen))


def test_a_copy_of_the_card_that_forgot_stops_loudly(street: Street) -> None:
    with street.hall.at():
        household = come()
        exchange()
    copy = street.hall.path.with_suffix(".copy")
    shutil.copy(street.hall.path, copy)
    with street.hall.at():
        forget_household(household.id)
        exchange()
    shutil.copy(copy, street.hall.path)

    with street.hall.at():
        assert exchange().problem == "restored"
    assert not is_anywhere([household.name_sealed or ""], central_s_tables())


@pytest.mark.parametrize("is_sent", [True, False])
def test_nothing_of_her_is_found_anywhere(
    is_sent: bool, street: Street, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("kiosk", "sync", "waitress"):
        caplog.set_level("DEBUG", logger=name)
    with street.hall.at():
        others = [come() for _time in range(40)]
        hers = [come() for _time in range(8)]
        envelopes = [row.name_sealed or "" for row in hers]
        if is_sent:
            exchange()
            for row in hers:
                row.name_sealed = sealed(row)
                row.save()
                envelopes.append(row.name_sealed)
            assert is_anywhere(envelopes, files_of(street.hall))

        for row in hers:
            forget_household(row.id)

        assert not is_anywhere(envelopes, files_of(street.hall))
        assert not is_anywhere(envelopes, backup_of(street.hall, tmp_path))
        assert exchange().is_synced
        assert not state.get("unswept")
        assert not is_anywhere(envelopes, files_of(street.hall), caplog.text.encode())
        assert is_anywhere([row.name_sealed or "" for row in others], files_of(street.hall))
    assert not is_anywhere(envelopes, central_s_tables())
    if not settings.database:
        central = [path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("central.sqlite")]
        assert central
        assert not is_anywhere(envelopes, *central)


def backup_of(machine: Machine, folder: Path) -> bytes:
    """Return a copy as SQLite's own backup makes it."""
    target = folder / "backup.sqlite"
    target.unlink(missing_ok=True)
    source, copy = sqlite3.connect(machine.path), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    copy.close()
    return target.read_bytes()


def test_a_file_that_is_busy_is_swept_later(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "kiosk.sqlite").prepare()
    with machine.at():
        household = come()
        outside = sqlite3.connect(machine.path)
        outside.execute("BEGIN")
        outside.execute("SELECT * FROM household").fetchone()
        database.database.execute_sql("PRAGMA busy_timeout = 50")

        forget_household(household.id)
        assert state.get("unswept")
        outside.close()

        assert erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(machine))


def test_within_a_transaction_it_waits_for_the_end(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "kiosk.sqlite").prepare()
    with machine.at():
        household = come()
        with outbox.authored("a" * 32):
            forget_household(household.id)
            assert not erasure.sweep()

        assert erasure.sweep()
        assert not is_anywhere([household.name_sealed or ""], files_of(machine))
