"""A second copy of everything, sealed, on another disk or stick; and the way back from it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
