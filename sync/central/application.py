"""Central is put together here: a database, a gate before everything, the API of the kiosks, the console."""

import ctypes
import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import waitress
from flask import Flask
from flask_wtf import CSRFProtect

from kiosk.core import i18n
from kiosk.core.paths import STATIC, TEMPLATES
from kiosk.core.settings import Settings
from sync.central import api, database, gate, throttle, views
from sync.central.contacts import Contacts
from sync.protocol import MAX_BODY_BYTES

# Two cores and one interpreter have no use for more; each also keeps a connection.
THREADS = 4
CONNECTIONS = 1_000
M_ARENA_MAX = -8  # mallopt(3)
TRUSTED_HEADERS = {"x-forwarded-for", "x-forwarded-proto"}
SIGNED_IN_SECONDS = 8 * 60 * 60
KEY_BYTES = 32


def prepare(settings: Settings) -> None:
    """Attach the database, bring it to this version, and keep this thread's connection open."""
    database.attach(settings)
    database.migrate()


def create_app(settings: Settings) -> Flask:
    """Return central's WSGI application, its database prepared."""
    prepare(settings)
    app = Flask("sync.central", static_folder=STATIC, template_folder=TEMPLATES)
    app.session_interface = gate.ConsoleSession()
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=secret_key(settings.data),
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_SECONDS,
        SESSION_COOKIE_NAME="central",
        SESSION_COOKIE_SAMESITE="Strict",
        # The Referer is never sent (Referrer-Policy); the token and the Strict cookie guard the forms.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=SIGNED_IN_SECONDS,
    )
    app.extensions["contacts"] = Contacts()
    app.extensions["throttle"] = throttle.Throttle()
    app.extensions["lockout"] = throttle.Lockout()
    gate.init_app(app)
    i18n.init_app(app)
    CSRFProtect(app).exempt(api.bp)
    app.register_blueprint(api.bp)
    app.register_blueprint(views.bp)
    return app


def create_server(settings: Settings) -> Any:
    """Return a waitress server that listens on `settings.host` and `settings.port` (0: any free one).

    It has `run()`, `close()` and `effective_port`.
    """
    share_one_heap()
    # A full queue is no news worth a line for each call.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": TRUSTED_HEADERS}
    return waitress.create_server(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        ident=None,
        # The application says no in words of its own; this stops what would not even listen.
        max_request_body_size=2 * MAX_BODY_BYTES,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=True,
        **(proxy if settings.behind_proxy else {}),
    )


def serve(settings: Settings) -> None:
    """Serve until the process is told to stop."""
    create_server(settings).run()


def share_one_heap() -> None:
    """Let all threads take memory from one heap, where the C library can: they take turns in Python anyway.

    A heap for each thread keeps what its largest page needed, several megabytes for nothing.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune:
        tune(M_ARENA_MAX, 1)


def secret_key(data: Path) -> bytes:
    """Return the key that signs the console's cookies, made once; machines that share one database share this file.

    It does not lie in the database: whoever reads a backup of that must not become an operator.
    """
    data.mkdir(parents=True, exist_ok=True)
    path = data / "central.key"
    if not path.exists():
        partial = data / f"central.key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole, and once: of two processes that start at the same time both read the first one's.
        with suppress(FileExistsError):
            os.link(partial, path)
        partial.unlink()
    return path.read_bytes()
