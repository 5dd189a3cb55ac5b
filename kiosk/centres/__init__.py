"""The centres of the network, the one this kiosk stands in, and its first day."""

from flask import Flask, g, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.centres import models, queries
from kiosk.centres.desk import bp as desk_bp
from kiosk.centres.views import bp
from kiosk.core.record import after_pull

# Where a visitor may be while there is no centre yet.
BEFORE = {"centres", "enrolment", "trial", "walk"}


def init_app(app: Flask) -> None:
    app.before_request(lead_to_set_up)
    app.register_blueprint(bp)
    app.register_blueprint(desk_bp)
    if join_after_pull not in after_pull:
        after_pull.append(join_after_pull)


def lead_to_set_up() -> Response | None:
    """Lead every visit to the first day while this kiosk has no centre, and its staff while it has nobody."""
    if "visit" not in g or request.blueprint in BEFORE:
        return None
    is_for_staff = request.endpoint == "accounts.index" and queries.stage() != queries.Stage.OPEN
    if queries.has_centre() and not is_for_staff:
        return None
    return redirect(url_for("centres.index"), 303)


def join_after_pull(kinds: frozenset[str]) -> None:
    """Join the centre that central named as soon as its key has come."""
    if "centre" in kinds and not queries.has_centre():
        from kiosk.centres import services  # noqa: PLC0415  once in the life of a kiosk, and heavy

        services.join_known()


__all__ = ["init_app", "models"]
