"""Who is here when."""

from flask import Flask

from kiosk.rota import models
from kiosk.rota.desk import bp
from kiosk.rota.queries import presence


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    # A function, so that only the pages that tell who is here look for it.
    app.jinja_env.globals.update(presence=presence)


__all__ = ["init_app", "models"]
