"""What happens at the centre, and when."""

from flask import Flask

from kiosk.activities.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
