"""Every night what has lived long enough is let go of: single fields, neighbours without a yes, whole households."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Occurrence, Series
from kiosk.core import clock as clocks
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.core.settings import Settings
from kiosk.needs import services as needs
from kiosk.needs.models import Need
from kiosk.registration.models import Consent, Household, Registration
from kiosk.registration.services import register_family
from kiosk.retention.services import keep_lives
from tests.people import AMAL

Pass = Callable[[int], None]


@pytest.fixture
def days(clock: time_machine.Traveller, sewing: list[Occurrence]) -> Pass:
    """Let days pass; the kiosk sees each of them."""

    def passed(days: int) -> None:
        clock.shift(timedelta(days=days))
        state.put(last_seen=clocks.wall())
        keep_lives(Settings())

    return passed


def come(date: Occurrence) -> Household:
    made = register_family(AMAL, date.id, place_key=new_id().hex, will_wait=False)
    household: Household = Household.get_by_id(made.household)
    return household


def vouched(**given: object) -> Household:
    fields = {"language": "ar", "name_sealed": "pp1.x", "vouched_by": new_id(), "vouched_at": clocks.wall()}
    household: Household = Household.create(**{**fields, **given})
    return household


def test_each_field_fades_in_its_own_time(days: Pass, sewing: list[Occurrence]) -> None:
    household = come(sewing[0])
    household.phone_sealed = household.note_sealed = "pp1.x"
    household.save()

    def kept() -> list[bool]:
        row = Household.get_by_id(household.id)
        return [value is not None for value in (row.name_sealed, row.phone_sealed, row.note_sealed)]

    days(8 * 7)
    assert kept() == [True, True, True]
    days(2)
    assert kept() == [True, True, False]
    days(18 * 7)
    assert kept() == [True, False, False]
    days(26 * 7)
    assert kept() == [False, False, False]


def test_the_household_goes_last_with_all_that_is_hers(days: Pass, sewing: list[Occurrence]) -> None:
    come(sewing[0])

    days(104 * 7)
    assert Household.select().exists()
    days(2)

    assert [model.select().count() for model in (Household, Registration, Consent)] == [0, 0, 0]
    assert Series.get().taken[sewing[0].id.hex] == 0


def test_a_later_word_of_hers_keeps_everything(days: Pass, sewing: list[Occurrence]) -> None:
    household = come(sewing[0])
    days(51 * 7)
    Consent.create(household=household.id, purpose="call", language="ar", wording="x", given_at=clocks.wall())

    days(3 * 7)

    assert Household.get_by_id(household.id).name_sealed


def test_who_has_not_said_yes_is_forgotten_after_fourteen_days(days: Pass) -> None:
    vouched()
    confirmed = vouched(confirmed_at=clocks.wall())

    days(13)
    assert Household.select().count() == 2
    days(1)

    assert [row.id for row in Household.select()] == [confirmed.id]


def test_her_place_is_given_on(days: Pass, sewing: list[Occurrence]) -> None:
    household = come(sewing[2])
    Household.update(vouched_by=new_id(), vouched_at=clocks.wall()).execute()
    for number in range(2):
        register_family(AMAL, sewing[2].id, place_key=f"{number}", will_wait=True)

    days(14)

    assert Household.get_or_none(Household.id == household.id) is None
    assert [row.is_confirmed for row in Registration.select()] == [True, True]


def test_a_kiosk_that_never_sent_anything_keeps_no_copy_to_send(days: Pass, sewing: list[Occurrence]) -> None:
    sealed = come(sewing[0]).name_sealed or ""

    days(54 * 7)

    assert Household.get().name_sealed is None
    assert all(sealed not in row.fields for row in Outbox.select())


def test_a_kiosk_that_is_out_of_touch_forgets_nobody(days: Pass) -> None:
    vouched()
    state.put(replica="a" * 32, last_contact=clocks.wall())

    days(20)
    assert Household.select().exists()
    state.put(last_contact=clocks.wall())
    days(1)

    assert not Household.select().exists()


def test_what_was_written_about_a_forgotten_household_goes_in_time(days: Pass) -> None:
    orphan = Consent.create(
        household=new_id(), purpose="call", language="ar", wording="x", given_at=clocks.wall()
    )
    days(29)
    assert Consent.get_by_id(orphan.id)
    days(2)

    assert not Consent.select().exists()


def test_what_another_centre_sent_here_stays(days: Pass, sewing: list[Occurrence]) -> None:
    row = register_family(AMAL, sewing[0].id, place_key="theirs", will_wait=False)
    Household.delete().execute()
    Registration.update(recipient=state.get("centre")).execute()

    days(60)

    assert Registration.get_by_id(row.id)


def test_a_question_without_a_name_has_an_end(days: Pass) -> None:
    needs.ask("school", "ar")
    needs.hand_on()

    days(104 * 7)
    assert Need.select().exists()
    days(1)

    assert not Need.select().exists()


def test_it_writes_nothing_where_nothing_is_over(days: Pass, sewing: list[Occurrence]) -> None:
    come(sewing[0])
    days(1)
    head = Outbox.select().count()

    days(1)

    assert Outbox.select().count() == head
