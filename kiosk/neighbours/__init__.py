"""A key mother adds her neighbours one after the other, in a row."""

from flask import Flask

from kiosk.neighbours.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
