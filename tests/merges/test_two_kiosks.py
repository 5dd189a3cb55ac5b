"""Two kiosks make records one, and tell them apart, without knowing of each other: all come to the same in the end."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.core.database import database
from kiosk.core.errors import KioskError
from kiosk.core.record import kinds
from kiosk.members.models import Merge
from kiosk.merges import services
from kiosk.registration.models import Household, Registration
from kiosk.registration.queries import kept_household
from kiosk.security.keyring import SignedIn
from tests.merges.conftest import Register

TABLES = ("household", "registration", "consent", "merge", "notice", "series", "audit_line")
Rows = dict[str, dict[str, dict[str, Any]]]
FAMILIES = 4
DEEDS = st.lists(
    st.tuples(st.integers(0, FAMILIES - 1), st.integers(0, FAMILIES - 1), st.booleans()), max_size=4
)


def read() -> Rows:
    found: Rows = {}
    for table in TABLES:
        cursor = database.execute_sql(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        found[table] = {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    return found


def write(rows: Rows) -> None:
    """Put this in the place of all that stands, as a pull does: without capturing it."""
    with database.atomic():
        database.execute_sql("UPDATE capture SET is_applying = 1")
        for table in TABLES:
            database.execute_sql(f'DELETE FROM "{table}"')
            for row in rows[table].values():
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                database.execute_sql(
                    f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
                    tuple(row.values()),
                )
        database.execute_sql("UPDATE capture SET is_applying = 0")


def together(base: Rows, first: Rows, last: Rows) -> Rows:
    """Return what central makes of both: each field as the last one wrote it who changed it."""
    found: Rows = {}
    for table in TABLES:
        found[table] = {key: dict(row) for key, row in base[table].items()}
        for side in (first, last):
            for key, row in side[table].items():
                was = base[table].get(key, {})
                changed = {
                    name: value for name, value in row.items() if name not in was or was[name] != value
                }
                found[table].setdefault(key, dict(row)).update(changed)
    return found


def do(deeds: list[tuple[int, int, bool]], families: list[UUID], by: SignedIn) -> None:
    for one, other, is_undone in deeds:
        try:
            made = services.merge(families[one], families[other], taken={"name"}, by=by)
            if is_undone:
                services.undo(made.id, by=by)
        except KioskError:
            continue


@pytest.fixture
def families(register: Register) -> list[UUID]:
    """Register four families on two dates each, and return their households."""
    places = [register(f"Nora {number}", date=number % 2) for number in range(FAMILIES)]
    for number, place in enumerate(places):
        register(f"Nora {number}", date=2, household=place.household)
    return [place.household for place in places]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(here=DEEDS, there=DEEDS, is_last_here=st.booleans())
def test_all_come_to_the_same_and_nobody_loses_a_place(
    here: list[tuple[int, int, bool]],
    there: list[tuple[int, int, bool]],
    is_last_here: bool,
    families: list[UUID],
    lena: SignedIn,
) -> None:
    base = read()
    try:
        do(here, families, lena)
        after_here = read()
        write(base)
        do(there, families, lena)
        after_there = read()
        first, last = (after_there, after_here) if is_last_here else (after_here, after_there)
        write(together(base, first, last))

        services.settle(frozenset(kinds()))

        settled = read()
        services.settle(frozenset(kinds()))
        assert read() == settled
        check(families)
    finally:
        write(base)


def check(families: list[UUID]) -> None:
    kept = {family: kept_household(family) for family in families}
    for row in kept.values():
        assert row is not None
        assert row.merged_into is None
    shown = {row.id for row in Household.select().where(Household.merged_into.is_null())}
    assert shown == {row.id for row in kept.values() if row}
    assert {row.household for row in Registration.select()} <= shown
    for household in shown:
        mine = list(Registration.select().where(Registration.household == household))
        for unit in {place.occurrence for place in mine}:
            standing = [place for place in mine if place.occurrence == unit and not place.is_cancelled]
            assert len(standing) == 1
            assert standing[0].is_confirmed
    for merge in Merge.select().where(Merge.undone_at.is_null()):
        assert merge.household != merge.absorbed
