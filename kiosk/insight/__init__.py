"""What this machine knows about a parent, shown to her when her card is open: hers to correct, to allow, to end."""

from flask import Flask

from kiosk.insight.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
