"""Neighbours are added one after the other: each has a place or waits, on a key mother's word (SCREENS M3)."""

from datetime import timedelta

import pytest
import time_machine

from kiosk.activities.models import Occurrence
from kiosk.core import clock as clocks
from kiosk.core.outbox import Outbox
from kiosk.registration.models import Consent, Household, Registration
from kiosk.seats.services import cancel_date
from kiosk.security.audit import AuditLine
from tests.neighbours.conftest import InRow
from tests.team import Team


def test_the_dates_that_come_can_be_chosen(row: InRow, sewing: list[Occurrence]) -> None:
    page = row.mother.get("neighbours-row/").text

    assert all(f"/desk/neighbours-row/{date.id}" in page for date in sewing)
    assert "Samen naaien" in row.page


def test_who_is_added_has_a_place_and_has_not_said_yes_herself(row: InRow, team: Team) -> None:
    response = row.save("Samira", adults="2", children="3", spoken="ar")

    assert (response.status_code, response.location.endswith(row.place)) == (303, True)
    household, place = Household.get(), Registration.get()
    assert (household.vouched_by, household.vouched_at) == (team.ids["Amal"], clocks.wall())
    assert (household.is_unconfirmed, household.language, household.bands) == (True, "ar", {"?": 3})
    assert (place.is_confirmed, place.people) == (True, 5)
    assert not Consent.select().exists()
    opened = team.signed_in("Lena").open(household.name_sealed, record=household.id, field="name_sealed")
    assert opened == "Samira"


def test_it_is_written_in_her_name(row: InRow, team: Team) -> None:
    row.save("Samira")

    line = AuditLine.select().where(AuditLine.action == "neighbour_registered").get()
    authors = {one.author for one in Outbox.select().where(Outbox.kind.in_(["household", "registration"]))}
    assert (line.staff, line.subject) == (team.ids["Amal"].hex, Household.get().id.hex)
    assert authors == {team.ids["Amal"].hex}


def test_the_next_page_repeats_what_is_often_the_same_and_never_her_yes(row: InRow) -> None:
    row.save("Samira", adults="2", children="4", spoken="tr")

    page = row.page
    for chosen in (
        'value="2" aria-label="2" checked',
        'value="4" aria-label="4" checked',
        'value="tr" checked',
    ):
        assert chosen in page
    assert 'name="agreed" value="1">' in page
    assert 'value="" type="text"' in page
    assert "Samira" in page


def test_without_her_yes_nothing_is_kept_but_what_was_typed(row: InRow) -> None:
    form = {"name": "Samira", "children": "2", "go": "1", "key": row.key()}

    response = row.mother.post(row.place, form)

    page = row.mother.client.get(response.location).text
    assert 'id="not-agreed"' in page
    assert 'value="Samira"' in page
    assert not Household.select().exists()


@pytest.mark.parametrize("name", ["", " - ", "x" * 101])
def test_a_name_that_cannot_be_used_is_told_beside_it(name: str, row: InRow) -> None:
    response = row.save(name)

    assert 'id="fault"' in row.mother.client.get(response.location).text
    assert not Household.select().exists()


@pytest.mark.parametrize("figures", [{"adults": "0"}, {"children": "10"}, {"adults": "x"}])
def test_figures_that_are_not_on_the_page_are_refused(figures: dict[str, str], row: InRow) -> None:
    assert row.save("Samira", **figures).status_code == 400
    assert not Household.select().exists()


def test_ten_touches_of_one_page_add_one_neighbour(row: InRow) -> None:
    row.save("Samira")
    for _touch in range(9):
        assert row.mother.post(row.place, row.sent[0]).status_code == 303

    assert (Household.select().count(), Registration.select().count()) == (1, 1)
    assert AuditLine.select().where(AuditLine.action == "neighbour_registered").count() == 1
    assert row.page.count('name="place"') == 1


def test_a_page_of_another_session_adds_nobody(row: InRow, other_row: InRow) -> None:
    assert row.save("Samira", key=other_row.key()).status_code == 410
    assert not Household.select().exists()


def test_a_full_date_is_told_and_she_waits(row: InRow) -> None:
    row.save("Samira", adults="5", children="1")
    full = row.page
    row.save("Nora", adults="1", children="0")

    assert {one.people: one.status for one in Registration.select()} == {6: "confirmed", 1: "waiting"}
    assert "full" in full
    assert "hourglass" in row.page


def test_letters_are_touched_one_by_one_without_script(row: InRow) -> None:
    key = row.key()
    for typed, letter in (("", "s"), ("S", "a")):
        row.mother.post(row.place, {"name": typed, "letter": letter, "key": key, "children": "2"})

    page = row.page
    assert 'value="Sa"' in page
    assert 'value="2" aria-label="2" checked' in page


def test_two_key_mothers_never_see_each_other_s_drafts(row: InRow, other_row: InRow) -> None:
    row.mother.post(row.place, {"name": "Samira", "letter": "a", "key": row.key()})
    row.save("Nora")

    assert "Samira" not in other_row.page
    assert "Nora" not in other_row.page


def test_a_date_that_was_called_off_leads_back_to_the_dates(row: InRow) -> None:
    key = row.key()
    cancel_date(row.date)

    response = row.mother.post(row.place, {"name": "Samira", "agreed": "1", "go": "1", "key": key})

    assert "neighbours-row/?over=1" in response.location
    assert not Household.select().exists()


def test_undo_takes_back_the_place_and_forgets_who_is_new(row: InRow) -> None:
    row.save("Samira", adults="5", children="1")
    row.save("Nora", adults="1")
    first = row.added[-1]

    row.mother.post(f"{row.place}/undo", {"place": first, "key": row.key(), "name": "Ze"})

    assert [one.is_confirmed for one in Registration.select()] == [True]
    assert Household.select().count() == 1
    assert "Samira" not in row.page
    assert 'value="Ze"' in row.page


def test_undo_keeps_who_has_said_yes_meanwhile(row: InRow) -> None:
    row.save("Samira")
    Household.update(confirmed_at=clocks.wall()).execute()

    row.mother.post(f"{row.place}/undo", {"place": str(Registration.get().id), "key": row.key()})

    assert Registration.get().is_cancelled
    assert Household.select().count() == 1


def test_nobody_undoes_what_another_session_added(row: InRow, other_row: InRow) -> None:
    row.save("Samira")

    gone = other_row.mother.post(
        f"{row.place}/undo", {"place": str(Registration.get().id), "key": other_row.key()}
    )

    assert gone.status_code == 410
    assert Registration.get().is_confirmed


def test_who_does_not_say_yes_is_forgotten_in_time(row: InRow, clock: time_machine.Traveller) -> None:
    row.save("Samira")
    clock.shift(timedelta(days=3))

    assert "11" in row.mother.get(f"neighbours/{Household.get().id}").text
