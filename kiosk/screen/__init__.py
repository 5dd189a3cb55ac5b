"""The shell that a visitor feels: the picker, the frame, the keyboard, the question whether she is still there."""

from flask import Flask

from kiosk.screen import frame, mishaps, visits, walk, welcome


def init_app(app: Flask) -> None:
    visits.init_app(app)
    frame.init_app(app)
    mishaps.init_app(app)
    app.register_blueprint(welcome.bp)
    app.register_blueprint(walk.bp)
