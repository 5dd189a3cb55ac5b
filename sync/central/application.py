"""Central is put together here: a database, a gate before everything, the API of the kiosks, the console."""

from flask import Flask
from flask_wtf import CSRFProtect

from kiosk.core import i18n
from kiosk.core.paths import STATIC, TEMPLATES
from kiosk.core.settings import Settings
from sync.central import api, courier_views, database, gate, keys, metrics, reports, throttle, views
from sync.central.admission import Admission
from sync.central.comparing import Comparisons
from sync.central.contacts import Contacts
from sync.central.upkeep import Upkeep
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
