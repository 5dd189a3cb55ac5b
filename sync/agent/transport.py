"""The line to central: one kept connection, compressed both ways, and no secret ever told to an open one."""

import ipaddress
import re
import socket
import ssl
import zlib
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING, Protocol

import msgspec
from urllib3.exceptions import ConnectTimeoutError, HTTPError, InvalidHeader, NewConnectionError
from urllib3.util import Retry, parse_url

from sync import protocol
from sync.agent.connection import Connection, nothing
from sync.agent.errors import (
    ClockError,
    InsecureError,
    LineError,
    NoLineError,
    SlowLineError,
    TurnedAwayError,
    UnreadableAnswerError,
    UntrustedError,
)
from sync.protocol import ExchangeRequest

if TYPE_CHECKING:
    from sync.agent.begun import Begun

READ_SECONDS, PROBE_SECONDS = 60.0, 2.0
LONGEST_RETRY_SECONDS = 3_600
is_word = re.compile(r"[a-z_0-9]{1,40}").fullmatch
# X.509: not yet valid, no longer valid (openssl/x509_vfy.h).
OUT_OF_TIME = frozenset({9, 10})
PORTS = {"https": 443, "http": 80}
WORDS = {413: "too_large", 429: "too_many", 503: "unavailable"}


class Line(Protocol):
    """What the exchange needs of a line; tests put one in between that breaks."""

    def call(self, path: str, message: msgspec.Struct) -> bytes: ...


class Transport:
    """A line over HTTP. Raises InsecureError for plain HTTP to anything but this machine."""

    def __init__(self, central: str, token: str = "", *, read_seconds: float = READ_SECONDS) -> None:
        address = parse_url(central)
        self.host, self.port = require_safe(
            address.scheme or "", (address.host or "").strip("[]"), address.port
        )
        self.path = (address.path or "").rstrip("/")
        # What is not needed is not said: usual headers would be half of an idle exchange.
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.connection = Connection(address, read_seconds=read_seconds)
        # What is done while the next answer is waited for, and what is packed of the next call already.
        self.meanwhile = nothing
        self.begun: Begun | None = None

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        """Post a message and return the JSON bytes of the answer.

        Raises LineError, NoLineError or SlowLineError when the line breaks (the last one too when the whole answer
        takes more than five times `read_seconds`), UntrustedError or ClockError when central's certificate is not
        believed, TurnedAwayError when central says no, UnreadableAnswerError when something else than central answers.
        """
        body, encoding = self.wrapped(message)
        headers = {**self.headers, "Content-Encoding": encoding} if encoding else self.headers
        meanwhile, self.meanwhile = self.meanwhile, nothing
        try:
            # A redirect is not followed: it would carry the token to wherever it points.
            answer = self.connection.post(self.path + path, headers, body, meanwhile)
        except TimeoutError as error:
            raise SlowLineError("no answer in time") from error
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise NoLineError("nobody answers") from error
        except ssl.SSLError as error:
            raise untrusted(error) from error
        except (HTTPError, HTTPException, OSError) as error:
            raise LineError(type(error).__name__) from error
        if answer.is_cut:
            raise LineError("the answer was cut")
        text = plain(answer.body, answer.headers.get("Content-Encoding", ""))
        if answer.status != HTTPStatus.OK:
            raise refusal(answer.status, text, answer.headers.get("Retry-After", ""))
        return text

    def wrapped(self, message: msgspec.Struct) -> tuple[bytes, str]:
        """Return what travels and its Content-Encoding; what is packed of it already is packed once."""
        begun, self.begun = self.begun, None
        if begun and isinstance(message, ExchangeRequest):
            return begun.finish(message), "gzip"
        return protocol.wrap(message)

    def is_answering(self, seconds: float = PROBE_SECONDS) -> bool:
        """Say whether something accepts a connection at central's address; sends nothing."""
        try:
            socket.create_connection((self.host, self.port), timeout=seconds).close()
        except OSError:
            return False
        return True

    def close(self) -> None:
        self.connection.close()


def require_safe(scheme: str, host: str, port: int | None) -> tuple[str, int]:
    """Return host and port of an address that may carry a token. Raises InsecureError."""
    if scheme not in PORTS or not host:
        raise InsecureError("the address of central begins with https://")
    if scheme == "http" and not is_loopback(host):
        raise InsecureError("plain http is for this machine only; use https")
    return host, port or PORTS[scheme]


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def untrusted(error: ssl.SSLError) -> LineError:
    """Return what a failed handshake means: a wrong clock makes every certificate too young or too old."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return LineError(type(error).__name__)
    if error.verify_code in OUT_OF_TIME:
        return ClockError(error.verify_message)
    return UntrustedError(error.verify_message)


def plain(body: bytes, encoding: str) -> bytes:
    """Return the answer uncompressed. Raises UnreadableAnswerError when it is broken or unpacks to too much."""
    if len(body) > protocol.MAX_BODY_BYTES:
        raise UnreadableAnswerError("the answer is too large")
    if encoding != "gzip":
        return body
    try:
        return protocol.unpack(body)
    except (zlib.error, protocol.TooLargeError) as error:
        raise UnreadableAnswerError("the answer cannot be unpacked") from error


def refusal(status: int, body: bytes, retry_after: str) -> TurnedAwayError:
    """Read central's problem; something on the way may also answer in a language of its own."""
    try:
        problem = msgspec.json.decode(body, type=protocol.Problem)
    except msgspec.MsgspecError:
        problem = protocol.Problem(WORDS.get(status, f"status_{status}"), "no reason given")
    seconds = problem.retry_after_seconds or seconds_of(retry_after)
    # It is remembered, logged and shown at a terminal: whoever answers may name a word there, and nothing more.
    word = problem.error if is_word(problem.error) else f"status_{status}"
    return TurnedAwayError(status, word, problem.message, min(seconds, LONGEST_RETRY_SECONDS))


def seconds_of(retry_after: str) -> int:
    """Read a Retry-After header (RFC 9110 10.2.3: seconds or a date); 0 when there is none."""
    try:
        return int(Retry().parse_retry_after(retry_after)) if retry_after else 0
    except InvalidHeader:
        return 0
