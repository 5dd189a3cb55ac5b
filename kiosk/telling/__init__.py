"""Who must still be told what: a call list for each language."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
