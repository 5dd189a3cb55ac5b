"""Every page of the desk is opened for whom its permission names, and for nobody else (deny by default)."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from kiosk.accounts.models import Staff
from kiosk.screen.desk import desk_pages
from kiosk.security.permissions import GIVES, Permission, Role, may
from tests.architecture.test_routes import address, verbs
from tests.people import Guest
from tests.team import Team

FORBIDDEN = 403
# Pages behind the guard answer whom they let in with something else than this, whatever the made-up address leads to.
ANSWERS = {200, 303, 400, 404, 409, 410}
# These take her own pictures first and refuse who has not touched them just now (tests/accounts/test_desk.py).
ASK_FIRST = {"accounts_desk.pin_own", "accounts_desk.renew_own"}


def desk_rules(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "/<visit>/desk" in rule.rule and not is_for_all(app, rule)
    ]


def is_for_all(app: Flask, rule: Rule) -> bool:
    """Say whether a page stands before the guard: where people sign in, nobody is signed in yet."""
    return rule.endpoint.split(".")[0] == "accounts"


def permission(app: Flask, rule: Rule) -> Permission | None:
    found: Permission | None = getattr(app.view_functions[rule.endpoint], "permission", None)
    return found


def test_every_page_of_the_desk_declares_its_permission(app: Flask) -> None:
    rules = desk_rules(app)

    assert len(rules) > 20
    assert [rule.endpoint for rule in rules if permission(app, rule) is None] == []


def statuses(app: Flask, guest: Guest) -> Iterator[tuple[Rule, int]]:
    for rule in desk_rules(app):
        where = address(rule, lang="nl", visit=guest.token)
        for verb in verbs(rule):
            yield rule, guest.client.open(where, method=verb).status_code


def test_nobody_passes_who_is_not_signed_in(app: Flask, team: Team) -> None:
    guest = Guest(app.test_client())

    assert {rule.endpoint: status for rule, status in statuses(app, guest) if status != FORBIDDEN} == {}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SHEET])
def test_a_role_opens_its_own_doors_and_no_other(role: Role, app: Flask, team: Team) -> None:
    """Whoever sits there has the role while the doors are tried; the pages ask for it anew each time."""
    app.config["ROLE_OF"] = lambda _staff: role
    wrong = []
    for rule in desk_rules(app):
        guest = Guest(app.test_client())
        app.extensions["visits"].find(guest.token).signed_in = team.signed_in("Lena")
        for verb in verbs(rule):
            status = guest.client.open(address(rule, lang="nl", visit=guest.token), method=verb).status_code
            is_open = may(role, permission(app, rule)) and rule.endpoint not in ASK_FIRST
            is_right = status in ANSWERS if is_open else status == FORBIDDEN
            wrong += [] if is_right else [f"{verb} {rule.endpoint}: {status}"]

    assert wrong == []


def test_a_page_without_a_permission_answers_nobody(app: Flask, at_desk: Callable[[str], Guest]) -> None:
    app._got_first_request = False
    pages = desk_pages("careless_desk", __name__, "/careless")
    pages.get("/")(lambda: "Amal, Hana")
    app.register_blueprint(pages)

    assert at_desk("Lena").get("careless/").status_code == FORBIDDEN


def test_who_works_here_no_more_is_out_at_the_next_page(
    app: Flask, at_desk: Callable[[str], Guest], team: Team
) -> None:
    amal = at_desk("Amal")
    assert amal.get("").status_code == 200

    Staff.update(status="left").where(Staff.id == team.ids["Amal"]).execute()

    assert amal.get("").status_code == FORBIDDEN


def test_a_row_that_nobody_signed_opens_nothing(
    app: Flask, at_desk: Callable[[str], Guest], team: Team
) -> None:
    """Somebody with the database in her hands makes herself a coach: the signature does not follow."""
    omar = at_desk("Omar")
    Staff.update(role=Role.COACH).where(Staff.id == team.ids["Omar"]).execute()

    assert omar.get("").status_code == FORBIDDEN


def test_partners_have_no_role_to_sign_in_with() -> None:
    assert {role.value for role in Role} == {
        "key_mother",
        "coach",
        "deputy",
        "mentor_manager",
        "treasurer",
        "office",
        "caretaker",
        "sheet",
    }
    assert GIVES[Role.SHEET] == frozenset()
