"""Two pages tell an operator what needs looking after: kiosks that are silent, and what is not erased at them yet."""

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sync.central import erasures, watch
from sync.central.views import write_contacts

if TYPE_CHECKING:
    from sync.central.upkeep import Upkeep

bp = Blueprint("central_reports", __name__)


@bp.get("/kiosks")
def kiosks() -> ResponseReturnValue:
    write_readings()
    return render_template("central_reports/kiosks.html", kiosks=watch.watched(), restart=restart)


@bp.get("/erased")
def erased() -> ResponseReturnValue:
    write_readings()
    return render_template("central_reports/erased.html", erasures=erasures.erasures())


def write_readings() -> None:
    """Let the page show what this process has heard and not written yet."""
    write_contacts()
    upkeep: Upkeep = current_app.extensions["upkeep"]
    upkeep.readings.write()


def restart(reason: str) -> str:
    """Return in words why a kiosk began to count anew."""
    words: dict[str, str] = {
        "restored": _("restored from a copy"),
        "copied": _("found to be one of two copies"),
        "central": _("began anew because central was restored"),
        "enrolled": _("enrolled again"),
    }
    return str(words.get(reason) or _("began anew"))
