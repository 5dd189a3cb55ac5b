"""Whatever was changed behind everybody's back is found, named, and as it should be afterwards (G16)."""

import pytest

from kiosk.activities.models import Activity
from kiosk.core import clock, outbox, record
from kiosk.registration.models import Registration
from sync.agent.comparing import Findings
from sync.central.pruning import Pruner, Terms
from sync.central.tables import Life, Record
from tests.sync.comparing.eyes import by_hand, compare, is_same, places
from tests.sync.machines import Machine, register
from tests.sync.neighbourhood import Neighbourhood, titles
from tests.sync.setting_back import restart_central


def the_registration(machine: Machine) -> str:
    with machine.at():
        return str(Registration.get().id.hex)


def mended(found: Findings) -> list[tuple[str, str]]:
    return [*found.fetched, *found.told, *found.gone]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "damage",
    [
        "dye = 'indigp'",
        "people = 3",
        "bands = '{\"4\": 1}'",
        "bands = '{'",
        "bands = x'7b'",
        "dye = CAST(x'ff' AS TEXT)",
        "recipient = ''",
    ],
)
def test_a_byte_changed_in_the_kiosk_s_file_is_fetched_anew(damage: str, street: Neighbourhood) -> None:
    name = the_registration(street.hall)
    by_hand(street.hall, f"UPDATE registration SET {damage} WHERE id = ?", name)
    assert not is_same(street.hall)

    found = compare(street.hall)

    assert mended(found) == found.fetched == places((name, "registration"))
    assert is_same(street.hall)
    with street.hall.at():
        row = Registration.get_by_id(name)
        assert (row.dye, row.people, row.bands, row.recipient) == ("indigo", 2, {}, None)


def forget_at_central(name: str) -> None:
    """Let central forget a record as one that was erased long ago."""
    Record.update(is_gone=True, is_erased=True, gone_at=1).where(Record.id == name).execute()
    assert Pruner(Terms(), clock.wall()).run()


def test_a_byte_changed_in_central_s_file_is_found_by_every_kiosk(street: Neighbourhood) -> None:
    name = the_registration(street.hall)
    rows = Record.select().where(Record.id == name)
    Record.update(fields=rows.get().fields.replace("indigo", "indigp")).where(Record.id == name).execute()

    for machine in (street.hall, street.kitchen):
        assert compare(machine).fetched == places((name, "registration"))

    assert is_same(street.hall, street.kitchen)


def test_a_row_deleted_here_comes_back(street: Neighbourhood) -> None:
    name = the_registration(street.kitchen)
    by_hand(street.kitchen, "DELETE FROM registration")

    found = compare(street.kitchen)

    assert mended(found) == found.fetched == places((name, "registration"))
    assert the_registration(street.kitchen) == name
    assert is_same(street.kitchen)


def test_features_hear_of_what_was_mended(street: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[frozenset[str]] = []
    monkeypatch.setattr(record, "after_pull", [heard.append])
    by_hand(street.kitchen, "DELETE FROM registration")

    compare(street.kitchen)

    assert heard == [frozenset({"registration"})]


def test_a_row_that_is_only_here_is_told(street: Neighbourhood) -> None:
    with street.hall.at(), outbox.applying():
        name = register().id.hex

    found = compare(street.hall)
    street.exchange(street.hall, street.kitchen)

    assert mended(found) == found.told == places((name, "registration"))
    assert is_same(street.hall, street.kitchen)
    assert Record.select().where(Record.id == name).exists()


def test_a_record_that_central_lost_is_told_again_by_its_centre(street: Neighbourhood) -> None:
    name = the_registration(street.hall)
    Record.delete().where(Record.id == name).execute()

    found = compare(street.kitchen)
    street.exchange(street.kitchen, street.hall)

    assert mended(found) == found.told == places((name, "registration"))
    assert Record.select().where(Record.id == name).exists()
    assert is_same(street.hall, street.kitchen)


def test_an_activity_of_ours_that_central_lost_is_told_again(street: Neighbourhood) -> None:
    Record.delete().where(Record.kind == "activity", Record.fields.contains("Sewing")).execute()

    assert len(compare(street.hall).told) == 1
    street.exchange(street.hall, street.zuidwijk)

    assert titles(street.zuidwijk) == titles(street.hall) == ["Cooking", "For all", "Sewing"]
    assert is_same(street.hall, street.zuidwijk)


def test_an_activity_of_others_that_is_not_there_goes(street: Neighbourhood) -> None:
    Record.delete().where(Record.kind == "activity", Record.fields.contains("Cooking")).execute()

    found = compare(street.hall)

    assert len(mended(found)) == len(found.gone) == 1
    assert titles(street.hall) == ["For all", "Sewing"]
    assert is_same(street.hall)
    with street.hall.at():
        assert not outbox.Outbox.select().exists()


def test_what_was_erased_and_came_back_by_hand_goes(street: Neighbourhood) -> None:
    with street.hall.at():
        row = Registration.get()
        row.delete_instance()
    street.exchange(street.hall, street.kitchen)
    with street.kitchen.at(), outbox.applying():
        register(id=row.id)

    found = compare(street.kitchen)

    assert mended(found) == found.gone == places((row.id, "registration"))
    assert is_same(street.kitchen)


@pytest.mark.parametrize("was_put_back", [False, True])
def test_what_was_erased_so_long_ago_that_central_forgot_it_goes(
    street: Neighbourhood, was_put_back: bool
) -> None:
    if was_put_back:
        # Nobody knows what both have then, and each kiosk tells all that it holds.
        Life.delete().execute()
        restart_central()
        street.exchange(street.hall, street.kitchen)
    name = the_registration(street.hall)
    with street.hall.at():
        later = register().id
    street.exchange(street.hall, street.kitchen)
    forget_at_central(name)

    found = compare(street.kitchen)
    street.exchange(street.kitchen)

    assert mended(found) == found.told == places((name, "registration"))
    assert is_same(street.kitchen)
    assert not Record.select().where(Record.id == name, ~Record.is_gone).exists()
    with street.kitchen.at():
        assert [row.id for row in Registration.select()] == [later]


def test_it_names_what_it_did_at_the_terminal(street: Neighbourhood) -> None:
    name = the_registration(street.hall)
    by_hand(street.hall, "UPDATE registration SET people = 9")

    assert compare(street.hall).text() == f"the same in 2 feeds\nfetched anew: registration {name}"


def test_an_activity_changed_by_hand_keeps_nothing_of_it(street: Neighbourhood) -> None:
    by_hand(street.zuidwijk, "UPDATE activity SET price_cents = 5")

    found = compare(street.zuidwijk)

    assert len(found.fetched) == 3
    with street.zuidwijk.at():
        assert not Activity.select().where(Activity.price_cents == 5).exists()
    assert is_same(street.zuidwijk)
