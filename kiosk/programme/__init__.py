"""The programme is what the centre offers, and what becomes of it."""

from flask import Flask

from kiosk.programme.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
