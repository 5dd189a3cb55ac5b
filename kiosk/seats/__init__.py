"""Seats that are given up, and given on."""

from flask import Flask

from kiosk.core.record import after_pull
from kiosk.seats.services import seat_after_pull
from kiosk.seats.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    if seat_after_pull not in after_pull:
        after_pull.append(seat_after_pull)
