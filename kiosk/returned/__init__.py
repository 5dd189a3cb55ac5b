"""What was written on paper comes back, line by line, and nobody is on a list twice."""

from flask import Flask

from kiosk.returned.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
