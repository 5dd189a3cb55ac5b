"""A household has all its places or waits with all of them, and its yes is kept in the words it read."""

from uuid import uuid4

import pytest
import time_machine
from msgspec.structs import replace

from kiosk.activities.models import Occurrence
from kiosk.activities.services import cancel_date
from kiosk.core.clock import wall
from kiosk.core.errors import NotFoundError
from kiosk.registration import queries
from kiosk.registration.models import Consent, Household, Registration
from kiosk.registration.services import Family, JustFilledError, OverError, register_family
from tests.people import AMAL, HANA, LENA, OMAR


def register(family: Family, date: Occurrence, *, key: str = "", will_wait: bool = False) -> Registration:
    return register_family(family, date.id, place_key=key or uuid4().hex, will_wait=will_wait)


def test_a_family_takes_all_its_places_together(sewing: list[Occurrence]) -> None:
    registration = register(AMAL, sewing[0])

    assert registration.is_confirmed
    assert registration.people == 3
    assert registration.bands == {"2-3": 1, "4-6": 1}


def test_a_family_that_does_not_fit_waits_with_all_its_places(sewing: list[Occurrence]) -> None:
    register(OMAR, sewing[0])

    registration = register(AMAL, sewing[0], will_wait=True)

    assert registration.is_waiting
    assert registration.people == 3


def test_a_smaller_family_still_fits_beside_one_that_waits(sewing: list[Occurrence]) -> None:
    register(OMAR, sewing[0])
    register(AMAL, sewing[0], will_wait=True)

    assert register(HANA, sewing[0]).is_confirmed


def test_it_asks_before_it_lets_a_family_wait(sewing: list[Occurrence]) -> None:
    register(OMAR, sewing[0])

    with pytest.raises(JustFilledError):
        register(AMAL, sewing[0])

    assert Registration.select().count() == 1
    assert Household.select().count() == 1
    assert Consent.select().count() == 1


def test_places_of_one_date_are_not_those_of_another(sewing: list[Occurrence]) -> None:
    register(OMAR, sewing[0])

    assert register(AMAL, sewing[1]).is_confirmed


def test_children_of_untold_age_are_counted_all_the_same(sewing: list[Occurrence]) -> None:
    registration = register(OMAR, sewing[0])

    assert registration.people == 4
    assert registration.bands == {"?": 3}


def test_the_same_key_is_the_same_registration(sewing: list[Occurrence]) -> None:
    first = register(HANA, sewing[0], key="one page")

    again = register(AMAL, sewing[1], key="one page")

    assert again.id == first.id
    assert Registration.select().count() == 1


def test_it_keeps_consent_with_language_wording_and_time(
    sewing: list[Occurrence], clock: time_machine.Traveller
) -> None:
    clock.shift(120)

    registration = register(LENA, sewing[0])

    consent = Consent.get(Consent.household == registration.household)
    assert (consent.language, consent.purpose, consent.withdrawn_at) == ("ro", "place", None)
    assert consent.wording
    assert consent.given_at == registration.registered_at


def test_a_household_is_asked_for_consent_once(sewing: list[Occurrence]) -> None:
    first = register(LENA, sewing[0])

    second = register(replace(LENA, household=first.household), sewing[1])

    assert second.household == first.household
    assert Consent.select().count() == 1


def test_a_name_lies_only_in_an_envelope(sewing: list[Occurrence]) -> None:
    registration = register(AMAL, sewing[0])

    household = Household.get_by_id(registration.household)
    assert household.name_sealed
    assert AMAL.name not in household.name_sealed


def test_it_refuses_a_date_that_is_not_here(sewing: list[Occurrence]) -> None:
    with pytest.raises(NotFoundError):
        register_family(HANA, uuid4(), place_key="page", will_wait=True)


def test_it_refuses_a_date_that_was_called_off(sewing: list[Occurrence]) -> None:
    cancel_date(sewing[0])

    with pytest.raises(OverError):
        register(HANA, sewing[0])


def test_it_refuses_a_date_that_is_over(sewing: list[Occurrence], clock: time_machine.Traveller) -> None:
    clock.move_to("2026-03-03T11:31:00+01:00")

    with pytest.raises(OverError):
        register(HANA, sewing[0])


def test_every_ticket_that_is_held_is_another_one(sewing: list[Occurrence]) -> None:
    for date in sewing:
        for _guest in range(6):
            register(HANA, date)

    tickets = Registration.select(Registration.dye, Registration.animal, Registration.number)
    assert tickets.distinct().count() == 18


def test_other_kiosks_are_told_how_many_places_are_taken(sewing: list[Occurrence]) -> None:
    register(AMAL, sewing[0])
    register(HANA, sewing[0])

    series = queries.Series.get_by_id(sewing[0].series)
    assert series.taken == {sewing[0].id.hex: 4}
    assert series.counted_at == wall()
