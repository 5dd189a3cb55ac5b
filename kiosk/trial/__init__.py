"""A sample to try every door with, in a folder of its own: it never meets what is real, and ends with one touch."""

from typing import Any

from flask import Flask

from kiosk.core import state
from kiosk.trial.views import bp


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.context_processor(mark)


def mark() -> dict[str, Any]:
    """Tell every page whether what it shows is a sample."""
    return {"is_sample": bool(state.get("sample"))}
