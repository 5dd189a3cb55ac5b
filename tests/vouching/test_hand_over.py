"""A neighbour is handed over to another key mother, who sees her from then on; who did so sees her no more (A3)."""

from collections.abc import Callable

import pytest

from kiosk.activities.models import Occurrence
from kiosk.registration.models import Household
from kiosk.registration.services import Family, register_family
from kiosk.security.audit import AuditLine
from kiosk.vouching.services import invite
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]


@pytest.fixture
def household(team: Team, sewing: list[Occurrence]) -> Household:
    family = Family(
        language="ar", adults=1, children=0, name="Samira", vouched_by=team.ids["Amal"], is_present=False
    )
    place = register_family(family, sewing[0].id, place_key="key", will_wait=True)
    row: Household = Household.get_by_id(place.household)
    return row


def test_she_goes_from_one_to_the_other(household: Household, at_desk: AtDesk, team: Team) -> None:
    amal, safa, page = at_desk("Amal"), at_desk("Safa"), f"neighbours/{household.id}"
    assert str(team.ids["Safa"]) in amal.get(f"{page}/keeper").text
    assert safa.get(page).status_code == 404

    amal.post(f"{page}/keeper", {"to": str(team.ids["Safa"])})

    assert (amal.get(page).status_code, safa.get(page).status_code) == (404, 200)
    assert "Samira" in safa.get("families/").text
    assert "Samira" not in amal.get("families/").text
    line = AuditLine.select().where(AuditLine.action == "neighbour_handed_over").get()
    assert (line.staff, line.subject) == (team.ids["Amal"].hex, household.id.hex)


@pytest.mark.parametrize("to", ["Omar", "Lena", "Amal", ""])
def test_only_another_key_mother_of_here_is_given_her(
    to: str, household: Household, at_desk: AtDesk, team: Team
) -> None:
    chosen = str(team.ids[to]) if to else "x"

    assert at_desk("Amal").post(f"neighbours/{household.id}/keeper", {"to": chosen}).status_code == 400
    assert Household.get().kept_by is None


def test_nobody_hands_over_whom_she_may_not_see(household: Household, at_desk: AtDesk, team: Team) -> None:
    safa = at_desk("Safa")

    assert safa.get(f"neighbours/{household.id}/keeper").status_code == 404
    assert safa.post(f"neighbours/{household.id}/keeper", {"to": str(team.ids["Safa"])}).status_code == 404


def test_her_own_no_ends_it(household: Household, at_desk: AtDesk, team: Team) -> None:
    at_desk("Amal").post(f"neighbours/{household.id}/keeper", {"to": str(team.ids["Safa"])})
    Household.update(confirmed_at=1).execute()
    assert at_desk("Safa").get(f"neighbours/{household.id}").status_code == 200

    invite(household.id, language="ar", is_open=False)

    for name in ("Amal", "Safa"):
        assert at_desk(name).get(f"neighbours/{household.id}").status_code == 404
    assert at_desk("Lena").get(f"neighbours/{household.id}").status_code == 200
