"""What mothers ask for."""

from flask import Flask

from kiosk.core import nightly
from kiosk.needs.services import hand_on_daily
from kiosk.needs.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    if hand_on_daily not in nightly.tasks:
        nightly.tasks.append(hand_on_daily)
