"""Households of the tests that will be forgotten, and where to look for what was left of them."""

import sqlite3
from pathlib import Path

from kiosk.core import clock
from kiosk.core.ids import new_id
from kiosk.registration.models import Consent, Household, Registration
from kiosk.security import vault
from sync.central.tables import TABLES
from tests.sync.machines import Machine, register

NAME = "Zeyneb-Ünal"


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


def backup_of(machine: Machine, folder: Path) -> bytes:
    """Return a copy as SQLite's own backup makes it."""
    target = folder / "backup.sqlite"
    target.unlink(missing_ok=True)
    source, copy = sqlite3.connect(machine.path), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    copy.close()
    return target.read_bytes()
