"""Two records become one: all that was about either is about the one that stays (issue: merge with undo)."""

from typing import Any

import pytest

from kiosk.attendance.models import Attendance, PickUp
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.merges import services
from kiosk.registration.models import Consent, Household, Notice, Registration
from kiosk.security import vault
from kiosk.security.audit import AuditLine
from kiosk.security.keyring import SignedIn
from tests.merges.conftest import Register, name_of, shown
from tests.team import Team


def test_all_that_was_about_either_is_about_the_one_that_stays(register: Register, make_one: Any) -> None:
    one, other = register(date=0), register("سميرة", date=1)
    Attendance.create(household=other.household, registration=other.id, occurrence=new_id(), marked_at=1)
    PickUp.create(household=other.household, dye="leaf", animal="lion", number=1, named_at=1)

    made = make_one(one, other)

    (kept,) = shown()
    assert made.household == kept.id
    for model in (Registration, Consent, Attendance, PickUp):
        assert {row.household for row in model.select()} == {kept.id}
    assert Consent.select().count() == 2


def test_who_has_said_yes_herself_stays(register: Register, make_one: Any, team: Team) -> None:
    vouched, came = register(by="Amal"), register()

    make_one(vouched, came)

    assert [row.id for row in shown()] == [came.household]


@pytest.mark.parametrize("is_turned", [False, True])
def test_which_stays_does_not_depend_on_who_was_touched_first(
    is_turned: bool, register: Register, make_one: Any
) -> None:
    one, other = register(date=0), register(date=1)

    make_one(*((other, one) if is_turned else (one, other)))

    assert [row.id for row in shown()] == [min(one.household, other.household)]


def test_a_value_that_is_taken_is_sealed_for_its_new_place(
    register: Register, make_one: Any, lena: SignedIn
) -> None:
    places = register("Samira", date=0, children=1), register("سميرة", date=1, children=3, language="tr")
    first, second = sorted(places, key=lambda place: place.household)
    before = {row.id: (name_of(row, lena), row.adults, row.bands, row.language) for row in Household.select()}

    make_one(first, second, {"name", "people", "language"})

    kept, absorbed = Household.get_by_id(first.household), Household.get_by_id(second.household)
    for row, was in ((kept, second), (absorbed, first)):
        assert (name_of(row, lena), row.adults, row.bands, row.language) == before[was.household]


def test_of_two_places_on_one_date_the_promised_one_stays(register: Register, make_one: Any) -> None:
    filler = register("Nora", children=4)
    waiting = register("Samira", children=2)
    confirmed = register("Samira")

    make_one(waiting, confirmed)

    assert {row.id: row.status for row in Registration.select()} == {
        filler.id: "confirmed",
        confirmed.id: "confirmed",
        waiting.id: "cancelled",
    }


def test_the_place_that_is_given_up_goes_to_who_waits(register: Register, make_one: Any) -> None:
    one, other = register(children=2), register(children=2)
    waiting = register("Nora")

    make_one(one, other)

    assert Registration.get_by_id(waiting.id).is_confirmed
    assert Notice.get().registration == waiting.id


def test_done_twice_it_is_done_once(register: Register, make_one: Any) -> None:
    one, other = register(date=0), register(date=1)

    assert make_one(one, other).id == make_one(other, one).id
    assert AuditLine.select().where(AuditLine.action == "neighbours_merged").count() == 1


def test_one_that_is_part_of_another_cannot_be_made_one_again(register: Register, make_one: Any) -> None:
    one, other, third = register(date=0), register(date=1), register(date=2)
    absorbed, kept = sorted((one, other), key=lambda place: place.household, reverse=True)
    make_one(one, other)

    with pytest.raises(services.MergedElsewhereError):
        make_one(absorbed, third)
    with pytest.raises(services.MergedElsewhereError):
        make_one(kept, kept)


def test_it_is_written_in_her_name(register: Register, make_one: Any, team: Team) -> None:
    one, other = register(date=0), register(date=1)
    Outbox.delete().execute()

    make_one(one, other)

    assert {row.author for row in Outbox.select()} == {team.ids["Lena"].hex}


def test_a_name_that_no_key_opens_stays_where_it_is(
    register: Register, make_one: Any, lena: SignedIn
) -> None:
    one, other = register("Samira", date=0), register("Nora", date=1)
    kept, absorbed = sorted((one.household, other.household))
    before = name_of(Household.get_by_id(kept), lena)
    strange = vault.seal("X", recipients=[vault.new_key()[1]], record=absorbed, field="name_sealed")
    Household.update(name_sealed=strange).where(Household.id == absorbed).execute()

    make_one(one, other, {"name"})

    assert name_of(Household.get_by_id(kept), lena) == before


def test_nothing_of_it_is_told_by_the_record(register: Register, make_one: Any) -> None:
    one, other = register("Samira", date=0, phone="0612345678"), register("Nora", date=1)

    told = str(make_one(one, other, {"name", "phone"}).moved)

    assert not any(word in told for word in ("Samira", "Nora", "0612"))
