"""From "I will come" to a place: how many, who, is this right, done."""

from flask import Flask

from kiosk.registration.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
