"""The front page of the desk has a door for each thing that somebody's role does, and no other."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kiosk.security.permissions import Permission, Role, may


@dataclass(frozen=True, slots=True)
class Door:
    """One tile of the front page: where it leads, what it takes, its picture and its words."""

    endpoint: str
    permission: Permission
    sign: str
    dye: str
    words: LazyString


# In the order in which they are used: neighbours first, oneself, then what coaching needs.
DOORS = (
    Door("vouching_desk.new", Permission.KEEP_NEIGHBOURS, "plus", "leaf", _("Register a neighbour")),
    Door("vouching_desk.index", Permission.KEEP_NEIGHBOURS, "people", "madder", _("My neighbours")),
    Door("cards_desk.index", Permission.ISSUE_CARDS, "ticket", "indigo", _("Cards")),
    Door("rota_desk.index", Permission.KEEP_ROTA, "day", "weld", _("My hours")),
    Door("trust_desk.index", Permission.SEE_OWN_TRUST, "parents", "madder", _("Who trusts me")),
    Door("accounts_desk.pictures", Permission.OPEN_DESK, "key", "weld", _("My pictures")),
    Door("desk.tasks", Permission.SEE_TASKS, "check", "leaf", _("Tasks")),
    Door("accounts_desk.index", Permission.KEEP_STAFF, "woman", "indigo", _("Who works here")),
    Door("trust_desk.nominations", Permission.NOMINATE, "pencil", "madder", _("Nominations")),
    Door("rota_desk.plan", Permission.PLAN_ROTA, "morning", "weld", _("Rota")),
    Door("desk.audit", Permission.READ_AUDIT, "book", "indigo", _("What was done")),
    Door("desk.machine", Permission.KEEP_MACHINE, "house", "leaf", _("This machine")),
)


def open_doors(role: Role) -> list[Door]:
    """Return the doors that this role may take and that are there."""
    there = current_app.view_functions
    return [door for door in DOORS if may(role, door.permission) and door.endpoint in there]
