"""The people of the neighbourhood: found in any script, made one where they are one, handed over."""

from flask import Flask

from kiosk.members import models


def init_app(app: Flask) -> None:
    """Has no pages yet."""


__all__ = ["init_app", "models"]
