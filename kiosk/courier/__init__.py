"""Where no line leads, somebody carries what waits to central on a stick, and brings the answer back."""

from flask import Flask

from kiosk.courier.desk import bp
from kiosk.courier.forms import Courier


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


__all__ = ["Courier", "init_app"]
