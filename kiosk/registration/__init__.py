"""From "I will come" to a place: how many, who, is this right, done."""

from flask import Flask

from kiosk.registration.views import bp
from kiosk.tickets.models import NAMES


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals.update(ticket_name=lambda dye, animal: NAMES[dye, animal])
