"""A key mother registers a neighbour, who says yes herself."""

from flask import Flask

from kiosk.vouching.desk import bp as desk_bp
from kiosk.vouching.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.register_blueprint(desk_bp)
