"""Kiosks are answered here, before the console's framework wakes: most of their calls have nothing to say."""

import logging
from collections.abc import Callable, Iterable
from functools import cache, partial
from http import HTTPStatus
from typing import Any

from peewee import InterfaceError, OperationalError

from sync.central import api, calls, database, gate, wire
from sync.central.channel import AFTERWARDS
from sync.central.errors import BrokenError, UnservedError, WrongMethodError
from sync.central.parts import Parts
from sync.central.wire import Answer, Environ

log = logging.getLogger(__name__)
Application = Callable[[Any, Any], Iterable[bytes]]


class Line:
    """A WSGI application (PEP 3333) of four calls; what is none of them goes on to the console."""

    def __init__(self, parts: Parts, console: Application) -> None:
        self.parts = parts
        self.console = console

    def __call__(self, environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        service = api.CALLS.get(environ["PATH_INFO"])
        if service is None:
            return self.console(environ, start_response)
        account = calls.begin(service.__name__, wire.length(environ))
        answer = self.answer(service, environ)
        later = environ.get(AFTERWARDS, at_once)
        later(partial(calls.end, account, answer, self.parts.metrics))
        start_response(phrase(answer.status), [("Content-Length", str(len(answer.body))), *answer.headers])
        return [answer.body]

    def answer(self, service: api.Service, environ: Environ) -> Answer:
        """Serve one call, or say why not: whatever goes wrong, a kiosk hears of it in a word."""
        try:
            require_post(environ)
            gate.require_room(environ)
            gate.require_safe_line(environ, self.parts.settings)
            database.connect()
            return service(self.parts, environ)
        except UnservedError as error:
            return refused(error)
        except (OperationalError, InterfaceError) as error:
            return refused(gate.unreachable(error))
        except Exception as error:
            log.exception("%s was not served", environ["PATH_INFO"])
            return refused(BrokenError(type(error).__name__))


def at_once(deed: Callable[[], None]) -> None:
    deed()


def require_post(environ: Environ) -> None:
    if environ["REQUEST_METHOD"] != "POST":
        raise WrongMethodError("calls are posted")


def refused(error: UnservedError) -> Answer:
    calls.fail(error.word)
    return wire.told(error.problem(), error.status)


@cache
def phrase(status: int) -> str:
    return f"{int(status)} {HTTPStatus(status).phrase}"
