"""The circle follows from the role and opens or closes every page about a person (SPEC A3)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.accounts.models import Staff
from kiosk.security.permissions import Circle, Permission, Role, circle_of
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
# What a page may take that tells nothing about anybody else: one's own desk, and the machine.
ABOUT_NOBODY = {Permission.OPEN_DESK, Permission.KEEP_MACHINE}
SECOND = [role for role in Role if circle_of(role) == Circle.SECOND and role != Role.SHEET]


def pages_about_people(app: Flask) -> dict[str, str]:
    """Return the address, within a visit, of every page of the desk that tells about people."""
    found = {}
    for rule in app.url_map.iter_rules():
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        if permission is None or permission in ABOUT_NOBODY or "GET" not in (rule.methods or set()):
            continue
        values = {name: uuid4() for name in rule.arguments - {"lang", "visit"}}
        values |= {
            name: said for name, said in {"point": "development", "field": "name"}.items() if name in values
        }
        built = rule.build({"lang": "nl", "visit": "x", **values})
        if built:
            found[rule.endpoint] = built[1].removeprefix("/nl/x/")
    return found


def test_key_mothers_and_who_coaches_them_are_the_first_circle() -> None:
    first = {role for role in Role if circle_of(role) == Circle.FIRST}

    assert first == {Role.KEY_MOTHER, Role.COACH, Role.DEPUTY}
    assert circle_of(None) == Circle.SECOND


@pytest.mark.parametrize("role", SECOND)
def test_the_second_circle_is_refused_at_every_page_about_a_person(
    role: Role, app: Flask, at_desk: AtDesk
) -> None:
    somebody = at_desk("Omar")
    app.config["ROLE_OF"] = lambda _staff: role

    pages = pages_about_people(app)

    assert len(pages) > 12
    answers = {endpoint: somebody.get(f"/{where}").status_code for endpoint, where in pages.items()}
    assert answers == dict.fromkeys(pages, 403)


def test_a_role_that_is_taken_away_counts_at_the_next_page(app: Flask, at_desk: AtDesk) -> None:
    lena = at_desk("Lena")
    assert lena.get("trust/nominations").status_code == 200

    app.config["ROLE_OF"] = lambda _staff: Role.OFFICE

    assert lena.get("trust/nominations").status_code == 403


def test_a_row_that_the_centre_did_not_sign_is_nobody(app: Flask, at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    Staff.update(role=Role.COACH).where(Staff.tile == "lamp").execute()

    assert omar.get("trust/nominations").status_code == 403
