"""The centre's key changes: who works here goes on with it, and nobody else does."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask

from kiosk.accounts import queries as accounts
from kiosk.accounts import services as staff_services
from kiosk.accounts.models import Grant, Staff, StaffStatus
from kiosk.centres.models import Centre
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.keys import queries, services
from kiosk.keys.models import RetiredKey
from kiosk.registration.services import seal_for_centre
from kiosk.security import audit, signatures, vault
from kiosk.security.audit import AuditLine
from kiosk.security.permissions import Role
from tests.conftest import Founded
from tests.team import Team


def test_the_new_key_is_pinned_and_signed_by_the_one_before(team: Team, centre: Founded) -> None:
    pinned, signing, by = state.get("centre_key"), state.get("centre_signing_key"), team.signed_in("Lena")

    services.rotate(by)

    row = Centre.get_by_id(centre.row.id)
    assert state.get("centre_key") == row.public_key == signatures.public_of(by.centre) != pinned
    assert state.get("centre_signing_key") == row.signing_key != signing
    assert signatures.newest(row.keys, signing) == row.keys[-1]
    assert len(row.keys) == 2


def test_everybody_who_works_here_opens_the_new_key_with_her_own_and_so_does_the_sheet(
    team: Team, centre: Founded
) -> None:
    by = team.signed_in("Lena")

    services.rotate(by)

    for name in team.ids:
        keys = accounts.with_centre(team.ids[name], team.keys[name])
        assert keys.centre.private_bytes_raw() == by.centre.private_bytes_raw()
    assert signatures.public_of(staff_services.open_with_sheet(centre.code).centre) == state.get("centre_key")


def test_her_pictures_are_the_same_as_before(team: Team) -> None:
    services.rotate(team.signed_in("Lena"))

    keys = staff_services.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
    assert signatures.public_of(keys.centre) == state.get("centre_key")


def test_who_was_taken_out_has_nothing(team: Team, app: Flask) -> None:
    by, sealed_to = team.signed_in("Lena"), state.get("centre_key")

    staff_services.remove(accounts.staff(team.ids["Amal"]), by)

    assert state.get("centre_key") != sealed_to
    assert not Grant.select().where(Grant.staff == team.ids["Amal"]).exists()
    with pytest.raises(accounts.WrongSecretError):
        staff_services.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
    with pytest.raises(vault.CannotOpenError):
        accounts.with_centre(team.ids["Amal"], team.keys["Amal"])


@pytest.mark.parametrize("signer", ["nobody", "herself", "copied"])
def test_a_row_that_somebody_put_here_is_granted_nothing(team: Team, signer: str) -> None:
    own, public = vault.new_key()
    row = Staff(id=new_id(), role=Role.COACH, status=StaffStatus.ACTIVE, tile="kite", public_key=public)
    if signer == "herself":
        staff_services.sign(row, own)
    elif signer == "copied":
        row.proof = Staff.get_by_id(team.ids["Lena"]).proof
    row.save(force_insert=True)
    Grant.create(staff=row.id, key_id="00", key_sealed="pp1.AA")

    services.rotate(team.signed_in("Lena"))

    assert not Grant.select().where(Grant.staff == row.id).exists()
    assert accounts.role_of(row.id) is None
    mine = vault.key_id(vault.decode(public)).hex()
    assert all(mine not in vault.recipients_of(grant.key_sealed) for grant in Grant.select())


def test_a_key_that_was_swapped_is_granted_nothing(team: Team) -> None:
    own, public = vault.new_key()
    Staff.update(public_key=public).where(Staff.id == team.ids["Amal"]).execute()

    services.rotate(team.signed_in("Lena"))

    with pytest.raises(vault.CannotOpenError):
        accounts.with_centre(team.ids["Amal"], own)


def test_what_was_sealed_before_opens_still(team: Team) -> None:
    by, record = team.signed_in("Lena"), new_id()
    names = []
    for number in range(3):
        names.append(
            (f"Hana {number}", seal_for_centre(f"Hana {number}", record=record, field="name_sealed"))
        )
        services.rotate(by)

    amal = accounts.with_centre(team.ids["Amal"], team.keys["Amal"])
    queries.load_retired(amal)
    for keys in (by, amal):
        assert len(keys.retired) == RetiredKey.select().count() == 3
        assert all(keys.open(sealed, record=record, field="name_sealed") == name for name, sealed in names)


def test_somebody_who_knows_no_retired_keys_loses_none(team: Team) -> None:
    services.rotate(team.signed_in("Lena"))
    amal = accounts.with_centre(team.ids["Amal"], team.keys["Amal"])

    services.rotate(amal)

    assert RetiredKey.select().count() == len(amal.retired) == 2


def test_who_holds_the_key_of_before_cannot_change_it(team: Team) -> None:
    late = team.signed_in("Nora")
    services.rotate(team.signed_in("Lena"))

    with pytest.raises(accounts.StaleKeyError):
        services.rotate(late)


def test_it_is_all_or_nothing(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    by, pinned = team.signed_in("Lena"), state.get("centre_key")
    monkeypatch.setattr(audit, "kinds", dict)

    with pytest.raises(ValueError, match="not a kind"):
        services.rotate(by)

    assert state.get("centre_key") == pinned == signatures.public_of(by.centre)
    assert RetiredKey.select().count() == 0
    assert all(accounts.is_genuine(row) for row in Staff.select())


def test_it_is_written_down_without_a_key(team: Team, centre: Founded) -> None:
    services.rotate(team.signed_in("Lena"))

    line = AuditLine.select().order_by(AuditLine.number.desc()).first()
    assert (line.action, line.staff, line.subject) == (
        "rotated_key",
        team.ids["Lena"].hex,
        centre.row.id.hex,
    )


def test_no_private_key_is_stored(team: Team) -> None:
    by = team.signed_in("Lena")
    services.rotate(by)

    kept = str([row.__data__ for model in (Centre, Grant, RetiredKey, Staff) for row in model.select()])
    for key in (by.centre, by.own, *by.retired.values()):
        raw = key.private_bytes_raw()
        assert vault.encode(raw) not in kept
        assert raw.hex() not in kept


def test_a_newer_key_is_adopted_only_along_the_chain(team: Team, centre: Founded) -> None:
    fresh, mine = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    row = Centre.get_by_id(centre.row.id)
    pinned = state.get("centre_key")

    for keys in ([signatures.first_key(mine)], [*row.keys, signatures.first_key(mine)], [{}], []):
        Centre.update(keys=keys, public_key="x", signing_key="x").execute()
        services.adopt_after_pull(frozenset({"centre"}))
        assert state.get("centre_key") == pinned

    entry = signatures.next_key(team.centre, fresh)
    Centre.update(keys=[*row.keys, entry]).execute()
    services.adopt_after_pull(frozenset({"household"}))
    assert state.get("centre_key") == pinned
    services.adopt_after_pull(frozenset({"centre"}))
    assert state.get("centre_key") == signatures.public_of(fresh)
