"""What nobody here can read or say again is told all the same, and can be put aside."""

import pytest

from kiosk.core import outbox
from kiosk.core.outbox import Refused
from kiosk.registration.models import Household
from tests.refusals.conftest import refuse
from tests.refusals.test_not_taken import settle
from tests.team import Colleague


@pytest.mark.parametrize(
    "given", [{"kind": "story"}, {"record": "no id"}, {"fields": "not json"}, {"fields": '{"adults":"two"}'}]
)
def test_what_nobody_can_read_is_told_and_can_be_put_aside(
    lena: Colleague, household: Household, given: dict[str, str]
) -> None:
    refused = refuse(household)
    Refused.update(**given).execute()

    assert lena.get("to-decide/").status_code == 200
    assert settle(lena, refused, "aside") == 303


def test_a_record_that_is_gone_cannot_be_said_again(lena: Colleague, household: Household) -> None:
    refused = refuse(household)
    with outbox.applying():
        Household.delete().execute()

    assert settle(lena, refused, "again") == 403


@pytest.mark.parametrize(
    "form", [{}, {"again": "1"}, {"again": "1", "which": "e/" + "9" * 40}, {"which": "e/1"}]
)
def test_what_is_no_touch_of_this_page_is_refused(lena: Colleague, form: dict[str, str]) -> None:
    assert lena.post("to-decide/", form).status_code == 400
