"""The calendar shows what happens when, by week and by month."""

from flask import Flask

from kiosk.calendar.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
