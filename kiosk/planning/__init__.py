"""What the centre will offer is planned here: by touch, question by question."""

from flask import Flask

from kiosk.planning.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
