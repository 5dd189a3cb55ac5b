"""What a key opened is remembered as long as the key, and goes with it."""

from uuid import UUID

import pytest

from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.security import keyring, vault
from tests.team import Team


def sealed(name: str) -> tuple[UUID, str]:
    record = new_id()
    return record, vault.seal(name, recipients=[state.get("centre_key")], record=record, field="name_sealed")


def test_it_says_again_what_it_opened(team: Team) -> None:
    amal, (record, envelope) = team.signed_in("Amal"), sealed("Hana")

    again = [amal.read(envelope, record=record, field="name_sealed") for _time in range(2)]

    assert again == ["Hana", "Hana"]
    assert list(amal.opened.values()) == ["Hana"]
    assert "Hana" not in repr(amal)


def test_what_was_opened_goes_with_the_key(team: Team) -> None:
    amal, (record, envelope) = team.signed_in("Amal"), sealed("Hana")
    amal.read(envelope, record=record, field="name_sealed")

    amal.forget()

    assert amal.opened == {}
    with pytest.raises(vault.CannotOpenError):
        amal.read(envelope, record=record, field="name_sealed")


def test_an_envelope_that_was_moved_to_another_record_stays_closed(team: Team) -> None:
    amal, (record, envelope) = team.signed_in("Amal"), sealed("Hana")
    amal.read(envelope, record=record, field="name_sealed")

    with pytest.raises(vault.CannotOpenError):
        amal.read(envelope, record=new_id(), field="name_sealed")


def test_it_never_remembers_more_than_a_long_list(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "MOST_REMEMBERED", 2)
    amal = team.signed_in("Amal")

    for name in ("Hana", "Lena", "Samira"):
        record, envelope = sealed(name)
        amal.read(envelope, record=record, field="name_sealed")

    assert list(amal.opened.values()) == ["Samira"]
