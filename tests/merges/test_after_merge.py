"""What becomes of two records that are one: cards, visits that go on, and forgetting."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.cards import services as cards
from kiosk.merges import services
from kiosk.registration.models import Household, Registration
from kiosk.retention.services import forget_household, keep_lives
from kiosk.security.keyring import SignedIn
from tests.merges.conftest import Register, shown


def test_forgetting_the_one_forgets_both(register: Register, make_one: Any) -> None:
    one, other, third = register(date=0), register(date=1), register(date=2)
    make_one(one, other)
    make_one(Registration.get_by_id(one.id), third)

    forget_household(shown()[0].id)

    assert not Household.select().exists()
    assert not Registration.select().exists()


def test_who_is_part_of_another_lives_as_long_as_that_one(
    register: Register, make_one: Any, app: Any, clock: Any
) -> None:
    one, other = register(by="Amal"), register()
    make_one(one, other)
    clock.shift(30 * 86_400)

    with app.app_context():
        keep_lives(app.config["SETTINGS"])

    assert Household.select().count() == 2


@pytest.mark.parametrize("whose", ["kept", "absorbed"])
def test_either_card_opens_the_one_that_stays(
    whose: str, register: Register, make_one: Any, lena: SignedIn
) -> None:
    one, other = register(date=0), register(date=1)
    kept, absorbed = sorted((one.household, other.household))
    issued = cards.issue({"kept": kept, "absorbed": absorbed}[whose], opener=lena)

    make_one(one, other)

    opened = cards.open_card(issued.secret)
    assert opened.household == kept
    assert cards.is_alive(opened)
    fresh = cards.issue(kept, opener=lena)
    assert not cards.is_alive(opened)
    assert cards.read(Household.get_by_id(kept), "name_sealed", cards.open_card(fresh.secret)) == "Samira"


def test_a_visit_that_goes_on_registers_for_the_one_that_stays(
    register: Register, make_one: Callable[..., Any]
) -> None:
    one, other = register(date=0), register(date=1)
    kept, absorbed = sorted((one.household, other.household))
    make_one(one, other)

    assert register(date=2, household=absorbed).household == kept


def test_what_comes_late_for_the_one_that_went_is_the_other_s(register: Register, make_one: Any) -> None:
    one, other, late = register(date=0), register(date=1), register(date=2)
    kept, absorbed = sorted((one.household, other.household))
    make_one(one, other)
    Registration.update(household=absorbed).where(Registration.id == late.id).execute()

    services.settle(frozenset({"registration"}))

    assert Registration.get_by_id(late.id).household == kept


def test_a_second_place_that_she_takes_later_is_left_to_her(register: Register, make_one: Any) -> None:
    one, other = register(date=0), register(date=1)
    kept = make_one(one, other).household
    register(date=0, household=kept)

    services.settle(frozenset({"registration", "household"}))

    assert {row.status for row in Registration.select()} == {"confirmed"}
