import re
import signal
from pathlib import Path

import msgspec
import pytest

from tests.programs import free_port, get, is_open, running

ROLES = ["coach", "deputy", "key mother", "key mother", "key mother", "caretaker"]


def test_the_demo_opens_shows_and_ends_with_all_it_began(tmp_path: Path) -> None:
    port, central_port = free_port(), free_port()
    words = [
        "demo",
        "--data",
        str(tmp_path / "demo"),
        "--port",
        str(port),
        "--central-port",
        str(central_port),
    ]

    with running(*words) as demo:
        demo.listen("Press Ctrl-C")
        health = msgspec.json.decode(get(port, "/health")[1])
        picker, console = get(port, "/"), get(central_port, "/health")
        code = demo.end(signal.SIGINT)

    assert (code, picker[0], console[0]) == (0, 200, 200)
    assert f"http://127.0.0.1:{port}/" in demo.said
    assert f"http://127.0.0.1:{central_port}/" in demo.said
    assert str(tmp_path / "demo") in demo.said
    assert [line.split(":")[0].strip() for line in demo.said.splitlines() if "touch the key" in line] == ROLES
    assert re.search(r"a mother's card: .+, .+, .+, then \d{7}$", demo.said, re.MULTILINE)
    assert re.search(r"the coach's badge: pp1b\.", demo.said)
    assert health["outbox"]["acknowledged"] == health["outbox"]["head"] > 200
    assert not is_open(port)
    assert not is_open(central_port)

    with running(*words) as again:
        again.listen("Press Ctrl-C")
        again.end()

    assert again.said == demo.said


@pytest.mark.parametrize("taken", ["port", "central"])
def test_the_demo_ends_when_one_of_its_programs_cannot_begin(tmp_path: Path, taken: str) -> None:
    ports = {"port": free_port(), "central": free_port()}
    with running("central", "--data", str(tmp_path / "other"), "--port", "0") as other:
        ports[taken] = other.port()
        words = ["--port", str(ports["port"]), "--central-port", str(ports["central"])]

        with running("demo", "--data", str(tmp_path / "demo"), *words) as demo:
            code = demo.process.wait(60)
            told = demo.complaint()

    assert code == 1
    assert "Another program listens" in told
    assert not any(is_open(port) for name, port in ports.items() if name != taken)
