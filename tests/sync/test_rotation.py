"""Token and key of a kiosk change by themselves, and nothing that is lost on the way locks it out."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.core import state
from kiosk.core.settings import Settings
from kiosk.security import vault
from sync import rotation
from sync.agent import rotating, standing
from sync.agent.errors import AgentError, LineError, TurnedAwayError
from sync.agent.exchange import exchange_until_done
from sync.agent.transport import Transport
from sync.agent.worker import Worker
from sync.central import replicas
from sync.central.tables import Replica
from sync.joining import RotateAnswer, RotateRequest
from tests.sync.agent.workers import PATIENCE, begin
from tests.sync.machines import Machine
from tests.sync.network import Network


@pytest.fixture
def network(settings: Settings, tmp_path: Path) -> Iterator[Network]:
    made = Network(settings, tmp_path)
    yield made
    made.close()


@pytest.fixture
def hall(network: Network) -> Machine:
    machine = network.join(network.found("Linden"), "hall")
    network.exchange(machine)
    return machine


def line() -> Transport:
    enrolled = standing.read_enrolled()
    return Transport(enrolled.central, enrolled.token)


def turn() -> None:
    with closing(line()) as open_line:
        rotating.rotate(open_line)


class Deaf(Transport):
    """A line that loses what central answers."""

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        super().call(path, message)
        raise LineError("the answer was cut")


def test_it_ends_the_old_token_with_the_first_use_of_the_new_one(network: Network, hall: Machine) -> None:
    with hall.at():
        old = both()
        turn()
        new = both()
        assert new != old
        assert replicas.recognise(old[0]).replica == state.get("replica")

        assert exchange_until_done().problem == ""

        with pytest.raises(AgentError) as caught, closing(Transport(network.url, old[0])) as stale:
            stale.call(rotating.PATH, RotateRequest("", ""))
    assert caught.value.word == "unknown_token"
    stored = network.replica(hall)
    assert stored.former_token_hash is None
    assert " " not in stored.public_key


def both() -> tuple[str, str]:
    return str(state.get("token")), str(state.get("device_key"))


def test_a_lost_answer_takes_nothing_away(network: Network, hall: Machine) -> None:
    with hall.at():
        old = both()
        enrolled = standing.read_enrolled()
        for _time in range(2):
            with pytest.raises(LineError), closing(Deaf(enrolled.central, enrolled.token)) as deaf:
                rotating.rotate(deaf)

        assert both() == old
        assert exchange_until_done().problem == ""
        turn()
        assert exchange_until_done().problem == ""
        assert both() != old


def test_only_the_holder_of_the_old_key_may_ask(network: Network, hall: Machine) -> None:
    fresh = vault.encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with hall.at(), closing(line()) as open_line:
        replica = str(state.get("replica"))
        forged = vault.encode(Ed25519PrivateKey.generate().sign(rotation.words(replica, fresh)))
        for proof in (forged, "", "no base64!"):
            with pytest.raises(TurnedAwayError) as caught:
                open_line.call(rotating.PATH, RotateRequest(fresh, proof))
            assert caught.value.word == "unproven"
        with pytest.raises(TurnedAwayError) as caught:
            open_line.call(rotating.PATH, RotateRequest("no key", forged))
    assert caught.value.word == "malformed"
    assert network.replica(hall).former_token_hash is None


def test_a_kiosk_taken_out_has_no_token_left(network: Network, hall: Machine) -> None:
    with hall.at():
        old = both()[0]
        turn()
        new = both()[0]
    replicas.revoke(network.replica(hall))

    for token in (old, new):
        with pytest.raises(AgentError) as caught, closing(Transport(network.url, token)) as cut:
            cut.call(rotating.PATH, RotateRequest("", ""))
        assert caught.value.word == "revoked"


def test_it_changes_them_every_month_by_the_clock_of_central(network: Network, hall: Machine) -> None:
    with hall.at(), closing(line()) as open_line:
        assert not rotating.rotate_when_due(open_line, 30)
        begun = int(state.get("rotated_at"))
        state.put(rotated_at=begun - 31 * rotating.DAY)

        assert not rotating.rotate_when_due(open_line, 0)
        assert rotating.rotate_when_due(open_line, 30)
        assert not rotating.rotate_when_due(open_line, 30)
        assert int(state.get("rotated_at")) >= begun


def test_the_worker_does_it_and_goes_on_with_the_new_token(network: Network, hall: Machine) -> None:
    with hall.at():
        old, replica = both(), state.get("replica")
        state.put(central_sealing_key="")
        worker = Worker(3_600.0)
        begin(worker)

        assert worker.wait_for(
            lambda: both() != old and Replica.get_by_id(replica).former_token_hash is None, PATIENCE
        )
        worker.stop()
        assert exchange_until_done().problem == ""


def test_it_asks_once_for_the_keys_of_a_central_that_was_brought_up_to_date(
    network: Network, hall: Machine
) -> None:
    with hall.at(), closing(line()) as open_line:
        told = state.get("central_sealing_key")
        state.put(central_sealing_key="")

        assert rotating.rotate_when_due(open_line, 30)
        assert state.get("central_sealing_key") == told


def test_it_tries_no_more_than_once_an_hour(network: Network, hall: Machine) -> None:
    Replica.update(public_key="none").execute()
    with hall.at(), closing(line()) as open_line:
        state.put(central_sealing_key="")
        assert not rotating.rotate_when_due(open_line, 30)
        tried = state.get("rotation_tried_at")
        Replica.update(public_key=public_key()).execute()

        assert not rotating.rotate_when_due(open_line, 30)
        state.put(rotation_tried_at=tried - rotating.HOUR)
        assert rotating.rotate_when_due(open_line, 30)


def public_key() -> str:
    key = Ed25519PrivateKey.from_private_bytes(vault.decode(str(state.get("device_key"))))
    return vault.encode(key.public_key().public_bytes_raw())


def test_it_leaves_a_central_alone_that_speaks_an_older_protocol(network: Network, hall: Machine) -> None:
    with hall.at(), closing(line()) as open_line:
        state.put(spoken=1, central_sealing_key="")

        assert not rotating.rotate_when_due(open_line, 30)
    assert network.replica(hall).rotated_at == 0


def test_an_answer_of_another_kind_changes_nothing(network: Network, hall: Machine) -> None:
    class Odd(Transport):
        def call(self, path: str, message: msgspec.Struct) -> bytes:
            return msgspec.json.encode(RotateAnswer("x")).replace(b"token", b"nekot")

    with hall.at():
        old = both()
        with pytest.raises(AgentError), closing(Odd(network.url, old[0])) as odd:
            rotating.rotate(odd)
        assert both() == old
