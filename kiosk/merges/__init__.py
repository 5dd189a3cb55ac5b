"""Two records of one family become one, on every kiosk, and can be told apart again."""

from flask import Flask

from kiosk.core import erasure
from kiosk.core.record import after_pull
from kiosk.merges.desk import bp
from kiosk.merges.services import forget_what_followed, settle


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    if settle not in after_pull:
        after_pull.append(settle)
    if forget_what_followed not in erasure.after_erasure:
        erasure.after_erasure.append(forget_what_followed)
