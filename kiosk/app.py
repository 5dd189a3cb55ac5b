"""The kiosk is put together here, and nothing else happens here."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from kiosk import (
    accounts,
    activities,
    cards,
    centres,
    desk,
    insight,
    keys,
    needs,
    registration,
    retention,
    rota,
    screen,
    seats,
    trainings,
    trust,
    vouching,
)
from kiosk.core import health, i18n, languages, pages
from kiosk.core.paths import STATIC, TEMPLATES
from kiosk.core.settings import Settings
from kiosk.security import headers

FEATURES = (
    centres,
    accounts,
    keys,
    activities,
    registration,
    seats,
    needs,
    trainings,
    retention,
    cards,
    insight,
    vouching,
    trust,
    rota,
    desk,
)


def create_app(settings: Settings, *, describe_worker: Callable[[], dict[str, Any]] | None = None) -> Flask:
    """Make the kiosk's app over the attached database. `describe_worker` tells /health how the exchange is doing."""
    app = Flask(__name__, template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.update(
        SETTINGS=settings,
        LANGUAGES=languages.chosen(settings.languages),
        MAX_CONTENT_LENGTH=pages.MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=pages.MAX_BODY_BYTES,
        DESCRIBE_WORKER=describe_worker or health.no_worker,
    )
    for part in (pages, i18n, headers, health, screen, *FEATURES):
        part.init_app(app)
    return app
