"""A parent's card, and what this machine knows about her."""

from flask import Flask

from kiosk.cards import models


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""


__all__ = ["init_app", "models"]
