"""Who did what, when, on which machine, without a word of content: lines that only ever follow one another."""

import hashlib
import json
from enum import StrEnum
from uuid import UUID

from peewee import BigIntegerField, IntegerField, TextField

from kiosk.core import state, today
from kiosk.core.database import database
from kiosk.core.record import Record, kinds

LINES_OF_A_PAGE = 20
# The last line of each machine that was seen here: one that is cut off behind it shows.
HEADS = "audit_head"


class Deed(StrEnum):
    """What can be written down; there is no other word, so that no line ever holds content."""

    SIGNED_IN_PICTURES = "signed_in_pictures"
    SIGNED_IN_BADGE = "signed_in_badge"
    SIGNED_IN_SHEET = "signed_in_sheet"
    DOOR_CLOSED = "door_closed"
    FOUNDED = "founded"
    HIRED = "hired"
    ACTIVATED = "activated"
    CHANGED_ROLE = "changed_role"
    GAVE_PICTURES = "gave_pictures"
    GAVE_BADGE = "gave_badge"
    GAVE_SHEET = "gave_sheet"
    REMOVED = "removed"
    ROTATED_KEY = "rotated_key"
    WROTE_NOTE = "wrote_note"
    DISSOLVED_TRUST = "dissolved_trust"
    CHANGED_HOURS = "changed_hours"
    CARD_ISSUED = "card_issued"
    NEIGHBOUR_REGISTERED = "neighbour_registered"
    NEIGHBOUR_FORGOTTEN = "neighbour_forgotten"
    NEIGHBOUR_CORRECTED = "neighbour_corrected"
    NEIGHBOUR_HANDED_OVER = "neighbour_handed_over"
    NEIGHBOURS_MERGED = "neighbours_merged"
    NEIGHBOURS_PARTED = "neighbours_parted"
    HOUSEHOLD_FORGOTTEN = "household_forgotten"
    CHOSE_ANSWER = "chose_answer"
    TOOK_ANSWER_BACK = "took_answer_back"
    PUT_ASIDE = "put_aside"
    TRIED_AGAIN = "tried_again"
    TOLD_NEWS = "told_news"
    UNTOLD_NEWS = "untold_news"
    TRIED_TO_TELL = "tried_to_tell"
    KEPT_LIST = "kept_list"
    CHILDREN_WENT_HOME = "children_went_home"
    NAMED_PICK_UP = "named_pick_up"
    ENDED_PICK_UP = "ended_pick_up"
    MADE_COPY = "made_copy"
    CHANGED_SETTINGS = "changed_settings"
    CONFIRMED_CLOCK = "confirmed_clock"
    SWITCHED_OFF = "switched_off"
    ACTIVITY_PUBLISHED = "activity_published"
    ACTIVITY_CHANGED = "activity_changed"
    ACTIVITY_CLOSED = "activity_closed"
    DATE_CANCELLED = "date_cancelled"
    DATE_MOVED = "date_moved"


class AuditLine(Record):
    """One deed. `digest` is SHA-256 over the line and the `previous` digest of its machine: a missing line shows.

    `number` counts up per machine; `staff` is an opaque id, "" for the machine itself; `subject` names the record.
    """

    is_written_once = True

    machine = TextField()
    number = IntegerField()
    wrote_at = BigIntegerField()
    staff = TextField(default="")
    action = TextField()
    kind_of_subject = TextField(default="")
    subject = TextField(default="")
    previous = TextField()
    digest = TextField()

    class Meta:
        indexes = ((("machine", "number"), False),)


def note(action: str, *, staff: UUID | None, kind: str = "", subject: str = "") -> None:
    """Write down a deed in the caller's transaction: one of `Deed`, and the kind and id (hexadecimal) of a record.

    Raises ValueError for anything else: it could hold content.
    """
    action = Deed(action).value
    if kind and kind not in kinds():
        raise ValueError("not a kind of record")
    subject = UUID(subject).hex if subject else ""
    with database.atomic("IMMEDIATE"):
        machine = state.get("kiosk", "")
        number, previous = head(machine)
        line = AuditLine(
            machine=machine,
            number=number + 1,
            wrote_at=today.present(),
            staff=staff.hex if staff else "",
            action=action,
            kind_of_subject=kind,
            subject=subject,
            previous=previous,
        )
        line.digest = digest_of(line)
        line.save(force_insert=True)
        remember(machine, line.number, line.digest)


def head(machine: str) -> tuple[int, str]:
    """Return number and digest of the last line that was seen of a machine; 0 and nothing before its first."""
    number, digest = state.get(HEADS, {}).get(machine, (0, ""))
    return int(number), str(digest)


def remember(machine: str, number: int, digest: str) -> None:
    state.put(**{HEADS: {**state.get(HEADS, {}), machine: (number, digest)}})


def digest_of(line: AuditLine) -> str:
    """Return SHA-256 (hexadecimal) over the line as a JSON array without spaces, its predecessor's digest last."""
    told = [
        *(line.machine, line.number, line.wrote_at, line.staff),
        *(line.action, line.kind_of_subject, line.subject, line.previous),
    ]
    text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def machines() -> list[str]:
    rows = AuditLine.select(AuditLine.machine).distinct().order_by(AuditLine.machine)
    return sorted({row.machine for row in rows} | set(state.get(HEADS, {})))


def faults() -> list[tuple[str, int]]:
    """Return machine and number of every line that is missing, altered, doubled or cut off."""
    return [(machine, number) for machine in machines() for number in faults_of(machine)]


def faults_of(machine: str) -> list[int]:
    found: list[int] = []
    expected, previous = 1, ""
    lines = AuditLine.select().where(AuditLine.machine == machine).order_by(AuditLine.number, AuditLine.id)
    for line in lines.iterator():
        found += range(expected, line.number)
        is_whole = line.digest == digest_of(line)
        is_next = line.number == expected and line.previous == previous
        if not is_whole or (line.number <= expected and not is_next):
            found.append(line.number)
        expected, previous = line.number + 1, line.digest
    last, digest = head(machine)
    found += range(expected, last + 1)
    if expected == last + 1 and previous != digest:
        found.append(last)
    return sorted(set(found))


def lines(page: int = 1) -> list[AuditLine]:
    """Return one page of lines, newest first."""
    return list(
        AuditLine.select()
        .order_by(AuditLine.wrote_at.desc(), AuditLine.number.desc())
        .paginate(page, LINES_OF_A_PAGE)
    )


def remember_heads(came: frozenset[str]) -> None:
    """Note how far the lines of other machines have come, once lines of theirs came in."""
    if AuditLine.kind() not in came:
        return
    for machine in machines():
        newest = (
            AuditLine.select().where(AuditLine.machine == machine).order_by(AuditLine.number.desc()).first()
        )
        if newest is not None and newest.number > head(machine)[0]:
            remember(machine, newest.number, newest.digest)
