"""Who did what, when, on which machine, without a word of content: lines that only ever follow one another."""

import hashlib
import json
import re
from uuid import UUID

from peewee import BigIntegerField, IntegerField, TextField

from kiosk.core import clock, state
from kiosk.core.database import database
from kiosk.core.record import Record

LINES_OF_A_PAGE = 20
# The last line of each machine that was seen here: one that is cut off behind it shows.
HEADS = "audit_head"
is_word = re.compile(r"[a-z][a-z_.]{1,39}").fullmatch


class AuditLine(Record):
    """One deed. `digest` is SHA-256 over the line and the `previous` digest of its machine: a missing line shows.

    `number` counts up per machine; `staff` is an opaque id, "" for the machine itself; `subject` names the record.
    """

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
    """Write down a deed in the caller's transaction: a word for it, and the kind and id (hexadecimal) of a record.

    Raises ValueError for anything that could hold content.
    """
    for word in (action, kind or "none"):
        if not is_word(word):
            raise ValueError(f"not a word for a deed: {word!r}")
    subject = UUID(subject).hex if subject else ""
    with database.atomic("IMMEDIATE"):
        machine = state.get("kiosk", "")
        number, previous = head(machine)
        line = AuditLine(
            machine=machine,
            number=number + 1,
            wrote_at=clock.wall(),
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


def remember_heads(kinds: frozenset[str]) -> None:
    """Note how far the lines of other machines have come, once lines of theirs came in."""
    if AuditLine.kind() not in kinds:
        return
    for machine in machines():
        newest = (
            AuditLine.select().where(AuditLine.machine == machine).order_by(AuditLine.number.desc()).first()
        )
        if newest is not None and newest.number > head(machine)[0]:
            remember(machine, newest.number, newest.digest)
