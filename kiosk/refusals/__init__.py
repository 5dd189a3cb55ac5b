"""What central did not take is kept, with its reason, until somebody here has seen to it."""

from flask import Flask

from kiosk.refusals import queries
from kiosk.refusals.desk import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    # For the pages of other rooms: a refusal shows where it was entered.
    app.jinja_env.globals.update(refused_of=queries.refused_of)
