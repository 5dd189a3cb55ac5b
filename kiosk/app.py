"""The kiosk is put together here, and nothing else happens here."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from kiosk import (
    accounts,
    activities,
    attendance,
    backup,
    calendar,
    cards,
    centres,
    childcare,
    conflicts,
    courier,
    desk,
    enrolment,
    insight,
    keys,
    machine,
    members,
    merges,
    needs,
    neighbours,
    paper,
    planning,
    programme,
    publishing,
    refusals,
    registration,
    retention,
    returned,
    rota,
    screen,
    seats,
    telling,
    trainings,
    transfer,
    trial,
    troubles,
    trust,
    vouching,
    wording,
)
from kiosk.core import health, i18n, languages, late, pages
from kiosk.core.paths import STATIC, TEMPLATES
from kiosk.core.settings import Settings
from kiosk.security import headers

FEATURES = (
    centres,
    enrolment,
    trial,
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
    neighbours,
    members,
    merges,
    attendance,
    childcare,
    telling,
    planning,
    publishing,
    programme,
    calendar,
    wording,
    transfer,
    paper,
    returned,
    backup,
    trust,
    rota,
    conflicts,
    refusals,
    courier,
    machine,
    desk,
)


def create_app(
    settings: Settings,
    *,
    describe_worker: Callable[[], dict[str, Any]] | None = None,
    make_central: Callable[[], enrolment.Central] | None = None,
    make_courier: Callable[[], courier.Courier] | None = None,
    move: Callable[[str], None] | None = None,
    is_trial: bool = False,
) -> Flask:
    """Make the kiosk's app over the attached database. `describe_worker` tells /health how the exchange is doing.

    `make_central` gives what enrols and exchanges, `make_courier` what writes and reads a stick, `move` lets the
    program go on in another folder; without them nobody is offered to.
    """
    app = Flask(__name__, template_folder=str(TEMPLATES), static_folder=str(STATIC))
    late.init_app(app)
    app.config.update(
        SETTINGS=settings,
        LANGUAGES=languages.chosen(settings.languages),
        MAX_CONTENT_LENGTH=pages.MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=pages.MAX_BODY_BYTES,
        DESCRIBE_WORKER=describe_worker or health.no_worker,
        MAKE_CENTRAL=make_central,
        MAKE_COURIER=make_courier,
        TROUBLES=troubles.sentence,
        MOVE=move,
        IS_TRIAL=is_trial,
    )
    for part in (pages, i18n, headers, health, screen, *FEATURES):
        part.init_app(app)
    return app
