"""The people of the neighbourhood: found in any script, by number or ticket, and corrected."""

from flask import Flask

from kiosk.members import models
from kiosk.members.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


__all__ = ["init_app", "models"]
