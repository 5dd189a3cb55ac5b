"""Two that are two after all have each their own again, as far as nothing was changed since."""

from typing import Any

import pytest

from kiosk.core.errors import NotFoundError
from kiosk.core.ids import new_id
from kiosk.merges import services
from kiosk.registration.models import Household, Registration
from kiosk.security.audit import AuditLine
from kiosk.security.keyring import SignedIn
from tests.merges.conftest import Register, name_of, shown


def test_undo_gives_each_its_own_again(register: Register, make_one: Any, lena: SignedIn) -> None:
    one, other = register("Samira", date=0), register("Nora", date=1)
    names = {row.id: name_of(row, lena) for row in Household.select()}

    made = make_one(one, other, {"name"})
    services.undo(made.id, by=lena)
    services.undo(made.id, by=lena)

    assert {row.id: name_of(row, lena) for row in shown()} == names
    assert {row.id: row.household for row in Registration.select()} == {
        one.id: one.household,
        other.id: other.household,
    }
    assert AuditLine.select().where(AuditLine.action == "neighbours_parted").count() == 1


def test_undo_leaves_what_was_changed_since(register: Register, make_one: Any, lena: SignedIn) -> None:
    one, other = register(date=0, language="nl"), register(date=1, language="tr")
    made = make_one(one, other, {"language"})
    Household.update(language="ro").where(Household.id == made.household).execute()

    services.undo(made.id, by=lena)

    assert Household.get_by_id(made.household).language == "ro"


def test_undo_brings_a_place_back_that_was_given_up(
    register: Register, make_one: Any, lena: SignedIn
) -> None:
    one, other = register(children=1), register(children=1)

    services.undo(make_one(one, other).id, by=lena)

    assert {row.status for row in Registration.select()} == {"confirmed"}


def test_what_is_not_there_cannot_be_undone(lena: SignedIn) -> None:
    with pytest.raises(NotFoundError):
        services.undo(new_id(), by=lena)
