"""The desk in words: its doors, what there is to see to, what was done."""

import msgspec
from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kiosk.security.permissions import Permission, Role, may


class Door(msgspec.Struct, frozen=True):
    """One tile of the front page: where it leads, what it takes, its picture and its words.

    `is_rare`: it is there only while something waits behind it.
    """

    endpoint: str
    permission: Permission
    sign: str
    dye: str
    words: LazyString
    is_rare: bool = False


# In the order in which they are used: neighbours first, oneself, then what coaching needs.
DOORS = (
    Door("neighbours_desk.index", Permission.KEEP_NEIGHBOURS, "plus", "leaf", _("Add neighbours")),
    Door("attendance_desk.index", Permission.KEEP_TODAY, "yes", "leaf", _("Today")),
    Door("telling_desk.index", Permission.KEEP_TODAY, "speech", "weld", _("To tell")),
    Door("vouching_desk.new", Permission.KEEP_NEIGHBOURS, "woman", "leaf", _("Register a neighbour")),
    Door("members_desk.index", Permission.KEEP_NEIGHBOURS, "people", "madder", _("My neighbours")),
    Door("calendar_desk.index", Permission.PLAN_ACTIVITIES, "day", "indigo", _("Activities")),
    Door("paper_desk.index", Permission.KEEP_TODAY, "print", "weld", _("On paper")),
    Door("cards_desk.index", Permission.ISSUE_CARDS, "ticket", "indigo", _("Cards")),
    Door("rota_desk.index", Permission.KEEP_ROTA, "day", "weld", _("My hours")),
    Door("trust_desk.index", Permission.SEE_OWN_TRUST, "parents", "madder", _("Who trusts me")),
    # Translators: the door to a list of things of which somebody must say which one it is.
    Door(
        "refusals_desk.index",
        Permission.KEEP_NEIGHBOURS,
        "question",
        "madder",
        _("To decide"),
        is_rare=True,
    ),
    Door("accounts_desk.pictures", Permission.OPEN_DESK, "key", "weld", _("My pictures")),
    Door("desk.tasks", Permission.SEE_TASKS, "yes", "leaf", _("Tasks")),
    Door("accounts_desk.index", Permission.KEEP_STAFF, "woman", "indigo", _("Who works here")),
    Door("trust_desk.nominations", Permission.NOMINATE, "pencil", "madder", _("Nominations")),
    Door("rota_desk.plan", Permission.PLAN_ROTA, "morning", "weld", _("Who is here when")),
    Door("desk.audit", Permission.READ_AUDIT, "book", "indigo", _("What was done")),
    Door("machine_desk.index", Permission.KEEP_MACHINE, "house", "leaf", _("This machine")),
)
DEEDS = {
    "signed_in_pictures": _("Signed in with pictures"),
    "signed_in_badge": _("Signed in with a badge"),
    "signed_in_sheet": _("Used the recovery sheet"),
    # Translators: five wrong tries at signing in closed the door for some minutes.
    "door_closed": _("Closed after wrong tries"),
    "founded": _("Founded the centre"),
    "hired": _("Hired somebody"),
    "activated": _("Let somebody start"),
    "changed_role": _("Changed a role"),
    "gave_pictures": _("Gave new pictures"),
    "gave_badge": _("Gave a new badge"),
    "gave_sheet": _("Gave a recovery sheet"),
    "removed": _("Took somebody out"),
    "rotated_key": _("Changed the key of the centre"),
    "card_issued": _("Made a card"),
    "neighbour_registered": _("Registered a neighbour"),
    "neighbour_forgotten": _("Forgot a neighbour"),
    "neighbour_corrected": _("Corrected a neighbour"),
    # Translators: somebody else looks after this family from now on.
    "neighbour_handed_over": _("Handed a neighbour over"),
    # Translators: two records were of the same family, and became one.
    "neighbours_merged": _("Made two records one"),
    "neighbours_parted": _("Made two of one record again"),
    # Translators: a mother asked the machine to forget her.
    "household_forgotten": _("Forgot somebody who asked"),
    "changed_hours": _("Changed hours"),
    "wrote_note": _("Wrote a note"),
    "dissolved_trust": _("Took trust back"),
    # Translators: two people wrote different things, and somebody said which one it is.
    "chose_answer": _("Chose between two answers"),
    "took_answer_back": _("Took a choice back"),
    "put_aside": _("Put something aside"),
    # Translators: what central did not take was sent to it once more.
    "tried_again": _("Tried again"),
    # Translators: a family heard from somebody that it has a place, or that a date is called off.
    "told_news": _("Told a family what changed"),
    "untold_news": _("Took back that a family was told"),
    # Translators: nobody answered, or it was left for tomorrow.
    "tried_to_tell": _("Tried to tell a family"),
    # Translators: somebody wrote down who came to an activity.
    "kept_list": _("Marked who came"),
    "children_went_home": _("Let children go home"),
    # Translators: a mother said who may take her children home.
    "named_pick_up": _("Wrote down who may take children home"),
    "ended_pick_up": _("Took that back: who may take children home"),
    "made_copy": _("Made a copy of everything"),
    "changed_settings": _("Changed the settings of the machine"),
    "confirmed_clock": _("Said that the clock of the machine is right"),
    "switched_off": _("Switched the machine off"),
    "activity_published": _("Published an activity"),
    "activity_changed": _("Changed an activity"),
    "activity_closed": _("Closed an activity"),
    "date_cancelled": _("Called off a date"),
    "date_moved": _("Moved a date"),
}


def open_doors(role: Role) -> list[Door]:
    """Return the doors that this role may take and that are there."""
    there = current_app.view_functions
    return [door for door in DOORS if may(role, door.permission) and door.endpoint in there]


def words_for(action: str) -> LazyString:
    """Return what a deed is called; one that only a newer kiosk knows is told as something."""
    return DEEDS.get(action) or _("Did something else")
