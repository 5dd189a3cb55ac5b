"""M2: what somebody who works here can do today, must see to, and did."""

from flask import render_template, request

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import everybody
from kiosk.conflicts import queries as conflicts
from kiosk.core import health, state
from kiosk.core.pages import settings
from kiosk.core.today import is_clock_unsure, moment, now_here
from kiosk.desk import forms, queries
from kiosk.refusals import queries as refusals
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import page_number
from kiosk.security import audit as chain
from kiosk.security import vault
from kiosk.security.audit import AuditLine
from kiosk.security.permissions import Permission, allows, may

bp = desk_pages("desk", __name__)


@bp.get("/")
@allows(Permission.OPEN_DESK)
def index() -> str:
    """M2: the day, the hour, and a door for each thing that her role does."""
    role, counts = signed_in().role, {}
    if may(role, Permission.SEE_TASKS):
        counts["desk.tasks"] = len(present_tasks())
    elif may(role, Permission.KEEP_NEIGHBOURS):
        # Who has no list of tasks finds a door for as long as there is something behind it.
        by = signed_in()
        counts = {"refusals_desk.index": conflicts.count_for(by) + refusals.count_for(by)}
    return render_template(
        "desk/index.html",
        doors=[door for door in forms.open_doors(role) if not door.is_rare or counts.get(door.endpoint)],
        counts=counts,
        now=now_here(),
        is_clock_unsure=is_clock_unsure(),
        is_told=moment().is_told,
    )


@bp.get("/tasks")
@allows(Permission.SEE_TASKS)
def tasks() -> str:
    """Show what must be seen to."""
    told = [(task, name_of(task.person) if task.person else "") for task in present_tasks()]
    return render_template("desk/tasks.html", tasks=told)


@bp.get("/audit")
@allows(Permission.READ_AUDIT)
def audit() -> str:
    """Show who did what when on which machine, newest first, and whether a line is missing."""
    count = max(1, -(-queries.count_of_lines() // queries.LINES))
    number = page_number(request.args.get("page", ""), count)
    people = {one.id.hex: one for one in everybody()}
    faults = chain.faults()
    return render_template(
        "desk/audit.html",
        lines=[(line, people.get(line.staff), name_in(people, line)) for line in queries.lines(number)],
        faults=faults,
        machines=queries.numbers_of_machines(),
        this_machine=state.get("kiosk", ""),
        words_for=forms.words_for,
        number=number,
        count=count,
    )


def present_tasks() -> list[queries.Task]:
    report, _status = health.index()
    days = settings().coach_unseen_days
    return queries.tasks(coach_unseen_days=days) + queries.machine_tasks(report)


def name_in(people: dict[str, Staff], line: AuditLine) -> str:
    person = people.get(line.staff)
    return name_of(person) if person else ""


def name_of(person: Staff) -> str:
    """Return somebody's name as the key of the centre opens it, empty where it does not."""
    try:
        return signed_in().open(person.name_sealed or "", record=person.id, field="name_sealed")
    except vault.CannotOpenError:
        return ""
