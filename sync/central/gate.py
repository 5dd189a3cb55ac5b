"""Before anything is answered: is the line safe, is the database there, may this one come in."""

import ipaddress
import logging
from functools import lru_cache
from http import HTTPStatus

import msgspec
from flask import (
    Flask,
    Request,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from peewee import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from kiosk.core.languages import BY_CODE, SHIPPED
from kiosk.core.settings import Settings
from kiosk.security.headers import harden
from sync.central import database, operators
from sync.central.admission import POSTPONED
from sync.central.errors import CrowdedError, InsecureError, UnreachableError, UnservedError
from sync.central.wire import SAFE_SCHEMES, Environ
from sync.protocol import Problem

log = logging.getLogger(__name__)
# Everything else asks for an operator; a test walks every route.
OPEN = frozenset(
    {
        "health.show",
        "metrics.show",
        "central.sign_in",
        "central.enter",
        "static",
    }
)
CALLED = "/v1/"
NEEDS_NO_DATABASE = frozenset({"health.show", "static"})
WORDS = {400: "malformed", 404: "not_found", 405: "wrong_method", 413: "too_large", 500: "broken"}


class ConsoleSession(SecureCookieSessionInterface):
    """The cookie is Secure wherever the line is; on loopback a browser would not send it back otherwise."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        # A kiosk has a token and no cookie.
        return None if request.path.startswith(CALLED) else super().open_session(app, request)

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def init_app(app: Flask) -> None:
    app.before_request(let_in)
    app.after_request(finish)
    app.register_error_handler(UnservedError, tell)
    app.register_error_handler(HTTPException, tell_http)
    app.register_error_handler(CSRFError, tell_stale_form)
    for lost in (OperationalError, InterfaceError):
        app.register_error_handler(lost, tell_unreachable)


def let_in() -> ResponseReturnValue | None:
    """Ask each question in its turn. (Flask looks at every function that it is given, at every call.)"""
    require_room(request.environ)
    if request.endpoint != "health.show":
        require_safe_line(request.environ, current_app.config["SETTINGS"])
    open_database()
    return require_operator()


def require_room(environ: Environ) -> None:
    """Turn away what was not let in: its body was dropped as it came."""
    retry_seconds = environ.get(POSTPONED, 0)
    if retry_seconds:
        raise CrowdedError(retry_seconds)


def require_safe_line(environ: Environ, settings: Settings) -> None:
    """Refuse plain HTTP from another machine: a token and a password would be read on the way."""
    is_local = is_loopback(environ.get("REMOTE_ADDR")) and not settings.behind_proxy
    # Behind a proxy everybody seems to be on this machine, so only what the proxy says of the line counts.
    if not (environ["wsgi.url_scheme"] in SAFE_SCHEMES or is_local):
        raise InsecureError("central speaks over HTTPS only")


@lru_cache(maxsize=1_000)
def is_loopback(address: str | None) -> bool:
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def open_database() -> None:
    """Open this thread's connection at its first call and keep it."""
    if request.endpoint not in NEEDS_NO_DATABASE:
        database.connect()


def require_operator() -> ResponseReturnValue | None:
    """Let nobody but an operator past, except to what is open to all."""
    if request.endpoint != "health.show":
        g.language = BY_CODE[request.accept_languages.best_match(list(SHIPPED), default="en")]
    # Without an endpoint there is nothing to guard: the answer is 404 or 405.
    if request.endpoint is None or request.endpoint in OPEN:
        return None
    operator = operators.find(session.get("operator", ""))
    if operator is None or session.get("mark") != operators.mark(operator):
        session.clear()
        return redirect(url_for("central.sign_in"), 303)
    g.operator = operator.name
    return None


def finish(response: Response) -> Response:
    """Harden every page; what programs read stays as small as it is."""
    return response if request.endpoint == "health.show" else harden(response)


def tell(error: UnservedError) -> ResponseReturnValue:
    """Answer why a call is not served: a Problem to a kiosk, a page to a person."""
    if request.path.startswith(CALLED):
        return as_json(error.problem(), error.status)
    return page(str(error), error.status)


def tell_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or InternalServerError.code
    if request.path.startswith(CALLED):
        return as_json(Problem(WORDS.get(status, "refused"), error.name), status)
    if error.response is not None:
        return error.get_response()
    return page(_("This page is not here.") if status == HTTPStatus.NOT_FOUND else error.name, status)


def tell_stale_form(_error: CSRFError) -> ResponseReturnValue:
    return page(_("This form is too old. Go back, load the page again and send it once more."), 400)


def tell_unreachable(error: Exception) -> ResponseReturnValue:
    return tell(unreachable(error))


def unreachable(error: Exception) -> UnservedError:
    """Let go of a connection whose database went away or is locked; the next call opens another."""
    log.warning("the database does not answer: %s", type(error).__name__)
    database.disconnect()
    return UnreachableError("the database does not answer now; try again")


def as_json(problem: Problem, status: int) -> Response:
    response = Response(msgspec.json.encode(problem), status, mimetype="application/json")
    if problem.retry_after_seconds:
        response.headers["Retry-After"] = str(problem.retry_after_seconds)
    return response


def page(message: str, status: int) -> ResponseReturnValue:
    return render_template("central/_problem.html", reason=message), status
