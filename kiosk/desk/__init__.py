"""The front page of those who work here, what they must see to, and what was done."""

from flask import Flask

from kiosk.desk.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
