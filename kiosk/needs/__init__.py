"""What mothers ask for."""

from flask import Flask

from kiosk.core import nightly
from kiosk.needs.desk import bp as desk_pages
from kiosk.needs.services import hand_on_daily
from kiosk.needs.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.register_blueprint(desk_pages)
    if hand_on_daily not in nightly.tasks:
        nightly.tasks.append(hand_on_daily)
