"""A query that was put into words once is answered each time with what is asked then."""

from uuid import UUID

import pytest
from peewee import SqliteDatabase

from kiosk.core.ids import new_id
from kiosk.core.said import Said, among, listed
from kiosk.registration.models import Consent

GIVEN = Said(
    lambda household: Consent.select().where(Consent.household == household).order_by(Consent.given_at)
)
ANY = Said(
    lambda those, since: Consent.select().where(Consent.id.in_(among(those)), Consent.given_at > since)
)


def agree(household: UUID, given_at: int) -> Consent:
    return Consent.create(household=household, purpose="place", language="nl", wording="1", given_at=given_at)


@pytest.mark.usefixtures("database")
def test_it_asks_for_what_is_given_each_time() -> None:
    amal, hana = new_id(), new_id()
    agree(amal, 1)
    agree(hana, 2)

    assert [one.household for one in GIVEN(amal.hex)] == [amal]
    assert [one.household for one in GIVEN(hana.hex)] == [hana]
    assert list(GIVEN(new_id().hex)) == []


@pytest.mark.usefixtures("database")
def test_it_hears_what_was_written_since() -> None:
    amal = new_id()
    before = len(GIVEN(amal.hex))
    agree(amal, 1)

    assert (before, len(GIVEN(amal.hex))) == (0, 1)
    assert GIVEN(amal.hex).first().given_at == 1


@pytest.mark.usefixtures("database")
def test_it_asks_for_many_in_one_blank() -> None:
    kept = [agree(new_id(), moment) for moment in range(4)]

    found = ANY(listed(one.id.hex for one in kept[:3]), 0)

    assert {one.id for one in found} == {kept[1].id, kept[2].id}


def test_it_is_made_once(database: SqliteDatabase) -> None:
    del database
    asked: list[object] = []

    def make(household: object) -> object:
        asked.append(household)
        return Consent.select().where(Consent.household == household)

    said = Said(make)
    assert [len(said(new_id().hex)) for _time in range(3)] == [0, 0, 0]
    assert len(asked) == 1
