"""The texts of what the centre offers, in each language: what is there, and what is missing where."""

from flask import Flask

from kiosk.wording.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
