"""Who can open a trust link, also after keys and cards and roles have changed (SPEC A2)."""

from collections.abc import Callable

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.accounts.queries import staff
from kiosk.cards import services as cards
from kiosk.security.keyring import OpenCard
from kiosk.trust import queries, services
from kiosk.trust.models import TrustLink
from tests.team import Colleague, Team
from tests.trust.conftest import card_for

AtDesk = Callable[[str], Colleague]


def readers(link: TrustLink, team: Team, *cards_shown: OpenCard) -> set[str]:
    """Return who opens a link: colleagues by name, cards by their place, the centre."""
    keys = team.keys | {f"card {at}": card.key for at, card in enumerate(cards_shown)}
    keys["centre"] = team.centre
    return {name for name, key in keys.items() if queries.household_of(link, key)}


def test_only_the_two_and_who_coaches_read_a_link(team: Team, card: OpenCard) -> None:
    other = card_for("Fatma")

    link = services.confirm(staff(team.ids["Amal"]), card)

    assert readers(link, team, card, other) == {"Amal", "card 0", "Lena", "Nora"}


def test_a_key_mother_who_gets_her_key_later_reads_who_trusted_her(
    team: Team, mirela: Staff, card: OpenCard
) -> None:
    link = services.confirm(mirela, card)
    lena = team.signed_in("Lena")
    services.approve(staff(mirela.id), lena)

    accounts.give_pictures(staff(mirela.id), team.pictures("Omar"), lena)

    signed_in = accounts.sign_in_with_pictures(mirela.id, team.pictures("Omar"))
    assert queries.open_link(link.id, signed_in.own).household == card.household


def test_a_new_card_finds_the_links_of_the_old_one(team: Team, card: OpenCard) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)
    fresh = cards.issue(card.household, opener=team.signed_in("Safa")).opened
    assert not queries.open_links(fresh.key)

    services.keep_readable(team.signed_in("Amal"))

    assert [one.link.id for one in queries.open_links(fresh.key)] == [link.id]
    assert readers(TrustLink.get_by_id(link.id), team, card, fresh) == {"Amal", "card 1", "Lena", "Nora"}


def test_who_coaches_no_more_reads_no_link_that_is_sealed_anew(team: Team, card: OpenCard) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)
    accounts.change_role(staff(team.ids["Nora"]), staff(team.ids["Omar"]).role, team.signed_in("Lena"))

    services.keep_readable(team.signed_in("Lena"))

    assert readers(TrustLink.get_by_id(link.id), team, card) == {"Amal", "card 0", "Lena"}


def test_nothing_is_written_while_everybody_can_read(team: Team, card: OpenCard) -> None:
    link = services.confirm(staff(team.ids["Amal"]), card)

    services.keep_readable(team.signed_in("Lena"))

    assert TrustLink.get_by_id(link.id).mother_sealed == link.mother_sealed


def test_a_damaged_link_is_passed_over(team: Team, at_desk: AtDesk) -> None:
    TrustLink.create(staff=team.ids["Amal"], mother_sealed="pp1.broken")

    assert at_desk("Amal").get("trust/").status_code == 200
    services.keep_readable(team.signed_in("Lena"))
