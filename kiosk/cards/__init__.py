"""A parent's card: how she gets one, and how it lets her in again."""

from flask import Flask

from kiosk.cards import desk, models
from kiosk.cards.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.register_blueprint(desk.bp)


__all__ = ["init_app", "models"]
