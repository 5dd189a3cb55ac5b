import socket
from pathlib import Path

import pytest

import run
from kiosk import data
from kiosk.core import state
from kiosk.core.database import attach, connect, disconnect
from tests.programs import get, is_open, running


def test_a_kiosk_opens_tells_where_and_ends_whole(tmp_path: Path) -> None:
    with running("--data", str(tmp_path / "data"), "--port", "0") as kiosk:
        port = kiosk.port()
        picker, health = get(port, "/"), get(port, "/health")
        code = kiosk.end()

        assert kiosk.complaint() == ""
    assert (code, picker[0], health[0]) == (0, 200, 200)
    assert not is_open(port)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["kiosk.sqlite"]


def test_each_start_tells_of_a_sheet_that_was_left_beside_what_it_opens(tmp_path: Path) -> None:
    run.main(["setup", "--data", str(tmp_path / "data")])
    disconnect()

    with running("kiosk", "--data", str(tmp_path / "data"), "--port", "0") as kiosk:
        kiosk.port()
        kiosk.end()

    assert "founded" not in kiosk.said
    assert "still lies in" in kiosk.said


def test_a_second_start_tells_of_no_sheet_and_keeps_the_time(tmp_path: Path) -> None:
    run.main(["setup", "--data", str(tmp_path / "data")])
    disconnect()
    (tmp_path / "data" / data.SHEET).unlink()

    with running("kiosk", "--data", str(tmp_path / "data"), "--port", "0") as kiosk:
        kiosk.port()
        kiosk.end()

    attach(tmp_path / "data" / "kiosk.sqlite")
    connect()
    assert "sheet" not in kiosk.said
    assert state.get("last_seen") > 0
    disconnect()


@pytest.mark.parametrize("command", ["kiosk", "central"])
def test_a_port_that_is_taken_is_told(command: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        with running(command, "--data", str(tmp_path / "data"), "--port", port) as program:
            assert program.process.wait(20) == 1
            assert program.complaint() == (
                f"Another program listens on 127.0.0.1:{port} already; choose another port with --port.\n"
            )
