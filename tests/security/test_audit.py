"""What was done is written down without content, and a line that is changed, moved or taken away shows."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError, SqliteDatabase

from kiosk.core import outbox, state
from kiosk.core.ids import new_id
from kiosk.security import audit
from kiosk.security.audit import AuditLine, Deed

WHO = UUID("019538a7-5c00-7000-8000-000000000001")
HERE = "11" * 16


@pytest.fixture
def chain(database: SqliteDatabase) -> list[AuditLine]:
    """Write five lines of one machine."""
    state.put(kiosk=HERE)
    for deed in (Deed.SIGNED_IN_PICTURES, Deed.HIRED, Deed.ACTIVATED, Deed.REMOVED, Deed.ROTATED_KEY):
        audit.note(deed, staff=WHO, kind="audit_line", subject=WHO.hex)
    return list(AuditLine.select().order_by(AuditLine.number))


def test_lines_follow_one_another(chain: list[AuditLine]) -> None:
    assert [line.number for line in chain] == [1, 2, 3, 4, 5]
    assert [line.previous for line in chain] == ["", *(line.digest for line in chain[:-1])]
    assert {line.machine for line in chain} == {HERE}
    assert audit.faults() == []


def test_the_machine_itself_is_nobody(chain: list[AuditLine]) -> None:
    audit.note("removed", staff=None)

    newest = audit.lines()[0]
    assert (newest.staff, newest.kind_of_subject, newest.subject, newest.number) == ("", "", "", 6)


def test_they_are_read_newest_first(chain: list[AuditLine]) -> None:
    for _time in range(30):
        audit.note("hired", staff=WHO)

    assert audit.lines(1)[0].number == 35
    assert len(audit.lines(1)) == audit.LINES_OF_A_PAGE
    assert audit.lines(2)[-1].number == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=30), st.text(max_size=40))
def test_no_line_holds_content(chain: list[AuditLine], word: str, more: str) -> None:
    before = AuditLine.select().count()
    if word not in set(Deed):
        with pytest.raises(ValueError, match="not a valid Deed"):
            audit.note(word, staff=WHO)
    for kind, subject in ((more, ""), ("audit_line", more)):
        if kind not in {"", "audit_line"} or (subject and len(subject.replace("-", "")) < 32):
            with pytest.raises(ValueError):  # noqa: PT011  of UUID or of our own
                audit.note(Deed.HIRED, staff=WHO, kind=kind, subject=subject)

    kept = AuditLine.select()[before:]
    assert all(line.action in set(Deed) and line.subject in {"", WHO.hex} for line in kept)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_line SET action = 'hired' WHERE number = 3",
        "UPDATE audit_line SET number = 30 WHERE number = 3",
        "DELETE FROM audit_line WHERE number = 3",
        "DELETE FROM audit_line",
        "INSERT OR REPLACE INTO audit_line SELECT id, version, machine, number, wrote_at, staff, 'hired', "
        "kind_of_subject, subject, previous, digest FROM audit_line WHERE number = 3",
    ],
)
def test_a_line_is_written_once(chain: list[AuditLine], database: SqliteDatabase, statement: str) -> None:
    with pytest.raises(IntegrityError, match="written once"):
        database.execute_sql(statement)

    assert audit.faults() == []
    assert AuditLine.select().count() == 5


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("DELETE FROM audit_line WHERE number = 1", [1]),
        ("DELETE FROM audit_line WHERE number = 3", [3]),
        ("DELETE FROM audit_line WHERE number >= 4", [4, 5]),
        ("DELETE FROM audit_line", [1, 2, 3, 4, 5]),
        ("UPDATE audit_line SET action = 'hired' WHERE number = 3", [3]),
        ("UPDATE audit_line SET staff = '' WHERE number = 5", [5]),
        ("UPDATE audit_line SET wrote_at = wrote_at + 1 WHERE number = 1", [1]),
        ("UPDATE audit_line SET number = 7 - number WHERE number IN (3, 4)", [3, 4, 5]),
        ("UPDATE audit_line SET number = number - 1 WHERE number > 3", [3, 4, 5]),
    ],
)
def test_whoever_gets_round_that_is_seen(
    chain: list[AuditLine], database: SqliteDatabase, statement: str, numbers: list[int]
) -> None:
    with outbox.applying():
        database.execute_sql(statement)

    assert audit.faults() == [(HERE, number) for number in numbers]


def test_a_line_that_was_forged_whole_is_seen(chain: list[AuditLine], database: SqliteDatabase) -> None:
    last = chain[-1]
    last.action = "hired"
    with outbox.applying():
        AuditLine.update(action="hired", digest=audit.digest_of(last)).where(
            AuditLine.id == last.id
        ).execute()

    assert audit.faults() == [(HERE, 5)]


def test_lines_of_another_machine_are_watched_once_they_came(chain: list[AuditLine]) -> None:
    there, previous = "22" * 16, ""
    with outbox.applying():
        for number in (1, 2, 3):
            line = AuditLine(
                id=new_id(), machine=there, number=number, wrote_at=0, action="hired", previous=previous
            )
            line.digest = previous = audit.digest_of(line)
            line.save(force_insert=True)
    audit.remember_heads(frozenset({"household"}))
    assert there not in state.get(audit.HEADS)
    audit.remember_heads(frozenset({"audit_line"}))
    assert audit.faults() == []

    with outbox.applying():
        AuditLine.delete().where((AuditLine.machine == there) & (AuditLine.number == 3)).execute()

    assert audit.faults() == [(there, 3)]


def test_a_line_travels_and_its_acknowledgement_is_no_change(chain: list[AuditLine]) -> None:
    assert outbox.Outbox.select().where(outbox.Outbox.kind == "audit_line").count() == 5
    with outbox.applying():
        AuditLine.update(version=7).execute()

    assert audit.faults() == []
