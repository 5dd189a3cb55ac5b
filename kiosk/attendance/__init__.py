"""Who came: a list for each date, one touch each; and who may take a child home."""

from flask import Flask

from kiosk.attendance import models


def init_app(app: Flask) -> None:
    """Has no pages yet."""


__all__ = ["init_app", "models"]
