"""Who works here, and how she shows that it is she."""

from flask import Flask

from kiosk.accounts import models
from kiosk.security import audit, locks


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""


__all__ = ["audit", "init_app", "locks", "models"]
