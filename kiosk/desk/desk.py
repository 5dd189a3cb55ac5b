"""M2: what somebody who works here can do today."""

from flask import render_template

from kiosk.core.today import is_clock_unsure, now_here
from kiosk.desk import queries
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.security.permissions import Permission, allows

bp = desk_pages("desk", __name__)


@bp.get("/")
@allows(Permission.OPEN_DESK)
def index() -> str:
    """M2: the day, the hour, and a door for each thing that her role does."""
    doors = queries.open_doors(signed_in().role)
    return render_template("desk/index.html", doors=doors, now=now_here(), is_clock_unsure=is_clock_unsure())
