"""What a visitor types is found nowhere but in her envelope: not on the disk, not in a log, not on the wire."""

import base64
import json
import logging
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.registration.models import Household
from kiosk.registration.services import seal_for_centre
from kiosk.security import vault
from sync import protocol
from sync.agent import push
from tests.conftest import Founded
from tests.opening import centre_key
from tests.people import Guest

NAME = "Zeyneb-Ünal"
PHONE = "+31 10 555 01 23"


def disguises(text: str) -> Iterator[bytes]:
    """Return the forms in which a text could lie about: as it is, spelt apart, quoted, escaped, in base64."""
    for form in (text, unicodedata.normalize("NFD", text), text.lower(), quote(text), json.dumps(text)[1:-1]):
        yield form.encode()
        yield form.encode("utf-16-le")
        yield form.encode().hex().encode()
    for lead in range(3):
        whole = base64.b64encode(b"\0" * lead + text.encode())
        yield whole[4 if lead else 0 : -4]


def traces(text: str, places: dict[str, bytes]) -> list[str]:
    """Return the places in which a text lies in the clear."""
    return [place for place, content in places.items() if any(form in content for form in disguises(text))]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Listen to every log there is, at its most talkative."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def register(guest: Guest, app: Flask, date: Occurrence) -> None:
    """Walk in and leave a name, going through every page on which it is shown."""
    place = f"places/{date.id}"
    guest.post(f"{place}/name", {"name": NAME, "go": "1"})
    for page in ("activities/", f"{place}/name", f"{place}/check"):
        assert guest.get(page).status_code == 200
    key = app.extensions["visits"].find(guest.token).key_for(date.id)
    done = guest.post(f"{place}", {"key": key})
    assert done.status_code == 303
    assert guest.client.get(done.location).status_code == 200
    guest.get("finish")


def places(folder: Path, told: pytest.LogCaptureFixture) -> dict[str, bytes]:
    """Return everything that leaves the visit: files, logs, and what the agent sends."""
    # Heard like all that is told; without it a silent log could be one that nobody listened to.
    logging.getLogger("kiosk").debug("searched")
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    spoken = "\n".join([told.text, *(str(record.__dict__) for record in told.records)])
    reading = protocol.Clock(0, 0, "")
    request = protocol.ExchangeRequest((1, 1), "", "", reading, changes=push.batch(0))
    return kept | {"logs": spoken.encode(), "wire": protocol.unpack(protocol.pack(request))}


def test_a_name_is_found_nowhere(
    visit: Guest,
    app: Flask,
    sewing: list[Occurrence],
    told: pytest.LogCaptureFixture,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    register(visit, app, sewing[0])

    searched = places(tmp_path, told) | {"output": "".join(capfd.readouterr()).encode()}
    assert {"kiosk.sqlite", "kiosk.sqlite-wal", "kiosk.sqlite-shm", "logs", "wire"} <= set(searched)
    assert all(searched[place] for place in ("kiosk.sqlite-wal", "logs", "wire"))
    assert traces(NAME, searched) == []


def test_but_the_coach_can_read_it(
    visit: Guest, app: Flask, sewing: list[Occurrence], centre: Founded
) -> None:
    register(visit, app, sewing[0])
    private = centre_key(centre.code)

    household = Household.get()
    assert vault.unseal(household.name_sealed, private, record=household.id, field="name_sealed") == NAME


def test_a_phone_is_found_nowhere(centre: Founded, told: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    record = new_id()
    sealed = seal_for_centre(PHONE, record=record, field="phone_sealed")
    Household.create(id=record, language="tr", phone_sealed=sealed)

    assert traces(PHONE, places(tmp_path, told)) == []


@pytest.mark.parametrize("leak", [NAME, quote(NAME), base64.b64encode(f"name={NAME}".encode()).decode()])
def test_it_finds_a_name_that_lies_about(
    leak: str, centre: Founded, told: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    state.put(draft=leak)
    logging.getLogger("kiosk").debug("typed: %s", leak)
    Household.create(language=leak)

    assert {"kiosk.sqlite-wal", "logs", "wire"} <= set(traces(NAME, places(tmp_path, told)))
