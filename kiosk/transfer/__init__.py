"""Activities come in from, and go out to, other programs: calendars and spreadsheets."""

from flask import Flask

from kiosk.transfer.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
