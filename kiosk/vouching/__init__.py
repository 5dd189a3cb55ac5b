"""A key mother registers a neighbour, who says yes herself."""

from flask import Flask


def init_app(_app: Flask) -> None:
    """Nothing to show yet."""
