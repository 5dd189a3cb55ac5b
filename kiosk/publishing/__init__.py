"""What was planned is offered: on which days, for how many, and only when somebody has looked at its words."""

from flask import Flask

from kiosk.publishing.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
