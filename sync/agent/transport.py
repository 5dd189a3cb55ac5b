"""The line to central: one kept connection, compressed both ways, and no secret ever told to an open one."""

import ipaddress
import re
import socket
import ssl
import zlib
from http import HTTPStatus
from typing import Protocol

import msgspec
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import SKIP_HEADER, Retry, Timeout, parse_url

from sync import protocol
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
from sync.agent.patience import patient
from sync.agent.trust import trust

CONNECT_SECONDS, READ_SECONDS, PROBE_SECONDS = 10.0, 60.0, 2.0
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
        self.central = central.rstrip("/")
        self.token = token
        # The default headers would be half of an idle exchange; what is not needed is not sent.
        self.headers = {
            "User-Agent": SKIP_HEADER,
            "Accept-Encoding": SKIP_HEADER,
        }
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self.pool = patient(
            urllib3.PoolManager(
                num_pools=1,
                maxsize=1,
                retries=False,
                timeout=Timeout(connect=CONNECT_SECONDS, read=read_seconds),
                ca_certs=trust.ca_file or None,
            )
        )

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        """Post a message and return the JSON bytes of the answer.

        Raises LineError, NoLineError or SlowLineError when the line breaks (the last one too when the whole answer
        takes more than five times `read_seconds`), UntrustedError or ClockError when central's certificate is not
        believed, TurnedAwayError when central says no, UnreadableAnswerError when something else than central answers.
        """
        body, encoding = protocol.wrap(message)
        try:
            response = self.pool.request(
                "POST",
                self.central + path,
                body=body,
                headers={**self.headers, "Content-Encoding": encoding} if encoding else self.headers,
                preload_content=False,
                decode_content=False,
                redirect=False,  # a redirect would carry the token to wherever it points
            )
            came = response.read(protocol.MAX_BODY_BYTES + 1)
            if len(came) <= protocol.MAX_BODY_BYTES:
                response.release_conn()
            else:
                response.close()
        except ReadTimeoutError as error:
            raise SlowLineError("no answer in time") from error
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise NoLineError("nobody answers") from error
        except SSLError as error:
            raise untrusted(error) from error
        except (HTTPError, OSError) as error:
            raise LineError(type(error).__name__) from error
        left = response.length_remaining
        # To urllib3 a part of an answer is no error, nor are headers that end before they say how long it is.
        if left or (left is None and not came):
            raise LineError("the answer was cut")
        text = plain(came, response.headers.get("Content-Encoding", ""))
        if response.status != HTTPStatus.OK:
            raise refusal(response.status, text, response.headers.get("Retry-After", ""))
        return text

    def is_answering(self, seconds: float = PROBE_SECONDS) -> bool:
        """Say whether something accepts a connection at central's address; sends nothing."""
        try:
            socket.create_connection((self.host, self.port), timeout=seconds).close()
        except OSError:
            return False
        return True

    def close(self) -> None:
        self.pool.clear()


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


def untrusted(error: SSLError) -> LineError:
    """Return what a failed handshake means: a wrong clock makes every certificate too young or too old."""
    cause = error.args[0] if error.args else None
    if not isinstance(cause, ssl.SSLCertVerificationError):
        return LineError(type(cause).__name__)
    if cause.verify_code in OUT_OF_TIME:
        return ClockError(cause.verify_message)
    return UntrustedError(cause.verify_message)


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
