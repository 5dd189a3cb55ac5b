"""Paper is a client too: lists that are printed, written on, and typed back in."""

from flask import Flask

from kiosk.paper import models


def init_app(app: Flask) -> None:
    """Has no pages yet."""


__all__ = ["init_app", "models"]
