"""A key mother adds her neighbours one after the other, in a row."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
