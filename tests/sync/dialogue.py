"""Kiosks and central talk as docs/EXCHANGE.md tells; `python -m tests.sync.dialogue` records it there anew."""

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from flask.testing import FlaskClient

from kiosk.core.settings import Settings
from sync import protocol
from sync.central import console, create_app
from tests.sync.dialogue_script import CENTRE, CODES, NOW, TOKENS, script

if TYPE_CHECKING:
    from sync.central.tables import Centre

PAGE = Path(__file__).parents[2] / "docs/EXCHANGE.md"
BEGINS, ENDS = "<!-- recorded: python -m tests.sync.dialogue -->\n", "<!-- end -->\n"
# What is never the same twice, and is told as one value: where it stands in an answer.
VOLATILE = {
    "time": NOW,
    "timeline": "5eed5eed",
    "sealing_key": "central's X25519 key",
    "signing_key": "central's Ed25519 key",
    "found_at": NOW,
    "written_at": NOW,
}
LONGEST_LINE = 110
BLOCK = re.compile(r"^(→|←) `(.+?)`\n\n```json\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


class Line(NamedTuple):
    """One half of a call: who says it (→) or hears it (←), where, and the body."""

    sign: str
    place: str
    body: Any


class Talk:
    """A central, and what it answers when somebody says what is written; names in the text stand for what they are."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.real: dict[str, str] = {}

    def say(self, place: str, body: Any) -> Line:
        """Post a body at a place such as `POST /v1/enrol` or `POST /v1/exchange as the hall`; return what is heard."""
        path, _as, who = place.removeprefix("POST ").partition(" as ")
        told = msgspec.json.decode(self.to_real(msgspec.json.encode(body).decode()))
        headers = (
            {"Authorization": f"Bearer {self.to_real(f'token-of-{who}'.replace(' ', '-'))}"} if who else {}
        )
        packed = protocol.zlib.compress(msgspec.json.encode(told), wbits=31)
        response = self.client.post(path, data=packed, headers={**headers, "Content-Encoding": "gzip"})
        text = protocol.unpack(response.data) if response.content_encoding == "gzip" else response.data
        if place == "POST /v1/enrol" and response.status_code == 200:
            self.learn(body["code"], msgspec.json.decode(text))
        heard = msgspec.json.decode(self.to_told(text.decode()))
        return Line("←", str(response.status_code), steady(heard))

    def learn(self, code: str, answer: dict[str, Any]) -> None:
        """Remember what the names of the text stand for."""
        kiosk = next(name for name, given in CODES.items() if given == code)
        self.real |= {kiosk: answer["replica"], TOKENS[kiosk]: answer["token"], CENTRE: answer["centre"]}

    def to_real(self, text: str) -> str:
        for told, real in self.real.items():
            text = text.replace(told, real)
        return text

    def to_told(self, text: str) -> str:
        for told, real in self.real.items():
            text = text.replace(real, told)
        return text


def steady(value: Any) -> Any:
    """Return the value with all that changes from run to run told as one."""
    if isinstance(value, list):
        return [steady(part) for part in value]
    if not isinstance(value, dict):
        return value
    told = {name: VOLATILE.get(name, steady(part)) for name, part in value.items()}
    if told.get("kind") == "conflict":
        told["id"] = "e" * 32
    return told


def begin(client: FlaskClient) -> Talk:
    """Open a centre and two codes for it."""
    talk = Talk(client)
    centre: Centre = console.create_centre("Linden", "NL-RTM")
    talk.real = {code: console.create_code(centre) for code in CODES.values()}
    return talk


def recorded() -> list[Line]:
    """Return the lines of the page, in order."""
    return [
        Line(sign, place, msgspec.json.decode(body)) for sign, place, body in BLOCK.findall(PAGE.read_text())
    ]


def record() -> None:
    """Talk with a central of its own, and write what was said into the page."""
    with tempfile.TemporaryDirectory() as folder:
        talk = begin(create_app(Settings(data=Path(folder))).test_client())
        parts = [told(sentence, place, body, talk.say(place, body)) for sentence, place, body in script()]
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGINS)
    after = rest.split(ENDS)[1]
    PAGE.write_text(f"{before}{BEGINS}\n{''.join(parts)}{ENDS}{after}", encoding="utf-8")


def told(sentence: str, place: str, body: Any, heard: Line) -> str:
    return f"{sentence}\n\n{block('→', place, body)}\n{block('←', heard.place, heard.body)}\n"


def block(sign: str, place: str, body: Any) -> str:
    lines = msgspec.json.format(msgspec.json.encode(body), indent=1).decode()
    # A list or an object of a few words stands on one line.
    short = re.compile(r"[\[{][^\[\]{}]*[\]}]")
    text = short.sub(lambda found: in_short(found[0]), lines)
    return f"{sign} `{place}`\n\n```json\n{text}\n```\n"


def in_short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else text


if __name__ == "__main__":
    sys.exit(record())
