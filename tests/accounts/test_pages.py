import re
from collections.abc import Callable

import pytest

from tests.accounts.conftest import Newcomer
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]


def test_names_stand_in_no_address_and_no_title(at_desk: AtDesk) -> None:
    page = at_desk("Lena").get("people/").text

    assert "Amal" in page
    assert not any("Amal" in address for address in re.findall(r'href="([^"]+)"', page))
    assert "<title>Parents’ Point</title>" in page


def test_the_tiles_tell_no_name(newcomer: Newcomer) -> None:
    page = newcomer.get("staff/").text

    assert page.count("print tile") == 5
    assert not re.search("Lena|Nora|Amal|Safa|Omar", page)


@pytest.mark.parametrize(("typed", "fault"), [("", "missing"), ("123", ""), ("x" * 101, "long")])
def test_a_name_that_cannot_be_used_is_asked_again(typed: str, fault: str, at_desk: AtDesk) -> None:
    answer = at_desk("Lena").post("people/new", {"name": typed, "go": "1"})

    assert answer.location.endswith(f"?fault={fault}" if fault else "/new/tile")
