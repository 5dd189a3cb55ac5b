"""Central is put together here: a database, a gate before everything, the API of the kiosks, the console."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from kiosk.core import i18n
from kiosk.core.paths import STATIC, TEMPLATES
from kiosk.core.settings import Settings
from sync.central import api, courier_views, database, gate, metrics, reports, throttle, views
from sync.central.admission import Admission
from sync.central.comparing import Comparisons
from sync.central.contacts import Contacts
from sync.central.upkeep import Upkeep
from sync.protocol import MAX_BODY_BYTES

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
    app.extensions["admission"] = Admission()
    app.extensions["allowance"] = throttle.Allowance(settings.exchanges_per_minute)
    app.extensions["contacts"] = Contacts()
    app.extensions["upkeep"] = upkeep = Upkeep(settings)
    upkeep.begin()
    app.extensions["comparisons"] = Comparisons()
    app.extensions["throttle"] = throttle.Throttle()
    app.extensions["lockout"] = throttle.Lockout()
    gate.init_app(app)
    i18n.init_app(app)
    metrics.init_app(app)
    CSRFProtect(app).exempt(api.bp)
    app.register_blueprint(api.bp)
    app.register_blueprint(courier_views.bp)
    app.register_blueprint(views.bp)
    app.register_blueprint(reports.bp)
    return app


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
