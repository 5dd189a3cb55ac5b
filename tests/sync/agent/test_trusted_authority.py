"""A kiosk and central over TLS with a private authority: believed when told so, and only then."""

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.core.settings import Settings
from sync.agent.errors import ClockError, LineError, UntrustedError
from sync.agent.transport import Transport
from sync.agent.trust import trust
from sync.central import console, database, operators
from sync.protocol import Clock, ExchangeRequest
from tests.programs import running
from tests.sync.certificates import DAY, Papers, issue

QUESTION = ExchangeRequest((1, 2), "a" * 32, "b" * 32, Clock(1, 2, "c" * 32))


@contextmanager
def handshaking(papers: Papers) -> Iterator[str]:
    """Shake hands with one caller, and hang up."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers.certificate, papers.key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)

        def shake() -> None:
            connection, _address = listening.accept()
            with connection, suppress(OSError), context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(4096)

        thread = threading.Thread(target=shake, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(10)


@pytest.fixture
def believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the kiosk believe the authority of the folder."""
    monkeypatch.setattr(trust, "ca_file", str(tmp_path / "authority.pem"))
    return tmp_path


@pytest.mark.parametrize(("begins", "ends"), [(-2 * DAY, -DAY), (DAY, 2 * DAY)])
def test_a_certificate_out_of_its_time_is_a_matter_of_the_clock(
    believed: Path, begins: timedelta, ends: timedelta
) -> None:
    with handshaking(issue(believed, begins=begins, ends=ends)) as address, pytest.raises(ClockError):
        Transport(address).call("/v1/exchange", QUESTION)


def test_it_believes_no_authority_that_it_was_not_told_of(tmp_path: Path) -> None:
    with handshaking(issue(tmp_path)) as address, pytest.raises(UntrustedError):
        Transport(address).call("/v1/exchange", QUESTION)


def test_it_believes_no_certificate_of_another_name(believed: Path) -> None:
    with handshaking(issue(believed)) as address, pytest.raises(UntrustedError):
        Transport(address.replace("127.0.0.1", "localhost")).call("/v1/exchange", QUESTION)


def test_it_goes_by_the_authority_it_was_told_of(believed: Path) -> None:
    with handshaking(issue(believed)) as address, pytest.raises(LineError) as caught:
        Transport(address).call("/v1/exchange", QUESTION)

    # The handshake was good; then nobody answered.
    assert caught.value.word == "line"


def test_the_programs_speak_over_tls_with_a_private_authority(tmp_path: Path) -> None:
    papers = issue(tmp_path / "papers")
    settings = Settings(data=tmp_path / "central")
    operators.create(settings, "amal")
    code = console.create_code(console.create_centre("Linden", "NL-RTM"))
    database.disconnect()
    secure = ("--certificate", str(papers.certificate), "--key", str(papers.key))
    with running("central", "--data", str(settings.data), "--port", "0", *secure) as central:
        url = central.listen(r"open at (https://127\.0\.0\.1:\d+)/")[1]
        enrol = (
            "enrol",
            "--data",
            str(tmp_path / "kiosk"),
            "--central",
            url,
            "--code",
            code,
            "--name",
            "Hall",
        )

        with running(*enrol) as without:
            assert without.process.wait(60) == 1
            assert "vouches" in without.complaint()
        with running(*enrol, PARENTS_POINT_CA_FILE=str(papers.authority)) as told:
            assert told.process.wait(60) == 0, told.complaint()
            said = told.process.stdout.read() if told.process.stdout else ""

    assert re.search(r"(\d+) of \1 acknowledged", said)


def test_an_authority_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with running("sync", "--data", str(tmp_path), PARENTS_POINT_CA_FILE=str(tmp_path / "none.pem")) as told:
        assert told.process.wait(60) == 2
        assert "PARENTS_POINT_CA_FILE" in told.complaint()
