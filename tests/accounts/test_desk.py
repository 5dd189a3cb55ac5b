import time
from collections.abc import Callable

import pytest
from flask import Flask

from kiosk.accounts import queries, services
from kiosk.accounts.models import Staff
from kiosk.screen.visits import Visit
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role
from tests.accounts.conftest import WRONG, Newcomer
from tests.people import Guest
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]
Someone = Callable[[str], Staff]
VisitOf = Callable[[Guest], Visit]


def practise(colleague: Colleague, pictures: tuple[str, ...], *, times: int = 2) -> None:
    for _time in range(times):
        colleague.post("/staff/practise", {"pictures": " ".join(pictures)})


def test_she_is_hired_step_by_step(at_desk: AtDesk, team: Team) -> None:
    lena = at_desk("Lena")
    lena.post("people/new", {"name": " Mirela ", "go": "1"})
    for touched in (
        {"picture": "kite"},
        {"role": "treasurer"},
        {"language": "ro"},
        {"spoken": "hu"},
        {"spoken": "nl"},
        {"spoken": "nl"},
        {"shown": "1"},
    ):
        lena.post("people/new/about", touched)

    answer = lena.post("people/")

    mirela = next(one for one in queries.everybody() if one.tile == "kite")
    assert answer.location.endswith(f"/desk/people/{mirela.id}")
    assert (mirela.role, mirela.language, mirela.languages) == ("treasurer", "ro", ["ro", "hu"])
    assert mirela.shown_name == "Mirela"
    assert mirela.is_active
    assert "Mirela" in lena.client.get(answer.location).text


@pytest.mark.parametrize(
    "touched", [{"picture": "flower"}, {"role": "sheet"}, {"language": "xx"}, {"spoken": "klingon"}]
)
def test_what_stands_on_no_page_is_refused(touched: dict[str, str], at_desk: AtDesk) -> None:
    assert at_desk("Lena").post("people/new/about", touched).status_code == 400


def test_nobody_is_hired_half(at_desk: AtDesk) -> None:
    before = Staff.select().count()

    assert at_desk("Lena").post("people/").status_code == 400
    assert Staff.select().count() == before


def test_pictures_are_kept_only_after_they_went_right_twice(
    at_desk: AtDesk, team: Team, someone: Someone, visit_of: VisitOf
) -> None:
    lena, safa = at_desk("Lena"), someone("Safa")
    answer = lena.post(f"people/{safa.id}/pictures")
    assert answer.location.startswith("/tr/")
    pictures = visit_of(lena).draft["practice"].pictures
    assert len(set(pictures)) == 6

    practise(lena, pictures, times=1)
    assert lena.get("/staff/practise").status_code == 200
    missed = lena.post("/staff/practise", {"pictures": " ".join(WRONG)})
    assert missed.location.endswith("/staff/learn?missed=1")
    assert lena.client.get(missed.location).status_code == 200
    assert services.sign_in_with_pictures(safa.id, team.pictures("Safa")).staff == safa.id
    practise(lena, pictures, times=1)

    assert services.sign_in_with_pictures(safa.id, pictures).staff == safa.id
    assert "practice" not in visit_of(lena).draft


def test_a_page_to_learn_on_is_nobodys_without_a_practice(newcomer: Newcomer, at_desk: AtDesk) -> None:
    for path in ("staff/learn", "staff/practise"):
        assert newcomer.get(path).status_code == 410
        assert at_desk("Lena").get(f"/{path}").status_code == 410


def test_what_was_drawn_is_not_kept_by_who_may_no_more(
    at_desk: AtDesk, team: Team, someone: Someone, lena: SignedIn, visit_of: VisitOf
) -> None:
    nora, safa = at_desk("Nora"), someone("Safa")
    nora.post(f"people/{safa.id}/pictures")
    pictures = visit_of(nora).draft["practice"].pictures
    services.change_role(someone("Nora"), Role.OFFICE, lena)

    practise(nora, pictures)

    with pytest.raises(queries.WrongSecretError):
        services.sign_in_with_pictures(safa.id, pictures)


def test_ones_own_pictures_take_the_old_ones_first(
    at_desk: AtDesk, team: Team, visit_of: VisitOf, someone: Someone
) -> None:
    amal = at_desk("Amal")
    assert amal.post("people/secret/pictures").status_code == 403
    asked = amal.get("people/secret")
    assert asked.location.endswith(f"/staff/{team.ids['Amal']}/pictures")

    back = amal.post(f"/staff/{team.ids['Amal']}/pictures", {"pictures": " ".join(team.pictures("Amal"))})

    assert back.location == amal.address("desk/people/secret")
    assert amal.get("people/secret").status_code == 200
    amal.post("people/secret/pictures")
    pictures = visit_of(amal).draft["practice"].pictures
    practise(amal, pictures)
    assert services.sign_in_with_pictures(team.ids["Amal"], pictures).staff == team.ids["Amal"]
    assert amal.post("people/secret/badge").status_code == 403


def test_having_shown_who_she_is_does_not_count_for_long(
    at_desk: AtDesk, team: Team, visit_of: VisitOf
) -> None:
    amal = at_desk("Amal")
    amal.post(f"/staff/{team.ids['Amal']}/pictures", {"pictures": " ".join(team.pictures("Amal"))})
    visit_of(amal).draft["proved_at"] -= 101

    assert amal.post("people/secret/pictures").status_code == 403
    assert amal.get("people/secret").status_code == 303


def test_a_badge_is_shown_until_she_goes_on(at_desk: AtDesk, someone: Someone, visit_of: VisitOf) -> None:
    lena, amal = at_desk("Lena"), someone("Amal")
    shown = lena.client.get(lena.post(f"people/{amal.id}/badge").location)
    _staff, badge = visit_of(lena).draft["badge"]

    assert "<svg" in shown.text
    assert badge not in shown.text
    lena.get(f"people/{amal.id}")
    assert lena.get("people/badge").status_code == 410
    assert services.sign_in_with_badge(badge).staff == amal.id


def test_who_is_taken_out_loses_the_next_page(at_desk: AtDesk, someone: Someone, visit_of: VisitOf) -> None:
    amal, lena = at_desk("Amal"), at_desk("Lena")
    assert amal.get().status_code == 200

    answer = lena.post(f"people/{someone('Amal').id}/remove")

    assert lena.client.get(answer.location).status_code in {200, 303}
    assert amal.get().status_code == 403
    assert visit_of(amal).signed_in is None


def test_what_cannot_be_is_told_on_her_page(at_desk: AtDesk, team: Team) -> None:
    lena = at_desk("Lena")

    refused = lena.post(f"people/{team.ids['Lena']}/remove").location

    assert refused.endswith("?refused=last")
    assert 'role="alert"' in lena.client.get(refused).text


def test_after_twenty_minutes_a_page_asks_again_and_a_form_is_taken(
    at_desk: AtDesk, team: Team, visit_of: VisitOf
) -> None:
    lena = at_desk("Lena")
    lena.get("people/new")
    visit_of(lena).signed_in.since = time.monotonic() - 1201

    assert lena.post("people/new", {"name": "Mirela"}).location == lena.address("desk/people/new")
    asked = lena.get("people/new")
    assert asked.location == lena.address(f"staff/{team.ids['Lena']}/pictures")
    wrong = lena.post(f"/staff/{team.ids['Lena']}/pictures", {"pictures": " ".join(WRONG)})
    assert "missed" in wrong.location
    back = lena.post(f"/staff/{team.ids['Lena']}/pictures", {"pictures": " ".join(team.pictures("Lena"))})
    assert back.location == lena.address("desk/people/new")
    assert 'value="Mirela"' in lena.client.get(back.location).text


def test_who_else_signs_in_meanwhile_gets_nothing_of_hers(at_desk: AtDesk, team: Team, app: Flask) -> None:
    lena = at_desk("Lena")
    lena.post("people/new", {"name": "Mirela"})

    answer = lena.post(f"/staff/{team.ids['Nora']}/pictures", {"pictures": " ".join(team.pictures("Nora"))})

    token = answer.location.split("/")[2]
    assert token != lena.token
    assert app.extensions["visits"].find(token).draft == {}
    assert lena.get().status_code == 410
