"""Who may take a child home, and with whom each child went."""

from flask import Flask

from kiosk.childcare.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
