import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.core import database, outbox, state
from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from kiosk.registration.models import Registration
from kiosk.security import vault
from sync.agent import standing
from sync.agent.enrol import enrol
from sync.agent.errors import (
    InsecureError,
    NoLineError,
    OtherCentreError,
    TurnedAwayError,
    UnreadableAnswerError,
)
from sync.agent.exchange import exchange_until_done
from sync.central import replicas
from sync.central.tables import Centre, Record, Replica
from tests.sync.machines import Machine, register
from tests.sync.network import Network
from tests.sync.servers import Server


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(Settings(data=tmp_path, port=0), tmp_path)
    yield made
    database.disconnect()
    made.close()


@pytest.fixture
def pendrecht(network: Network) -> Centre:
    return network.found("Pendrecht")


@pytest.fixture
def hall(tmp_path: Path) -> Machine:
    """Prepare a kiosk that nobody has enrolled."""
    return Machine(tmp_path / "hall.sqlite").prepare()


pytestmark = pytest.mark.usefixtures("hall")


def test_it_trades_a_code_for_a_place_in_the_network(network: Network, pendrecht: Centre) -> None:
    answer = enrol(network.url + "/", network.code(pendrecht), "Hall")

    standing_now = standing.read_enrolled()
    assert (standing_now.central, standing_now.token, standing_now.replica) == (
        network.url,
        answer.token,
        answer.replica,
    )
    assert (standing_now.centre, standing_now.area) == (pendrecht.id, "NL-RTM")
    assert (standing_now.acknowledged, len(standing_now.epoch), state.get("is_office")) == (0, 32, False)
    assert outbox.news.is_set()
    assert exchange_until_done().is_synced


def test_it_makes_a_key_of_its_own_and_tells_the_public_half(network: Network, pendrecht: Centre) -> None:
    answer = enrol(network.url, network.code(pendrecht), "Hall")

    private = Ed25519PrivateKey.from_private_bytes(vault.decode(state.get("device_key")))
    public = vault.encode(private.public_key().public_bytes_raw())
    assert Replica.get_by_id(answer.replica).public_key == public


def test_it_knows_that_it_is_the_office(network: Network) -> None:
    enrol(network.url, network.code(network.found("Office", is_office=True)), "Desk")

    assert state.get("is_office") is True


def test_it_keeps_the_centre_that_was_set_up_without_a_line(network: Network, pendrecht: Centre) -> None:
    own = new_id().hex
    state.put(centre=own)
    register()

    answer = enrol(network.url, network.code(pendrecht), "Hall")

    assert (answer.centre, state.get("centre")) == (own, own)
    report = exchange_until_done()
    assert (report.is_synced, report.acknowledged) == (True, 1)


def test_a_code_works_once(network: Network, pendrecht: Centre) -> None:
    code = network.code(pendrecht)
    enrol(network.url, code, "Hall")
    token = state.get("token")

    with pytest.raises(TurnedAwayError) as caught:
        enrol(network.url, code, "Hall again")

    assert (caught.value.word, state.get("token")) == ("unknown_code", token)


def test_a_wrong_code_changes_nothing(network: Network) -> None:
    with pytest.raises(TurnedAwayError):
        enrol(network.url, "WRONG", "Hall")

    assert not standing.read().is_enrolled
    assert not state.State.select().where(state.State.name == "device_key").exists()


def test_it_tells_no_code_to_an_open_line() -> None:
    with pytest.raises(InsecureError):
        enrol("http://central.example", "ABCD", "Hall")


def test_it_says_when_nobody_answers() -> None:
    with pytest.raises(NoLineError):
        enrol("http://127.0.0.1:1", "ABCD", "Hall")


def test_it_does_not_believe_what_is_not_central() -> None:
    server = Server(lambda _environ: ("200 OK", {}, b"<html>"))

    with pytest.raises(UnreadableAnswerError):
        enrol(server.url, "ABCD", "Hall")
    server.close()


def test_a_kiosk_that_was_taken_out_is_enrolled_anew_and_keeps_everything(
    network: Network, pendrecht: Centre
) -> None:
    first = enrol(network.url, network.code(pendrecht), "Hall")
    told = register()
    exchange_until_done()
    replicas.revoke(Replica.get_by_id(first.replica))
    waits = register()
    assert exchange_until_done().problem == "revoked"
    epoch = state.get("epoch")

    second = enrol(network.url, network.code(pendrecht), "Hall")
    report = exchange_until_done()

    assert (report.is_synced, report.acknowledged) == (True, 1)
    assert second.replica != first.replica
    assert (state.get("epoch") != epoch, state.get("epoch_reason")) == (True, "enrolled")
    assert {row.id for row in Registration.select()} == {told.id, waits.id}
    assert Record.select().where(Record.kind == "registration").count() == 2


def test_records_of_one_centre_are_not_brought_to_another() -> None:
    state.put(centre=new_id().hex)
    register()
    other = msgspec.json.encode({"replica": "a", "token": "b", "centre": "c", "centre_name": "", "area": ""})
    server = Server(lambda _environ: ("200 OK", {}, other))

    with pytest.raises(OtherCentreError):
        enrol(server.url, "ABCD", "Hall")

    assert not standing.read().is_enrolled
    server.close()


def test_an_empty_kiosk_takes_the_centre_of_the_code(hall: Machine) -> None:
    del hall
    state.put(centre=new_id().hex)
    other = msgspec.json.encode({"replica": "a", "token": "b", "centre": "c", "centre_name": "", "area": ""})
    server = Server(lambda _environ: ("200 OK", {}, other))

    enrol(server.url, "ABCD", "Hall")

    assert state.get("centre") == "c"
    server.close()


def test_neither_code_nor_token_comes_into_the_log(
    network: Network, pendrecht: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("sync", "urllib3"):
        caplog.set_level(logging.DEBUG, logger=name)
    code = network.code(pendrecht)

    answer = enrol(network.url, code, "Hall")

    assert code not in caplog.text
    assert answer.token not in caplog.text
