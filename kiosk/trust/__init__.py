"""Nominations, and who trusts whom."""

from flask import Flask

from kiosk.trust import models


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""


__all__ = ["init_app", "models"]
