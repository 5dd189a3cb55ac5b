"""The front page of those who work here."""

from flask import Flask


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""
