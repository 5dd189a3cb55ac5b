"""Central is put together here: a database, a gate before everything, the line of the kiosks, the console."""

from flask import Flask
from flask_wtf import CSRFProtect

from kiosk.core import i18n
from kiosk.core.paths import STATIC, TEMPLATES
from kiosk.core.settings import Settings
from sync.central import courier_views, database, gate, health, keys, metrics, reports, views
from sync.central.line import Line
from sync.central.parts import parts_of
from sync.protocol import MAX_BODY_BYTES

SIGNED_IN_SECONDS = 8 * 60 * 60


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
        SECRET_KEY=keys.kept(settings.data, keys.COOKIES),
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_SECONDS,
        SESSION_COOKIE_NAME="central",
        SESSION_COOKIE_SAMESITE="Strict",
        # The Referer is never sent (Referrer-Policy); the token and the Strict cookie guard the forms.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=SIGNED_IN_SECONDS,
    )
    parts = parts_of(settings)
    app.extensions |= vars(parts) | {"parts": parts}
    parts.upkeep.begin()
    gate.init_app(app)
    i18n.init_app(app)
    parts.metrics = metrics.init_app(app)
    CSRFProtect(app)
    app.register_blueprint(health.bp)
    app.register_blueprint(courier_views.bp)
    app.register_blueprint(views.bp)
    app.register_blueprint(reports.bp)
    # Flask's own way to put something before it.
    app.wsgi_app = Line(parts, app.wsgi_app)  # type: ignore[method-assign]
    return app
