"""The centre's key: given on when it changes, and everything sealed anew."""

from flask import Flask

from kiosk.keys import models


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""


__all__ = ["init_app", "models"]
