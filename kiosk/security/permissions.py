"""Who may do what: a view says which permission it takes, a role says which it gives, and all else is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Role(StrEnum):
    """What somebody is here. The sheet is the recovery sheet: it holds keys and may do nothing else."""

    KEY_MOTHER = "key_mother"
    COACH = "coach"
    DEPUTY = "deputy"
    MENTOR_MANAGER = "mentor_manager"
    TREASURER = "treasurer"
    OFFICE = "office"
    CARETAKER = "caretaker"
    SHEET = "sheet"


class Circle(StrEnum):
    """SPEC A3: key mothers and who coaches them stand in the first circle, everybody else in the second."""

    FIRST = "first"
    SECOND = "second"


class Permission(StrEnum):
    """One thing that a page of the desk lets somebody do."""

    OPEN_DESK = "open_desk"  # the front page, one's own pictures, signing out
    KEEP_NEIGHBOURS = "keep_neighbours"  # register, see and help those she registered or who chose her
    SEE_EVERYBODY = "see_everybody"  # every household of the centre
    KEEP_TODAY = "keep_today"  # who came, who must be told, and the lists on paper
    PLAN_ACTIVITIES = "plan_activities"  # what the centre offers, when and in which words
    ISSUE_CARDS = "issue_cards"
    KEEP_ROTA = "keep_rota"  # one's own hours
    PLAN_ROTA = "plan_rota"  # everybody's hours
    SEE_OWN_TRUST = "see_own_trust"  # who trusts me
    NOMINATE = "nominate"  # nominate, approve and remove; see notes and trust links
    KEEP_STAFF = "keep_staff"  # roles, new pictures, badges, the centre's key
    READ_AUDIT = "read_audit"
    SEE_TASKS = "see_tasks"  # what a deputy must look after
    KEEP_MACHINE = "keep_machine"  # the caretaker's page


EVERYBODY = frozenset({Permission.OPEN_DESK})
COACHING = EVERYBODY | {
    Permission.KEEP_NEIGHBOURS,
    Permission.SEE_EVERYBODY,
    Permission.KEEP_TODAY,
    Permission.PLAN_ACTIVITIES,
    Permission.ISSUE_CARDS,
    Permission.KEEP_ROTA,
    Permission.PLAN_ROTA,
    Permission.NOMINATE,
    Permission.KEEP_STAFF,
    Permission.READ_AUDIT,
    Permission.SEE_TASKS,
    Permission.KEEP_MACHINE,
}
GIVES: dict[Role, frozenset[Permission]] = {
    Role.KEY_MOTHER: EVERYBODY
    | {
        Permission.KEEP_NEIGHBOURS,
        Permission.KEEP_TODAY,
        Permission.PLAN_ACTIVITIES,
        Permission.ISSUE_CARDS,
        Permission.KEEP_ROTA,
        Permission.SEE_OWN_TRUST,
    },
    Role.COACH: COACHING,
    # The deputy stands in: all but the notes of the coach, which are sealed to her alone when they were so written.
    Role.DEPUTY: COACHING,
    Role.MENTOR_MANAGER: EVERYBODY,
    Role.TREASURER: EVERYBODY,
    Role.OFFICE: EVERYBODY,
    Role.CARETAKER: EVERYBODY | {Permission.KEEP_MACHINE},
    Role.SHEET: frozenset(),
}
# Partners (schools, institutions) have no role: they do not sign in at a kiosk.


def allows(permission: Permission) -> Callable[[View], View]:
    """Declare beside a view of the desk which permission it takes; a view that declares none answers nobody."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def may(role: Role, permission: Permission | None) -> bool:
    return permission is not None and permission in GIVES[role]


def circle_of(role: Role | None) -> Circle:
    """Derive the circle from the role; it is stored nowhere (SPEC A3)."""
    is_first = role in {Role.KEY_MOTHER, Role.COACH, Role.DEPUTY}
    return Circle.FIRST if is_first else Circle.SECOND
