"""Two kiosks write one thing; somebody at either says which it is, and both and central agree (DESIGN 3, "Merge")."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.conflicts import queries, services
from kiosk.conflicts.models import Conflict
from kiosk.core.ids import new_id
from kiosk.core.outbox import Refused
from kiosk.core.settings import Settings
from kiosk.refusals import services as refusals
from kiosk.registration.models import Household
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role
from tests.sync import street as streets
from tests.sync.machines import Machine, waiting
from tests.sync.street import Street, exchange


@pytest.fixture
def street(settings: Settings, tmp_path: Path) -> Iterator[Street]:
    with streets.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def coach() -> SignedIn:
    key = X25519PrivateKey.generate()
    return SignedIn(new_id(), Role.COACH, own=key, centre=key)


def at(machine: Machine, *, language: str = "") -> Any:
    """Let a kiosk write the family's language, if one is given, and exchange until nothing waits."""
    with machine.at():
        if language:
            Household.update(language=language).execute()
        assert exchange().is_synced
        assert waiting() == []
        return Household.get().language, len(queries.open_conflicts())


def differ(street: Street) -> None:
    """Let both kiosks write another language without knowing of each other."""
    with street.hall.at():
        Household.create(language="nl")
        exchange()
    at(street.kitchen)
    with street.hall.at():
        Household.update(language="ar").execute()
    at(street.kitchen, language="tr")
    at(street.hall)
    at(street.kitchen)


@pytest.mark.parametrize("is_other", [True, False])
def test_one_touch_settles_it_for_all(street: Street, coach: SignedIn, *, is_other: bool) -> None:
    differ(street)
    standing, count = at(street.hall)
    assert count == 1
    assert at(street.kitchen) == (standing, 1)

    with street.kitchen.at():
        (question,) = queries.questions(coach)
        other = question.other.value
        services.choose(question.conflict.id, is_other=is_other, by=coach)

    chosen = other if is_other else standing
    assert {standing, other} == {"ar", "tr"}
    assert at(street.kitchen) == (chosen, 0)
    assert at(street.hall) == (chosen, 0)
    with street.hall.at():
        assert Conflict.get().settled_at
        assert not Refused.select().exists()


def test_a_choice_taken_back_is_asked_again_everywhere(street: Street, coach: SignedIn) -> None:
    differ(street)
    with street.kitchen.at():
        (question,) = queries.questions(coach)
        choice = services.choose(question.conflict.id, is_other=True, by=coach)
    at(street.kitchen)

    with street.kitchen.at():
        services.undo(choice, coach)

    before = at(street.kitchen)
    assert before == at(street.hall)
    assert before[1] == 1


def test_what_is_tried_again_is_judged_anew(street: Street, coach: SignedIn) -> None:
    with street.hall.at():
        household = Household.create(language="nl")
        exchange()
        Household.update(note_sealed="x" * 300_000).execute()
        exchange()
        refused = Refused.get()
        assert refused.reason == "too_large"
        Household.update(note_sealed=None).execute()
        exchange()
        Refused.update(fields='{"language":"ro"}').where(Refused.n == refused.n).execute()

        refusals.try_again(refused.epoch, refused.n, coach)

        assert exchange().is_synced
        assert not Refused.select().exists()
    with street.kitchen.at():
        exchange()
        assert Household.get_by_id(household.id).language == "ro"
