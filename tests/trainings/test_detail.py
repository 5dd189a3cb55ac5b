"""A training is read one module at a time, and what it leads to is told."""

from uuid import UUID, uuid4

import pytest

from kiosk.core.text import Text
from kiosk.trainings.models import Module, Training
from tests.conftest import Founded
from tests.people import Guest


@pytest.fixture
def training(centre: Founded) -> UUID:
    """Make a training of three modules, the last one shared with a training that is not here."""
    words = Text.of("nl", {"nl": "Ondernemende ouder", "ar": "والد مبادر"})
    made = Training.create(key="parent", title=words, about=words, for_whom=words)
    for position in (2, 1, 3):
        Module.create(
            position=position,
            title=Text.of("nl", {"nl": f"Module {position}", "ar": f"الوحدة {position}"}),
            competences=[Text.of("nl", {"nl": f"Ik kan {position}"}).dump()],
            trainings=[made.id.hex, uuid4().hex],
        )
    found: UUID = made.id
    return found


@pytest.mark.parametrize("number", [1, 2, 3])
def test_modules_are_read_in_order(visit: Guest, training: UUID, number: int) -> None:
    page = visit.get(f"trainings/{training}?module={number}").text

    assert f"Module {number}" in page
    assert f"Ik kan {number}" in page
    assert f"{number}/3" in page


def test_a_module_is_read_in_her_language_and_what_is_missing_in_dutch(visit: Guest, training: UUID) -> None:
    visit.language = "ar"

    page = visit.get(f"trainings/{training}").text

    assert '<span lang="ar" dir="rtl">الوحدة 1</span>' in page
    assert '<span lang="nl" dir="ltr">Ik kan 1</span>' in page


@pytest.mark.parametrize("number", ["0", "4", "-1", "abc", "٢", "²", "9" * 5000, ""])
def test_a_module_number_from_elsewhere_shows_the_first(visit: Guest, training: UUID, number: str) -> None:
    page = visit.client.get(visit.address(f"trainings/{training}"), query_string={"module": number})

    assert page.status_code == 200
    assert "Module 1" in page.text


@pytest.mark.parametrize("date", ["", "x", "../../evil", "//evil.example", "a" * 3000])
def test_the_way_back_leads_nowhere_else(visit: Guest, training: UUID, date: str) -> None:
    page = visit.client.get(visit.address(f"trainings/{training}"), query_string={"date": date})

    assert page.status_code == 200
    assert 'href="//' not in page.text
    assert 'href="http' not in page.text


def test_a_training_that_is_not_here_is_told(visit: Guest, training: UUID) -> None:
    assert visit.get(f"trainings/{uuid4()}").status_code == 404


def test_a_training_without_modules_is_told(visit: Guest, training: UUID) -> None:
    Module.delete().execute()

    assert visit.get(f"trainings/{training}").status_code == 404


def test_a_module_of_a_newer_version_is_never_an_error(visit: Guest, training: UUID) -> None:
    Module.update(competences=[{"words": 1}, "loose", 3, None]).execute()

    assert visit.get(f"trainings/{training}").status_code == 200
