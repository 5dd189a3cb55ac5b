"""A mother says with her card whom she trusts; only the two and the coach read it, and either takes it back (A2)."""

from collections.abc import Callable

import pytest
from flask import Flask

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.accounts.queries import staff
from kiosk.core.errors import ConflictError
from kiosk.security.audit import AuditLine
from kiosk.security.keyring import OpenCard
from kiosk.trust import queries, services
from kiosk.trust.models import TrustLink
from tests.people import Guest
from tests.team import Colleague, Team
from tests.trust.conftest import card_for

AtDesk = Callable[[str], Colleague]
ShowCard = Callable[[Colleague], None]


def test_a_mother_says_yes_with_her_card(
    at_desk: AtDesk, mirela: Staff, card: OpenCard, show_card: ShowCard
) -> None:
    lena = at_desk("Lena")

    asked = lena.post(f"trust/nominations/{mirela.id}/ask")
    assert asked.location.endswith("/trust/new")
    assert lena.get("/trust/confirm").location.endswith("/trust/new")
    show_card(lena)
    assert lena.get("/trust/confirm").status_code == 200
    assert lena.post("/trust/confirm").location.endswith("/trust/thanks")

    link = TrustLink.get(TrustLink.staff == mirela.id)
    assert queries.household_of(link, card.key) == card.household
    assert queries.is_trusted(mirela)


def test_a_no_leaves_nothing(at_desk: AtDesk, app: Flask, mirela: Staff, show_card: ShowCard) -> None:
    lena, before = at_desk("Lena"), TrustLink.select().count()
    lena.post(f"trust/nominations/{mirela.id}/ask")
    show_card(lena)

    assert lena.get("/trust/thanks").status_code == 200

    assert TrustLink.select().count() == before
    assert app.extensions["visits"].find(lena.token).card is None
    assert lena.post("/trust/confirm").status_code == 410


def test_the_desk_asks_for_pictures_again_after_the_screen_was_in_other_hands(
    at_desk: AtDesk, mirela: Staff
) -> None:
    lena = at_desk("Lena")
    assert lena.get("trust/nominations").status_code == 200

    lena.post(f"trust/nominations/{mirela.id}/ask")

    answer = lena.get("trust/nominations")
    assert answer.status_code == 303
    assert "Mirela" not in answer.text


def test_said_twice_it_is_one_link(mirela: Staff, card: OpenCard) -> None:
    assert services.confirm(mirela, card).id == services.confirm(mirela, card).id
    assert queries.count_of(mirela) == 1


def test_each_sees_her_own_list_and_no_other(at_desk: AtDesk, team: Team, card: OpenCard) -> None:
    services.confirm(staff(team.ids["Amal"]), card)

    assert "Hana" in at_desk("Amal").get("trust/").text
    assert "Hana" not in at_desk("Safa").get("trust/").text
    assert "Hana" in at_desk("Lena").get(f"trust/nominations/{team.ids['Amal']}").text
    assert "Hana" in at_desk("Nora").get(f"trust/nominations/{team.ids['Amal']}").text
    assert at_desk("Omar").get("trust/").status_code == 403
    for name in ("Amal", "Safa", "Omar"):
        assert at_desk(name).get(f"trust/nominations/{team.ids['Amal']}").status_code == 403


def test_the_key_mother_dissolves_a_link(at_desk: AtDesk, team: Team, card: OpenCard) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)
    amal = at_desk("Amal")
    assert "Hana" in amal.get(f"trust/links/{link.id}").text

    assert amal.post(f"trust/links/{link.id}").status_code == 303

    assert not TrustLink.select().where(TrustLink.id == link.id).exists()
    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    assert (line.action, line.subject) == ("dissolved_trust", link.id.hex)


@pytest.mark.parametrize("name", ["Safa", "Lena", "Omar"])
def test_nobody_else_dissolves_it(name: str, at_desk: AtDesk, team: Team, card: OpenCard) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)
    colleague = at_desk(name)

    assert colleague.get(f"trust/links/{link.id}").status_code in {403, 404}
    assert colleague.post(f"trust/links/{link.id}").status_code in {403, 404}

    assert TrustLink.select().where(TrustLink.id == link.id).exists()


def test_the_mother_takes_it_back_and_nobody_is_told(
    visit: Guest, app: Flask, team: Team, card: OpenCard
) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)
    app.extensions["visits"].find(visit.token).card = card
    deeds = AuditLine.select().count()
    assert f'value="{link.id.hex}"' in visit.get("trust/").text

    assert visit.post("trust/", {"link": link.id.hex}).status_code == 303

    assert not TrustLink.select().where(TrustLink.id == link.id).exists()
    assert AuditLine.select().count() == deeds


def test_another_mother_cannot_take_it_back(visit: Guest, app: Flask, team: Team, card: OpenCard) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)
    app.extensions["visits"].find(visit.token).card = card_for("Fatma")

    assert link.id.hex not in visit.get("trust/").text
    visit.post("trust/", {"link": link.id.hex})

    assert TrustLink.select().where(TrustLink.id == link.id).exists()


def test_without_a_card_her_list_asks_for_it(visit: Guest) -> None:
    assert visit.get("trust/").location.endswith("/card/")
    assert visit.post("trust/", {"link": ""}).status_code == 410
    assert visit.get("trust/new").status_code == 410
    assert visit.post("trust/confirm").status_code == 410


def test_it_refuses_to_trust_who_left(team: Team, card: OpenCard) -> None:
    accounts.remove(staff(team.ids["Safa"]), team.signed_in("Lena"))

    with pytest.raises(ConflictError):
        services.confirm(staff(team.ids["Safa"]), card)
