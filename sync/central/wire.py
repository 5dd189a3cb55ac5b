"""How a call of a kiosk is read and answered: a token, a body that is JSON, a version that both ends speak."""

import zlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple, TypeVar

import msgspec

from sync import protocol
from sync.central.errors import MalformedError, OtherProtocolError, OversizeError
from sync.protocol import Problem

Message = TypeVar("Message", bound=msgspec.Struct)
# What comes with a call (PEP 3333).
Environ = Mapping[str, Any]
SAFE_SCHEMES = frozenset({"https", "wss"})


class Greeting(msgspec.Struct):
    """The part of a call that every version of the protocol has."""

    protocol: tuple[int, int]


class Answer(NamedTuple):
    """What goes back: a status, a body and the headers beside its length."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


read_greeting = msgspec.json.Decoder(Greeting).decode


def bearer(environ: Environ) -> str:
    kind, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def length(environ: Environ) -> int:
    """Return how many bytes the body has; a server that takes calls without a length has counted them."""
    told = environ.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def unpacked(environ: Environ) -> bytes:
    """Return the JSON of the body. Raises MalformedError or OversizeError."""
    size = length(environ)
    if size > protocol.MAX_BODY_BYTES:
        raise OversizeError(f"at most {protocol.MAX_BODY_BYTES} bytes in one call")
    body: bytes = environ["wsgi.input"].read(size)
    if not environ.get("HTTP_CONTENT_ENCODING"):
        return body
    try:
        return protocol.unpack(body)
    except protocol.TooLargeError as error:
        raise OversizeError(str(error)) from error
    except zlib.error as error:
        raise MalformedError("the body cannot be unpacked") from error


def decoded(read: Callable[[bytes], Message], body: bytes) -> Message:
    """Read JSON into its shape. Raises MalformedError for everything that is not that."""
    try:
        return read(body)
    # UnicodeDecodeError and msgspec's errors are ValueErrors; a body may also nest deeper than Python goes.
    except (ValueError, RecursionError) as error:
        raise MalformedError("the body cannot be read") from error


def common_protocol(body: bytes) -> int:
    """Return the newest version that both ends speak. Raises OtherProtocolError, also when the rest is unreadable."""
    return newest_of(*decoded(read_greeting, body).protocol)


def newest_of(oldest: int, newest: int) -> int:
    """Return the newest version that is spoken here too. Raises OtherProtocolError."""
    spoken = min(newest, protocol.NEWEST)
    if spoken < max(oldest, protocol.OLDEST):
        raise OtherProtocolError(
            f"central speaks {protocol.OLDEST} to {protocol.NEWEST}, not {oldest} to {newest}"
        )
    return spoken


def packed(message: msgspec.Struct) -> Answer:
    """Answer with a message. It is always JSON, and a line that says so would be a tenth of most answers."""
    body, encoding = protocol.wrap(message)
    return Answer(HTTPStatus.OK, body, (("Content-Encoding", encoding),) if encoding else ())


def told(problem: Problem, status: int) -> Answer:
    """Answer why a call is not served."""
    headers = [("Content-Type", "application/json")]
    if problem.retry_after_seconds:
        headers.append(("Retry-After", str(problem.retry_after_seconds)))
    return Answer(status, msgspec.json.encode(problem), tuple(headers))
