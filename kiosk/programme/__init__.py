"""The programme is what the centre offers, week by week, and what becomes of it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
