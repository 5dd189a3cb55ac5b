"""One look tells whether the machine is well: its database, its outbox, its line and its clock."""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app
from peewee import PeeweeException

from kiosk.core import clock, outbox, power, state, today, watchdog
from kiosk.core.database import database
from kiosk.core.pages import settings
from kiosk.core.parked import Parked

bp = Blueprint("health", __name__)
MEGABYTE = 1024 * 1024


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


def no_worker() -> dict[str, Any]:
    return {"state": "none"}


@bp.get("/health")
def index() -> tuple[dict[str, Any], int]:
    """Answer `status` "ok" or why not (503), and figures of all that is known (docs/COMMANDS.md, "kiosk")."""
    worker = current_app.config["DESCRIBE_WORKER"]()
    stored = database_status()
    report: dict[str, Any] = {
        "status": "ok",
        "version": program_version(),
        "database": stored,
        "worker": worker,
    }
    if stored == "ok":
        report |= figures() | time_of_day()
    if stored != "ok":
        report["status"] = f"database: {stored}"
    elif worker.get("state") == "dead":
        report["status"] = "worker: dead"
    elif report["clock"] != "ok" and not is_wall_plausible():
        report["status"] = f"clock: {report['clock']}"
    return report, 200 if report["status"] == "ok" else 503


def figures() -> dict[str, Any]:
    """Return how far central has acknowledged, and what keeps the machine from being as it should."""
    return {
        "outbox": {"head": outbox.head(), "acknowledged": state.get("acknowledged", 0)},
        "unacknowledged_since": watchdog.unacknowledged_since(),
        "enrolled": bool(state.get("token")),
        "last_contact": state.get("last_contact"),
        "problem": state.get("last_error", ""),
        "epoch": {"reason": state.get("epoch_reason", ""), "begun_at": state.get("epoch_begun_at", 0)},
        "refused": outbox.Refused.select().count(),
        "parked": Parked.select().count(),
        "compared": {"at": state.get("compared_at"), "repaired": state.get("repaired", 0)},
        "disk": "low" if is_disk_low() else "ok",
        "power": power.source(),
        "backup": {"at": state.get("copied_at", 0), "problem": state.get("copy_problem", "")},
    }


def time_of_day() -> dict[str, Any]:
    """Return the moment as it is known here, and `clock`: "ok", "unsure" or, where central told so, "wrong"."""
    found = today.moment()
    word = ("wrong" if found.is_sure else "unsure") if today.is_clock_unsure() else "ok"
    return {"clock": word, "moment": found.at, "is_told": found.is_told}


def is_wall_plausible() -> bool:
    last_seen = state.get("last_seen", 0)
    return not last_seen or clock.is_plausible(clock.wall(), last_seen)


def is_disk_low() -> bool:
    """Say whether so little is free that a kiosk stops reading what others wrote (G12)."""
    disk = os.statvfs(Path(str(database.database)).parent)
    return disk.f_bavail * disk.f_frsize < settings().free_megabytes * MEGABYTE


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
