"""Who works at the centre: Lena coaches, Nora stands in, Amal and Safa are key mothers, Omar keeps the machine."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.accounts import services
from kiosk.accounts.models import Staff
from kiosk.core import state
from kiosk.core.database import attach, connect, disconnect
from kiosk.core.ids import new_id
from kiosk.core.pictures import GRID
from kiosk.security import vault
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role
from kiosk.trust.models import TrustLink
from tests.people import Guest

# Name, role, tile, language, and the row of the grid whose first six pictures are hers.
PEOPLE: dict[str, tuple[Role, str, str, int]] = {
    "Lena": (Role.COACH, "flower", "nl", 0),
    "Nora": (Role.DEPUTY, "leaf", "en", 1),
    "Amal": (Role.KEY_MOTHER, "sun", "ar", 2),
    "Safa": (Role.KEY_MOTHER, "pear", "tr", 3),
    "Omar": (Role.CARETAKER, "lamp", "nl", 4),
}


@dataclass(frozen=True)
class Team:
    """Who was hired once, in a file to be copied; `keys` are their own keys, which no test has to stretch for."""

    path: Path
    centre: X25519PrivateKey
    ids: dict[str, UUID] = field(default_factory=dict)
    keys: dict[str, X25519PrivateKey] = field(default_factory=dict)

    def pictures(self, name: str) -> tuple[str, ...]:
        return GRID[PEOPLE[name][3]][:6]

    def signed_in(self, name: str) -> SignedIn:
        return SignedIn(
            staff=self.ids[name], role=PEOPLE[name][0], own=copy(self.keys[name]), centre=copy(self.centre)
        )


def copy(key: X25519PrivateKey) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(key.private_bytes_raw())


def hire(founded: Path, code: str, folder: Path) -> Team:
    """Hire everybody into a copy of a founded centre, with the shortest stretching that there is."""
    path = folder / "kiosk.sqlite"
    shutil.copy(founded, path)
    attach(path)
    connect()
    state.put(stretch_iterations=1)
    sheet = services.open_with_sheet(code)
    team = Team(path, copy(sheet.centre))
    for name, (role, tile, language, _row) in PEOPLE.items():
        staff = services.hire(
            name, role=role, tile=tile, language=language, languages=[language, "nl"], by=sheet
        )
        services.give_pictures(staff, team.pictures(name), sheet)
        if role == Role.KEY_MOTHER:
            trust(staff)
        services.activate(Staff.get_by_id(staff.id), sheet)
        team.ids[name] = staff.id
        team.keys[name] = copy(services.sign_in_with_pictures(staff.id, team.pictures(name)).own)
    disconnect()
    return team


def trust(staff: Staff) -> TrustLink:
    """Let some mother trust her: a link that only the key mother's own key opens."""
    link = TrustLink(id=new_id(), staff=staff.id)
    public = Staff.get_by_id(staff.id).public_key
    link.mother_sealed = vault.seal(new_id().hex, recipients=[public], record=link.id, field="mother_sealed")
    link.save(force_insert=True)
    return link


@dataclass
class Colleague(Guest):
    """Somebody who works here, signed in: her addresses are those of a visit with her keys."""

    def get(self, path: str = "") -> TestResponse:
        return super().get(f"desk/{path}" if not path.startswith("/") else path[1:])

    def post(self, path: str, data: dict[str, str] | None = None) -> TestResponse:
        return super().post(f"desk/{path}" if not path.startswith("/") else path[1:], data)


def sit_down(app: Flask, client: FlaskClient, team: Team, name: str, language: str = "nl") -> Colleague:
    """Sign somebody in without touching pictures: her keys are put where signing in would put them."""
    colleague = Colleague(client, language)
    app.extensions["visits"].find(colleague.token).signed_in = team.signed_in(name)
    return colleague
