"""An operator hands a bundle in and takes the answer away; who is no operator does neither."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.core.settings import Settings
from sync.central import database, operators, replicas
from tests.sync.central.forms import sign_in
from tests.sync.courier import pocket as pockets
from tests.sync.courier.pocket import Pocket
from tests.sync.machines import register


@pytest.fixture
def pocket(settings: Settings, tmp_path: Path) -> Iterator[Pocket]:
    with pockets.pocketed(settings, tmp_path) as opened:
        with opened.town.hall.at():
            register()
        opened.export(opened.town.hall)
        yield opened


@pytest.fixture
def operator(pocket: Pocket, settings: Settings) -> FlaskClient:
    client = pocket.app.test_client()
    assert sign_in(client, operators.create(settings, "amal")).status_code == 303
    database.connect()
    return client


def hand_in(client: FlaskClient, content: bytes, name: str = "5c1f09be-1.up") -> TestResponse:
    page = client.get("/courier/").text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    token = found[1] if found else ""
    data = {"csrf_token": token, "bundle": (io.BytesIO(content), name)}
    return client.post("/courier/", data=data, content_type="multipart/form-data")


def test_the_answer_is_a_file_for_the_stick(operator: FlaskClient, pocket: Pocket) -> None:
    (path,) = pocket.files(".up")

    answer = hand_in(operator, path.read_bytes())

    assert answer.status_code == 200
    assert f"filename={path.stem}.down" in answer.headers["Content-Disposition"]
    # Wherever a browser puts it, whatever it calls it then.
    (pocket.stick / "answer (1).down").write_bytes(answer.data)
    answer.close()
    assert pocket.take_in(pocket.town.hall).changes == 1
    told = operator.get("/courier/").text
    assert "hall" in told
    assert "1 change was received." in told


def test_what_cannot_be_taken_is_told(operator: FlaskClient, pocket: Pocket) -> None:
    (path,) = pocket.files(".up")
    content = path.read_bytes()
    replica = pocket.town.network.replica(pocket.town.hall)
    cases = {
        "no bundle": b"a letter from Hana" * 9,
        "not whole": content[:-1],
        "damaged": content[:-1] + bytes([content[-1] ^ 1]),
    }
    for words, wrong in cases.items():
        answer = hand_in(operator, wrong)
        assert (answer.status_code, words in answer.text) == (400, True), words
    assert "Choose the file" in hand_in(operator, b"", "").text

    replicas.revoke(replica)
    assert "taken out of the network" in hand_in(operator, content).text


def test_a_stranger_is_led_to_signing_in(pocket: Pocket) -> None:
    client = pocket.app.test_client()
    (path,) = pocket.files(".up")

    assert client.get("/courier/").status_code == 303
    assert hand_in(client, path.read_bytes()).status_code == 303
    assert pocket.town.network.replica(pocket.town.hall).acknowledged == 0
