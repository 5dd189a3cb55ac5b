"""A ticket is held from the touch of yes until its date is over, and is then free for somebody else."""

from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Occurrence
from kiosk.registration import queries
from kiosk.registration.models import Registration, RegistrationStatus
from kiosk.registration.services import Family, register_family
from kiosk.tickets import models
from kiosk.tickets.models import Animal, Dye, Ticket, draw_ticket

LION = Ticket(Dye.INDIGO, Animal.LION, 7)
KITE = Ticket(Dye.LEAF, Animal.KITE, 99)


@pytest.fixture
def held(sewing: list[Occurrence], monkeypatch: pytest.MonkeyPatch) -> Registration:
    """Register a family that gets the blue lion 7 for the second of three dates."""
    monkeypatch.setattr(models, "any_ticket", lambda: LION)
    family = Family(language="nl", adults=1, children=0)
    return register_family(family, sewing[1].id, place_key="page", will_wait=False)


def test_it_is_held_until_the_date_is_over(held: Registration, clock: time_machine.Traveller) -> None:
    assert queries.is_ticket_held(LION)
    assert not queries.is_ticket_held(KITE)

    clock.shift(timedelta(days=7))
    assert queries.is_ticket_held(LION)

    clock.shift(timedelta(days=2))
    assert not queries.is_ticket_held(LION)
    assert queries.registrations_with_ticket("indigo", "lion", 7) == []


def test_a_place_in_a_whole_series_holds_it_until_the_last_date(
    held: Registration, clock: time_machine.Traveller
) -> None:
    Registration.update(occurrence=None).execute()

    clock.shift(timedelta(days=9))
    assert queries.is_ticket_held(LION)

    clock.shift(timedelta(days=7))
    assert not queries.is_ticket_held(LION)


def test_it_is_held_while_the_date_has_not_arrived_here(held: Registration) -> None:
    Occurrence.delete().execute()

    assert queries.is_ticket_held(LION)


def test_a_place_given_up_holds_none(held: Registration) -> None:
    Registration.update(status=RegistrationStatus.CANCELLED).execute()

    assert not queries.is_ticket_held(LION)


def test_it_draws_again_what_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([LION, LION, KITE])
    monkeypatch.setattr(models, "any_ticket", lambda: next(drawn))

    assert draw_ticket(lambda ticket: ticket == LION) == KITE


def test_it_gives_any_when_all_are_held() -> None:
    assert 1 <= draw_ticket(lambda _ticket: True).number <= models.HIGHEST
