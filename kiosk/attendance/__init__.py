"""Who came: a list for each date, one touch each."""

from flask import Flask

from kiosk.attendance.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
