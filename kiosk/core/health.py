"""One look tells whether the machine is well: its database, its outbox, its line and its clock."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Blueprint, Flask, current_app
from peewee import PeeweeException

from kiosk.core import outbox, state, today
from kiosk.core.database import database

bp = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


def no_worker() -> dict[str, Any]:
    return {"state": "none"}


@bp.get("/health")
def index() -> tuple[dict[str, Any], int]:
    """Answer `status` "ok" or why not; figures of the outbox, the last contact, the worker and the clock."""
    worker = current_app.config["DESCRIBE_WORKER"]()
    stored = database_status()
    report: dict[str, Any] = {
        "status": "ok",
        "version": program_version(),
        "database": stored,
        "worker": worker,
    }
    if stored == "ok":
        report["outbox"] = {"head": outbox.head(), "acknowledged": state.get("acknowledged", 0)}
        report["last_contact"] = state.get("last_contact")
        report["clock"] = "unsure" if today.is_clock_unsure() else "ok"
    if stored != "ok":
        report["status"] = f"database: {stored}"
    elif worker.get("state") == "dead":
        report["status"] = "worker: dead"
    elif report["clock"] != "ok":
        report["status"] = "clock: unsure"
    return report, 200 if report["status"] == "ok" else 503


def database_status() -> str:
    """Say "ok", or in a word what keeps the database from answering."""
    try:
        database.execute_sql("SELECT name FROM state LIMIT 1").fetchone()
    except PeeweeException as error:
        return type(error).__name__
    return "ok"


def program_version() -> str:
    try:
        return version("parents-point")
    except PackageNotFoundError:
        return "0.1.0+checkout"
