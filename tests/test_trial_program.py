from http.client import HTTPConnection
from pathlib import Path

from tests.programs import END_SECONDS, Program, get, running


def ask(port: int, verb: str, path: str) -> tuple[int, str]:
    """Return status and where the answer leads to."""
    line = HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
    try:
        line.request(verb, path)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location") or ""
    finally:
        line.close()


def begin_visit(port: int) -> str:
    return "/".join(ask(port, "GET", "/nl/start")[1].split("/")[:3])


def move(kiosk: Program, port: int, path: str) -> str:
    """Send the form that lets the kiosk move, wait until it is open again, and return its first page."""
    assert ask(port, "POST", f"{begin_visit(port)}/{path}")[0] == 200
    assert kiosk.port() == port
    return get(port, "/")[1]


def test_a_trial_goes_on_at_the_same_address_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with running("kiosk", "--data", str(folder), "--port", "0") as kiosk:
        port = kiosk.port()
        tried = move(kiosk, port, "trial/")
        stood = (folder / "trial" / "kiosk.sqlite").exists()
        activities = ask(port, "GET", f"{begin_visit(port)}/activities/")

        back = move(kiosk, port, "trial/end")
        led = ask(port, "GET", f"{begin_visit(port)}/activities/")[1]
        code = kiosk.end()

        assert kiosk.complaint() == ""
    assert ("frame-sample" in tried, stood, activities[0]) == (True, True, 200)
    assert ("frame-sample" in back, led.endswith("/set-up/"), code) == (False, True, 0)
    assert [path.name for path in folder.iterdir()] == ["kiosk.sqlite"]


def test_a_line_that_was_kept_open_does_not_keep_the_kiosk_from_moving(tmp_path: Path) -> None:
    with running("kiosk", "--data", str(tmp_path / "data"), "--port", "0") as kiosk:
        port = kiosk.port()
        kept = HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
        kept.request("GET", "/")
        kept.getresponse().read()

        move(kiosk, port, "trial/")

        assert kept.sock.recv(1) == b""
        kept.close()


def test_what_a_cut_left_of_a_trial_is_gone_at_the_next_start(tmp_path: Path) -> None:
    left = tmp_path / "data" / "trial" / "kiosk.sqlite"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half a sample")

    with running("kiosk", "--data", str(tmp_path / "data"), "--port", "0") as kiosk:
        kiosk.port()
        kiosk.end()

    assert not left.parent.exists()
