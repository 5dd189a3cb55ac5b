"""What happens at the centre, and when."""

from flask import Flask

from kiosk.activities.services import show_after_pull
from kiosk.activities.views import bp
from kiosk.core.record import after_pull


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    if show_after_pull not in after_pull:
        after_pull.append(show_after_pull)
