"""Two people wrote one thing without knowing of each other: somebody here says with one touch which one it is."""

from flask import Flask

from kiosk.conflicts.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
