"""Colleagues at the desk: a key mother, another one, and the coach, each signed in with her own key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient

from kiosk.accounts.models import Staff, StaffStatus
from kiosk.accounts.services import open_with_sheet, sign
from kiosk.core import schema
from kiosk.core.database import attach, disconnect
from kiosk.core.ids import new_id
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role
from tests.people import Guest

Hired = Callable[..., Guest]


@pytest.fixture(scope="session")
def centre_key(founded: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> X25519PrivateKey:
    """Open the centre's key once for all tests: stretching the code is slow on purpose."""
    path, code = founded
    copy = shutil.copy(path, tmp_path_factory.mktemp("opened") / "kiosk.sqlite")
    attach(Path(copy))
    schema.prepare()
    private = open_with_sheet(code).centre
    disconnect()
    return private


@pytest.fixture
def hire(centre_key: X25519PrivateKey, app: Flask, client: FlaskClient) -> Hired:
    """Hire somebody and sign her in; returns her visit."""

    def hired(role: Role = Role.KEY_MOTHER, language: str = "nl") -> Guest:
        staff = Staff(id=new_id(), role=role, status=StaffStatus.ACTIVE, tile="sun", language=language)
        sign(staff, centre_key)
        staff.save(force_insert=True)
        guest = Guest(client, language)
        own = X25519PrivateKey.generate()
        visit = app.extensions["visits"].find(guest.token)
        visit.signed_in = SignedIn(staff.id, role, own, centre_key)
        return guest

    return hired


@pytest.fixture
def amal(hire: Hired) -> Guest:
    return hire()


@pytest.fixture
def leyla(hire: Hired) -> Guest:
    return hire()


@pytest.fixture
def coach(hire: Hired) -> Guest:
    return hire(Role.COACH)
