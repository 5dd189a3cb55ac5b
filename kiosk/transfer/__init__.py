"""Activities come in from, and go out to, other programs: calendars and spreadsheets."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
