"""A parent's card: how she gets one, and how it lets her in again."""

from flask import Flask

from kiosk.cards import models
from kiosk.cards.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


__all__ = ["init_app", "models"]
