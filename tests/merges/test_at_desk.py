"""Two records are looked at side by side by who may see both, and by nobody else."""

from collections.abc import Callable

import pytest

from kiosk.core import erasure
from kiosk.members.models import Merge
from kiosk.registration.models import Household, Registration
from tests.merges.conftest import Register, shown
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]


@pytest.mark.parametrize("is_turned", [False, True])
def test_two_stand_side_by_side_and_become_one(
    register: Register, at_desk: AtDesk, *, is_turned: bool
) -> None:
    one, other = sorted(
        (register("Samira", by="Amal"), register("Nora", date=1, by="Amal")),
        key=lambda each: each.household,
        reverse=is_turned,
    )
    amal, pair = at_desk("Amal"), f"same/{one.household}/{other.household}"
    page = amal.get(pair).text
    assert "Samira" in page
    assert "Nora" in page

    answers = [amal.post(pair, {"name": "1"}) for _touch in range(3)]

    assert [one.status_code for one in answers] == [303, 303, 303]
    assert Merge.select().count() == 1
    (kept,) = shown()
    detail = amal.client.get(answers[0].location).text
    assert f"/same/{Merge.get().id}/undo" in detail
    assert amal.get(f"neighbours/{max(one.household, other.household)}").status_code == 404
    assert amal.get(f"neighbours/{kept.id}").status_code == 200


def test_one_touch_makes_them_two_again(register: Register, at_desk: AtDesk) -> None:
    one, other, amal = register(by="Amal"), register(date=1, by="Amal"), at_desk("Amal")
    amal.post(f"same/{one.household}/{other.household}")

    assert str(Merge.get().id) in amal.get(f"same/{shown()[0].id}").text
    amal.post(f"same/{Merge.get().id}/undo")

    assert len(shown()) == 2

    amal.post(f"same/{one.household}/{other.household}")

    assert len(shown()) == 1


def test_nobody_makes_one_of_whom_she_may_not_see(register: Register, at_desk: AtDesk) -> None:
    one, other, safa = register(by="Amal"), register(date=1, by="Safa"), at_desk("Safa")

    for pair in (f"{one.household}/{other.household}", f"{other.household}/{one.household}"):
        assert safa.get(f"same/{pair}").status_code == 404
        assert safa.post(f"same/{pair}").status_code == 404
    assert len(shown()) == 2


def test_nobody_parts_whom_she_may_not_see(register: Register, at_desk: AtDesk) -> None:
    one, other = register(by="Amal"), register(date=1, by="Amal")
    at_desk("Lena").post(f"same/{one.household}/{other.household}")

    assert at_desk("Safa").post(f"same/{Merge.get().id}/undo").status_code == 404
    assert len(shown()) == 1


def test_one_is_not_made_one_with_herself(register: Register, at_desk: AtDesk) -> None:
    one = register(by="Amal")

    assert at_desk("Amal").get(f"same/{one.household}/{one.household}").status_code == 404


def test_who_may_be_the_same_is_offered(register: Register, at_desk: AtDesk) -> None:
    one, other = register("Işıl", by="Amal"), register("isil", date=1, by="Amal")
    hidden = register("ISIL", date=2, by="Safa")

    page = at_desk("Amal").get(f"same/{one.household}/new").text

    assert str(other.household) in page
    assert str(hidden.household) not in page


def test_what_came_from_one_that_is_forgotten_elsewhere_goes(register: Register, at_desk: AtDesk) -> None:
    one, other = register("Samira", by="Amal"), register("Nora", date=1, by="Amal")
    kept, absorbed = sorted((one.household, other.household))
    at_desk("Amal").post(f"same/{one.household}/{other.household}", {"name": "1"})

    Household.delete().where(Household.id == absorbed).execute()
    for told in erasure.after_erasure:
        told([(absorbed.hex, "household")])

    assert [row.household for row in Registration.select()] == [kept]
    assert Household.get().name_sealed is None
    assert not Merge.select().exists()
