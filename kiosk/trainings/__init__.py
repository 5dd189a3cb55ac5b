"""Trainings and their modules."""

from flask import Flask

from kiosk.trainings.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
