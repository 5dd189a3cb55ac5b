"""Who works here, and how she shows that it is she."""

from datetime import date

from flask import Flask

from kiosk.accounts import desk, forms, models, queries, views
from kiosk.core.pictures import PICTURES
from kiosk.screen.pictures import NAMES, dye_of
from kiosk.security import audit, locks


def init_app(app: Flask) -> None:
    app.config["ROLE_OF"] = queries.role_of
    app.register_blueprint(views.door)
    app.register_blueprint(views.bp)
    app.register_blueprint(desk.bp)
    app.jinja_env.globals.update(
        picture_name=NAMES.__getitem__,
        dye_of=dye_of,
        language_of=forms.language_of,
        pictures_in_order=PICTURES,
        day_of=date.fromisoformat,
    )


__all__ = ["audit", "init_app", "locks", "models"]
