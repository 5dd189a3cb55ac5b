import pytest

from kiosk.accounts import queries, services
from kiosk.core.errors import NotAllowedError
from kiosk.security import locks
from kiosk.security.permissions import Role
from tests.accounts.conftest import Newcomer
from tests.conftest import Founded
from tests.team import Team


def opened(newcomer: Newcomer, centre: Founded) -> None:
    answer = newcomer.post("staff/sheet", {"name": centre.code, "go": "1"})
    assert newcomer.follow(answer).status_code == 200


def test_the_sheet_gives_a_coach_new_pictures_and_ends(
    newcomer: Newcomer, centre: Founded, team: Team
) -> None:
    opened(newcomer, centre)
    assert newcomer.post(f"staff/leads/{team.ids['Lena']}").status_code == 303
    visit = newcomer.client.application.extensions["visits"].find(newcomer.token)
    pictures = visit.draft["practice"].pictures

    for _time in range(2):
        answer = newcomer.post("staff/practise", {"pictures": " ".join(pictures)})

    assert answer.location.endswith("/staff/?kept=1")
    assert newcomer.get("staff/leads").status_code == 410
    assert services.sign_in_with_pictures(team.ids["Lena"], pictures).role == Role.COACH


@pytest.mark.parametrize("path", ["", "people/", "audit", "people/secret", "tasks"])
def test_the_sheet_opens_no_page_of_the_desk(path: str, newcomer: Newcomer, centre: Founded) -> None:
    opened(newcomer, centre)

    assert newcomer.get(f"desk/{path}").status_code == 403


def test_the_sheet_gives_a_key_mother_nothing(newcomer: Newcomer, centre: Founded, team: Team) -> None:
    opened(newcomer, centre)

    answer = newcomer.post(f"staff/leads/{team.ids['Amal']}")

    assert answer.status_code == NotAllowedError.status
    assert newcomer.get("staff/learn").status_code == 410


def test_without_the_sheet_nobody_is_offered_pictures(newcomer: Newcomer, team: Team) -> None:
    assert newcomer.get("staff/leads").status_code == 403
    assert newcomer.post(f"staff/leads/{team.ids['Lena']}").status_code == 403


def test_a_wrong_code_is_kept_for_mending_and_counts(newcomer: Newcomer) -> None:
    answer = newcomer.post("staff/sheet", {"name": "ABCD-EFGH", "go": "1"})

    assert answer.location.endswith("/staff/sheet?missed=1")
    assert 'value="ABCD-EFGH"' in newcomer.client.get(answer.location).text
    assert locks.Lock.get_by_id("machine").misses == 1


def test_codes_are_not_tried_for_ever(team: Team) -> None:
    for _miss in range(5):
        with pytest.raises(queries.WrongSecretError):
            services.open_with_sheet("ABCD")

    with pytest.raises(locks.DoorClosedError):
        services.open_with_sheet("ABCD")
