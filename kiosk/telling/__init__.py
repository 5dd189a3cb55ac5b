"""Who must still be told what: a call list for each language."""

from flask import Flask

from kiosk.telling.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
