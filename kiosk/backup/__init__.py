"""A second copy of everything, sealed, on another disk or stick; and the way back from it."""

from flask import Flask

from kiosk.backup.desk import bp
from kiosk.backup.services import every_night
from kiosk.core import nightly


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    if every_night not in nightly.tasks:
        nightly.tasks.append(every_night)
