from collections.abc import Callable
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from kiosk.accounts import queries, services
from kiosk.accounts.models import Grant, Staff, Wrap
from kiosk.core import state
from kiosk.screen.visits import Visit
from kiosk.security import locks, vault
from kiosk.security.audit import AuditLine
from kiosk.security.keyring import SignedIn
from tests.accounts.conftest import WRONG, Newcomer
from tests.people import Guest
from tests.team import Team

Someone = Callable[[str], Staff]


def test_it_leads_her_to_her_desk_in_her_language(
    newcomer: Newcomer, team: Team, someone: Someone, visit_of: Callable[[Guest], Visit]
) -> None:
    answer = newcomer.touch(someone("Amal"), team.pictures("Amal"))

    page = newcomer.follow(answer)
    assert page.status_code == 200
    assert newcomer.language == "ar"
    assert visit_of(newcomer).signed_in.staff == team.ids["Amal"]


def test_the_address_before_signing_in_is_worth_nothing_afterwards(
    newcomer: Newcomer, team: Team, someone: Someone, app: Flask
) -> None:
    before = newcomer.token
    newcomer.follow(newcomer.touch(someone("Lena"), team.pictures("Lena")))

    assert newcomer.token != before
    assert app.test_client().get(f"/nl/{before}/desk/").status_code == 410


def test_touches_one_by_one_are_kept_until_the_sixth_and_never_shown(
    newcomer: Newcomer, team: Team, someone: Someone, visit_of: Callable[[Guest], Visit]
) -> None:
    lena, pictures = someone("Lena"), team.pictures("Lena")
    path = f"staff/{lena.id}/pictures"
    for picture in (*pictures[:3], "snail"):
        newcomer.post(path, {"picture": picture})
    newcomer.post(path, {"wipe": "1"})

    page = newcomer.get(path).text
    assert page.count("dot is-on") == 3
    assert visit_of(newcomer).pictures == [*pictures[:3]]
    for picture in pictures[3:]:
        answer = newcomer.post(path, {"picture": picture})
    assert newcomer.follow(answer).status_code == 200
    assert visit_of(newcomer).pictures == []


def test_touches_are_not_given_on_to_somebody_elses_tile(
    newcomer: Newcomer, someone: Someone, visit_of: Callable[[Guest], Visit]
) -> None:
    newcomer.get(f"staff/{someone('Lena').id}/pictures")
    newcomer.post(f"staff/{someone('Lena').id}/pictures", {"picture": "lion"})

    newcomer.get(f"staff/{someone('Amal').id}/pictures")

    assert visit_of(newcomer).pictures == []


@pytest.mark.parametrize("what", ["wrong pictures", "no secret", "left", "unknown", "forged"])
def test_whatever_does_not_fit_is_told_alike(
    what: str, newcomer: Newcomer, team: Team, someone: Someone, lena: SignedIn
) -> None:
    amal, pictures = someone("Amal"), team.pictures("Amal")
    if what == "no secret":
        Wrap.delete().where(Wrap.staff == amal.id).execute()
    elif what == "left":
        services.remove(amal, lena)
    elif what == "forged":
        Staff.update(role="coach").where(Staff.id == amal.id).execute()
    elif what == "unknown":
        amal.id = UUID(int=7)

    with pytest.raises(queries.WrongSecretError):
        services.sign_in_with_pictures(amal.id, WRONG if what == "wrong pictures" else pictures)


def test_a_grant_of_a_key_that_is_not_pinned_is_none(team: Team, someone: Someone) -> None:
    amal = someone("Amal")
    services.grant_key(amal, vault.new_key()[0])

    with pytest.raises(queries.WrongSecretError):
        services.sign_in_with_pictures(amal.id, team.pictures("Amal"))


def test_a_wrong_secret_says_one_thing_and_names_nobody(newcomer: Newcomer, someone: Someone) -> None:
    answer = newcomer.touch(someone("Lena"), WRONG)
    page = newcomer.client.get(answer.location)

    assert answer.location.endswith("/pictures?missed=1")
    assert 'role="alert"' in page.text
    assert "Lena" not in page.text
    assert not set(WRONG) & set(answer.location.split("/"))


def test_five_misses_close_her_door_and_this_machines(
    newcomer: Newcomer, team: Team, someone: Someone
) -> None:
    for _miss in range(5):
        answer = newcomer.touch(someone("Amal"), WRONG)
    answer = newcomer.touch(someone("Lena"), team.pictures("Lena"))

    page = newcomer.client.get(answer.location)
    assert answer.location.endswith("/closed")
    assert "1" in page.text
    with pytest.raises(locks.DoorClosedError):
        services.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
    told = [
        (line.staff, line.subject) for line in AuditLine.select().where(AuditLine.action == "door_closed")
    ]
    assert told == [("", team.ids["Amal"].hex)]


def test_the_page_of_a_closed_door_is_left_when_it_is_open(newcomer: Newcomer) -> None:
    assert newcomer.get("staff/closed").location == newcomer.address("staff/")


def test_coming_in_clears_the_misses(team: Team) -> None:
    for _miss in range(3):
        for pictures in (WRONG, WRONG, WRONG, WRONG, team.pictures("Amal")):
            try:
                services.sign_in_with_pictures(team.ids["Amal"], pictures)
            except queries.WrongSecretError:
                assert pictures is WRONG

    assert locks.Lock.select().count() == 0


def test_it_remembers_the_day_once_and_the_deed_each_time(
    clock: time_machine.Traveller, team: Team, someone: Someone
) -> None:
    Staff.update(seen_on=None).execute()
    before = AuditLine.select().count()
    for _time in range(2):
        services.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))

    assert someone("Amal").seen_on == "2026-03-02"
    lines = list(AuditLine.select().order_by(AuditLine.number))[before:]
    assert [line.action for line in lines] == ["signed_in_pictures"] * 2
    assert {line.staff for line in lines} == {team.ids["Amal"].hex}


def test_a_badge_opens_without_a_tile(newcomer: Newcomer, someone: Someone, team: Team) -> None:
    badge = services.give_badge(someone("Safa"), team.signed_in("Safa"))

    answer = newcomer.post("staff/badge", {"badge": f"{badge}\r"})

    assert newcomer.follow(answer).status_code == 200
    assert newcomer.language == "tr"


@pytest.mark.parametrize("text", ["", "pp1b", "pp1b.x.y", "<script>", "pp1c.lion.cup.sun.4839217"])
def test_what_is_no_badge_is_a_miss(text: str, newcomer: Newcomer) -> None:
    answer = newcomer.post("staff/badge", {"badge": text})

    assert "missed=1" in answer.location
    assert locks.Lock.get_by_id("machine").misses == 1


def test_nothing_of_the_centre_in_memory_comes_from_a_key_that_changed(
    team: Team, someone: Someone, lena: SignedIn
) -> None:
    state.put(centre_key=vault.new_key()[1])

    with pytest.raises(queries.StaleKeyError):
        services.give_pictures(someone("Amal"), team.pictures("Amal"), lena)
    assert Grant.select().where(Grant.staff == team.ids["Amal"]).count() == 1
