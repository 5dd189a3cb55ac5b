"""What the centre offers is planned here: by touch, with a series, a checklist and a calendar."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
