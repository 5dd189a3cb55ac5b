"""One look tells whether central is well: its database, and how many kiosks are silent."""

from importlib.metadata import PackageNotFoundError, version

from flask import Blueprint
from peewee import PeeweeException

from sync.central import database, watch

bp = Blueprint("health", __name__)


@bp.get("/health")
def show() -> tuple[dict[str, str | int], int]:
    """Say `status` "ok" or why not (503), the version, how the database is, and how many kiosks are silent."""
    stored = database_status()
    report: dict[str, str | int] = {
        "status": "ok" if stored == "ok" else f"database: {stored}",
        "version": program_version(),
        "database": stored,
    }
    if stored == "ok":
        report["silent_kiosks"] = sum(silence > watch.SILENT_MILLISECONDS for silence in watch.silences())
    return report, 200 if stored == "ok" else 503


def database_status() -> str:
    try:
        database.connect()
        database.run("SELECT head FROM feed LIMIT 1").fetchone()
    except PeeweeException as error:
        database.disconnect()
        return type(error).__name__
    return "ok"


def program_version() -> str:
    try:
        return version("parents-point")
    except PackageNotFoundError:
        return "0.1.0+checkout"
