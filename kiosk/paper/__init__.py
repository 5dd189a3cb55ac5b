"""Paper is a client too: lists that are printed, written on, and typed back in."""

from flask import Flask

from kiosk.core import nightly
from kiosk.paper import models
from kiosk.paper.desk import bp
from kiosk.paper.services import forget_old


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    if forget_old not in nightly.tasks:
        nightly.tasks.append(forget_old)


__all__ = ["init_app", "models"]
