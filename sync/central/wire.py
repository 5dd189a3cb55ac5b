"""How a call of a kiosk is read and answered: a token, a body that is JSON, a version that both ends speak."""

import zlib
from collections.abc import Callable
from typing import TypeVar

import msgspec
from flask import Response, request

from sync import protocol
from sync.central.errors import MalformedError, OtherProtocolError, OversizeError

Message = TypeVar("Message", bound=msgspec.Struct)


class Greeting(msgspec.Struct):
    """The part of a call that every version of the protocol has."""

    protocol: tuple[int, int]


read_greeting = msgspec.json.Decoder(Greeting).decode


def bearer() -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def unpacked() -> bytes:
    """Return the JSON of the body. Raises MalformedError or OversizeError."""
    body = request.get_data(cache=False)
    if not request.headers.get("Content-Encoding"):
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
    oldest, newest = decoded(read_greeting, body).protocol
    spoken = min(newest, protocol.NEWEST)
    if spoken < max(oldest, protocol.OLDEST):
        raise OtherProtocolError(
            f"central speaks {protocol.OLDEST} to {protocol.NEWEST}, not {oldest} to {newest}"
        )
    return spoken


def packed(message: msgspec.Struct) -> Response:
    body, encoding = protocol.wrap(message)
    response = Response(body, headers={"Content-Encoding": encoding} if encoding else {})
    # It is always JSON, and the line that says so is a tenth of an answer with nothing to say.
    del response.headers["Content-Type"]
    return response
