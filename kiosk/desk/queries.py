"""What there is to see to follows from what is known, and is written down nowhere (SPEC A6)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import working_staff
from kiosk.conflicts.queries import open_conflicts
from kiosk.core import clock, lights
from kiosk.core.lights import Light, Topic
from kiosk.core.today import now_here
from kiosk.programme import queries as programme
from kiosk.refusals import queries as refusals
from kiosk.security import audit
from kiosk.security.audit import AuditLine
from kiosk.security.permissions import Role
from kiosk.trust.queries import without_trust

LINES = 12


class TaskKind(StrEnum):
    COACH_UNSEEN = "coach_unseen"  # the coach did not sign in for many days
    NO_TRUST = "no_trust"  # a key mother works here, and every mother took her yes back
    TWO_ANSWERS = "two_answers"  # two people wrote different things
    NOT_TAKEN = "not_taken"  # central refused what was written here
    NO_SUCCESSOR = "no_successor"  # an activity ends, and nobody said what comes after it (SPEC B5)
    MACHINE = "machine"  # nothing reaches central any more, or it will soon be so


class Task(msgspec.Struct, frozen=True):
    """One thing to see to: whom it is about, and for how many days already; or how many there are of it."""

    kind: TaskKind
    person: Staff | None = None
    days: int = 0
    count: int = 0


def tasks(*, coach_unseen_days: int) -> list[Task]:
    """Return what must be seen to today; each goes by itself when it is no longer so.

    Days are counted by the last clock that could be believed: a clock that runs wild makes nobody absent (G9).
    """
    today = now_here().date()
    absent = [
        Task(TaskKind.COACH_UNSEEN, one, days)
        for one in working_staff()
        if one.role == Role.COACH and (days := days_unseen(one, today)) >= coach_unseen_days
    ]
    counted = {
        TaskKind.TWO_ANSWERS: len(open_conflicts()),
        TaskKind.NOT_TAKEN: refusals.count(),
        TaskKind.NO_SUCCESSOR: len(programme.ending()),
    }
    found = [Task(kind, count=count) for kind, count in counted.items() if count]
    return absent + [Task(TaskKind.NO_TRUST, one) for one in without_trust()] + found


def machine_tasks(report: dict[str, Any]) -> list[Task]:
    """Return a task where /health says that this machine must be seen to, or that central hears nothing from it."""
    shown = lights.lamps(report)
    is_silent = any(lamp.topic == Topic.SENT and lamp.light != Light.GREEN for lamp in shown)
    return [Task(TaskKind.MACHINE)] if is_silent or lights.worst(shown) == Light.RED else []


def days_unseen(staff: Staff, today: date) -> int:
    """Return for how many days somebody did not sign in: since she was last here, or else since she was hired."""
    try:
        seen = date.fromisoformat(staff.seen_on or "")
    except ValueError:
        seen = date.fromtimestamp(born_at(staff.id) / clock.MILLISECONDS)  # noqa: DTZ012  a day, not a moment
    return max(0, (today - seen) // timedelta(days=1))


def born_at(record: UUID) -> int:
    """Return when a record was named (UUIDv7), in milliseconds since 1970."""
    return record.int >> 80


def count_of_lines() -> int:
    return AuditLine.select().count()


def lines(page: int) -> list[AuditLine]:
    """Return one page of what was done, newest first."""
    newest = AuditLine.select().order_by(AuditLine.wrote_at.desc(), AuditLine.number.desc())
    return list(newest.paginate(page, LINES))


def numbers_of_machines() -> dict[str, int]:
    """Return a number for each machine: its name is an id, which nobody can read or say."""
    return {machine: number for number, machine in enumerate(audit.machines(), start=1)}
