"""Who looks after the machine finds one page of green, amber and red, and what to do (SPEC P2)."""

from flask import Flask

from kiosk.machine.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
