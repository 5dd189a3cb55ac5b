"""Who is here when."""

from flask import Flask

from kiosk.rota import models


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""


__all__ = ["init_app", "models"]
