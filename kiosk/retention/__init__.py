"""What is kept, for how long, and how it is forgotten."""

from flask import Flask


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""
