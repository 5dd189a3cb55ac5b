"""The texts of what the centre offers, in each language: what is there, and what is missing where."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Has no pages yet."""
