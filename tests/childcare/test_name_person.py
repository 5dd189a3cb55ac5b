"""A parent names who may take her children home: a name in an envelope, a token without one, ended with one touch."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from kiosk.activities.models import Occurrence
from kiosk.attendance.models import PickUp
from kiosk.registration.models import Household
from kiosk.retention.services import forget_household
from kiosk.security.audit import AuditLine
from tests.attendance.comers import come
from tests.team import Colleague, Team

Sit = Callable[[str], Colleague]
NAME = "Oma-Rijntje"


@pytest.fixture
def hana(team: Team, sewing: list[Occurrence]) -> Household:
    place = come(sewing[0], "Hana-Lu", vouched_by=team.ids["Amal"], children=2)
    return Household.get_by_id(place.household)


def of(household: Household, rest: str = "") -> str:
    return f"children/of/{household.id}{rest}"


def name_her(desk: Colleague, household: Household, name: str = NAME) -> str:
    """Type a name and touch on; returns where that leads."""
    desk.get(of(household, "/new"))
    return desk.post(of(household, "/new"), {"name": name, "go": "1"}).location


def test_she_is_named_with_a_token(hana: Household, at_desk: Sit, tmp_path: Path) -> None:
    amal = at_desk("Amal")

    where = name_her(amal, hana)

    made = PickUp.get()
    assert where.endswith(f"/{made.id}")
    assert NAME in amal.get(of(hana)).text
    assert f"<bdi>{made.number}</bdi>" in amal.client.get(where).text
    assert AuditLine.select().order_by(AuditLine.number.desc()).get().action == "named_pick_up"
    for path in tmp_path.rglob("kiosk.sqlite*"):
        assert NAME.encode() not in path.read_bytes()


def test_sent_twice_she_is_named_once(hana: Household, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    amal.get(of(hana, "/new"))

    for _time in range(2):
        amal.post(of(hana, "/new"), {"name": NAME, "go": "1"})

    assert PickUp.select().count() == 1


@pytest.mark.parametrize(("name", "fault"), [("", "missing"), ("…", "missing"), ("x" * 101, "long")])
def test_what_is_no_name_is_asked_again(name: str, fault: str, hana: Household, at_desk: Sit) -> None:
    assert name_her(at_desk("Amal"), hana, name).endswith(f"fault={fault}")
    assert PickUp.select().count() == 0


def test_a_name_typed_for_one_is_not_kept_for_another(
    hana: Household, sewing: list[Occurrence], at_desk: Sit, team: Team
) -> None:
    other = Household.get_by_id(come(sewing[0], "Zehra", vouched_by=team.ids["Amal"]).household)
    amal = at_desk("Amal")
    amal.get(of(hana, "/new"))
    amal.post(of(hana, "/new"), {"name": NAME})

    assert NAME not in amal.get(of(other, "/new")).text
    amal.post(of(hana, "/new"), {"name": NAME, "go": "1"})

    assert PickUp.select().count() == 0


def test_it_ends_with_one_touch_and_the_name_goes(hana: Household, at_desk: Sit) -> None:
    amal = at_desk("Amal")
    name_her(amal, hana)

    for _time in range(2):
        amal.post(of(hana, f"/{PickUp.get().id}/end"))

    assert NAME not in amal.get(of(hana)).text
    assert (PickUp.get().name_sealed, PickUp.get().ended_at is None) == (None, False)
    assert AuditLine.select().where(AuditLine.action == "ended_pick_up").count() == 1


@pytest.mark.parametrize("name", ["Safa", "Omar"])
def test_nobody_else_names_or_reads_them(name: str, hana: Household, at_desk: Sit) -> None:
    name_her(at_desk("Amal"), hana)
    other, refused = at_desk(name), {403, 404}

    for rest in ("", "/new", f"/{PickUp.get().id}"):
        assert other.get(of(hana, rest)).status_code in refused
    for rest in ("/new", f"/{PickUp.get().id}/end"):
        assert other.post(of(hana, rest), {"name": NAME, "go": "1"}).status_code in refused
    assert PickUp.select().where(PickUp.ended_at.is_null()).count() == 1


def test_who_is_forgotten_takes_them_along(hana: Household, at_desk: Sit) -> None:
    name_her(at_desk("Amal"), hana)

    forget_household(hana.id)

    assert PickUp.select().count() == 0


def test_the_printed_token_tells_no_name(hana: Household, at_desk: Sit, app: Flask) -> None:
    amal = at_desk("Amal")

    page = amal.client.get(name_her(amal, hana)).text

    ticket = page.split('class="print ticket')[1].split("</div></div>")[0].split("stack")[0]
    assert NAME not in ticket
    assert "data-print" in page
