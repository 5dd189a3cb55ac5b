"""What mothers ask for."""

from flask import Flask

from kiosk.needs.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
