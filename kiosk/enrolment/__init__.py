"""How this kiosk becomes known to central: with an address and a code, on the first day or on any later one."""

from flask import Flask

from kiosk.enrolment.desk import bp as desk_bp
from kiosk.enrolment.forms import Central
from kiosk.enrolment.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.register_blueprint(desk_bp)


__all__ = ["Central", "init_app"]
