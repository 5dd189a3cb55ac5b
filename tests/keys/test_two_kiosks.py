"""Who works at one kiosk of a centre works at all of them after one exchange, and is taken out everywhere after one."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import keys
from kiosk.accounts import queries as accounts
from kiosk.accounts import services as staff
from kiosk.accounts.models import Grant, Staff
from kiosk.app import create_app
from kiosk.centres.queries import this_centre
from kiosk.centres.services import join_centre
from kiosk.core import database, state
from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from kiosk.keys import queries, services
from kiosk.registration.models import Household
from kiosk.registration.services import seal_for_centre
from kiosk.security import vault
from sync.agent.enrol import enrol
from tests.sync.machines import Machine
from tests.sync.network import Network
from tests.team import Team


@dataclass
class House:
    network: Network
    hall: Machine
    kitchen: Machine

    def exchange(self) -> None:
        """Let both exchange, the hall first and last: what each wrote reaches the other."""
        self.network.exchange(self.hall, self.kitchen, self.hall)


@pytest.fixture
def house(team: Team, tmp_path: Path) -> Iterator[House]:
    """Put a second kiosk into the kitchen of the centre where the team works."""
    keys.init_app(create_app(Settings(data=tmp_path)))
    database.disconnect()
    folder = tmp_path / "house"
    folder.mkdir()
    shutil.copy(team.path, folder / "hall.sqlite")
    network = Network(Settings(data=folder / "central", port=0), folder)
    centre = network.found("Pendrecht")
    hall = Machine(folder / "hall.sqlite").prepare()
    enrol(network.url, network.code(centre), "hall")
    centre = type(centre).get()
    kitchen = network.join(centre, "kitchen")
    network.exchange(hall, kitchen)
    with kitchen.at():
        known = this_centre()
        assert known is not None
        join_centre(known)
        state.put(stretch_iterations=1)
    yield House(network, hall, kitchen)
    database.disconnect()
    network.close()


def arrive(name: str) -> Household:
    row = Household(id=new_id(), language="tr")
    row.name_sealed = seal_for_centre(name, record=row.id, field="name_sealed")
    row.save(force_insert=True)
    return row


def test_she_signs_in_at_the_other_kiosk_and_opens_what_was_sealed_here(house: House, team: Team) -> None:
    with house.hall.at():
        row = arrive("Hana")
    house.exchange()

    with house.kitchen.at():
        amal = staff.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
        there = Household.get_by_id(row.id)
        assert amal.open(there.name_sealed, record=there.id, field="name_sealed") == "Hana"


def test_taken_out_at_one_kiosk_she_is_out_at_the_other_after_one_exchange(house: House, team: Team) -> None:
    with house.kitchen.at():
        old = staff.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
    with house.hall.at():
        lena = team.signed_in("Lena")
        staff.remove(accounts.staff(team.ids["Amal"]), lena)
    house.exchange()

    with house.kitchen.at():
        assert state.get("centre_key") == vault.encode(lena.centre.public_key().public_bytes_raw())
        assert accounts.role_of(team.ids["Amal"]) is None
        with pytest.raises(accounts.WrongSecretError):
            staff.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
        row = arrive("Hana")
        with pytest.raises(vault.CannotOpenError):
            old.open(row.name_sealed, record=row.id, field="name_sealed")
        safa = staff.sign_in_with_pictures(team.ids["Safa"], team.pictures("Safa"))
        assert safa.open(row.name_sealed, record=row.id, field="name_sealed") == "Hana"


def test_what_the_slower_kiosk_sealed_to_the_old_key_is_found_and_sealed_anew(
    house: House, team: Team
) -> None:
    with house.hall.at():
        lena = team.signed_in("Lena")
        services.rotate(lena)
    with house.kitchen.at():
        row = arrive("Hana")
    house.exchange()

    with house.hall.at():
        there = Household.get_by_id(row.id)
        assert lena.open(there.name_sealed, record=there.id, field="name_sealed") == "Hana"
        services.seal_all(lena)
    house.exchange()

    with house.kitchen.at():
        nora = staff.sign_in_with_pictures(team.ids["Nora"], team.pictures("Nora"))
        there = Household.get_by_id(row.id)
        assert vault.unseal(there.name_sealed, nora.centre, record=row.id, field="name_sealed") == "Hana"


def test_new_pictures_reach_the_other_kiosk_and_the_old_ones_end_there(house: House, team: Team) -> None:
    with house.hall.at():
        nora = team.signed_in("Nora")
        staff.give_pictures(accounts.staff(nora.staff), team.pictures("Amal"), nora)
    house.exchange()

    with house.kitchen.at():
        assert staff.sign_in_with_pictures(nora.staff, team.pictures("Amal")).staff == nora.staff
        with pytest.raises(accounts.WrongSecretError):
            staff.sign_in_with_pictures(nora.staff, team.pictures("Nora"))


def test_whoever_runs_central_makes_nobody_a_member_of_staff(house: House, team: Team) -> None:
    own, public = vault.new_key()
    with house.hall.at():
        Staff.create(role="coach", status="active", tile="kite", public_key=public, proof="A" * 86)
    house.exchange()

    with house.kitchen.at():
        forged = Staff.get(Staff.public_key == public)
        services.rotate(team.signed_in("Lena"))
        assert accounts.role_of(forged.id) is None
        assert not Grant.select().where(Grant.staff == forged.id).exists()
        with pytest.raises(vault.CannotOpenError):
            accounts.with_centre(forged.id, own)


def test_two_who_were_taken_out_at_two_kiosks_at_once_are_both_out(house: House, team: Team) -> None:
    with house.hall.at():
        staff.remove(accounts.staff(team.ids["Amal"]), team.signed_in("Lena"))
        here = arrive("Hana")
    with house.kitchen.at():
        nora = staff.sign_in_with_pictures(team.ids["Nora"], team.pictures("Nora"))
        staff.remove(accounts.staff(team.ids["Safa"]), nora)
        there = arrive("Amina")
    house.exchange()

    forked = [machine for machine in (house.hall, house.kitchen) if is_forked(machine)]
    assert len(forked) == 1

    # At each kiosk those who work here come in as before, and the next of them brings both back to one chain.
    for machine in (house.kitchen, house.hall):
        with machine.at():
            keys = staff.sign_in_with_pictures(team.ids["Lena"], team.pictures("Lena"))
            for each in [each for each in threading.enumerate() if each.name == "sealing"]:
                each.join()
            keys.forget()
    house.exchange()
    house.exchange()

    pinned = set()
    for machine in (house.kitchen, house.hall):
        with machine.at():
            pinned.add(state.get("centre_key"))
            omar = staff.sign_in_with_pictures(team.ids["Omar"], team.pictures("Omar"))
            for row, name in ((here, "Hana"), (there, "Amina")):
                known = Household.get_by_id(row.id)
                assert omar.open(known.name_sealed, record=row.id, field="name_sealed") == name
            omar.forget()
            assert [one.id for one in accounts.working_staff()] == [
                team.ids[n] for n in ("Lena", "Nora", "Omar")
            ]
            granted = {grant.staff for grant in Grant.select()}
            assert granted.isdisjoint({team.ids["Amal"], team.ids["Safa"]})
    assert len(pinned) == 1
    assert not any(is_forked(machine) for machine in (house.hall, house.kitchen))


def is_forked(machine: Machine) -> bool:
    with machine.at():
        return queries.is_forked()
