from collections.abc import Callable

import pytest

from kiosk.accounts import queries, services
from kiosk.accounts.models import Grant, Staff, StaffStatus, Wrap
from kiosk.core import clock
from kiosk.core.errors import ConflictError, NotFoundError
from kiosk.core.outbox import Outbox
from kiosk.security import locks, vault
from kiosk.security.audit import AuditLine
from kiosk.security.keyring import SignedIn
from kiosk.security.locks import Lock
from kiosk.security.permissions import Role
from tests.accounts.conftest import WRONG
from tests.team import Team, trust

Someone = Callable[[str], Staff]
NEW = ("tree", "book", "cup", "bed", "sun", "pear")


def hire(by: SignedIn, role: Role = Role.KEY_MOTHER, **given: str) -> Staff:
    return services.hire("Mirela", role=role, tile="kite", language="ro", languages=["ro"], by=by, **given)


def test_her_name_is_opened_by_the_centre_only(lena: SignedIn, team: Team) -> None:
    mirela = hire(lena)

    assert queries.name_of(queries.staff(mirela.id), lena) == "Mirela"
    assert all("Mirela" not in change.fields for change in Outbox.select())
    assert mirela.shown_name is None
    assert {change.author for change in Outbox.select().where(Outbox.record == mirela.id.hex)} <= {
        lena.staff.hex
    }


def test_she_holds_no_key_of_the_centre_before_she_starts(lena: SignedIn) -> None:
    mirela = hire(lena)
    services.give_pictures(mirela, NEW, lena)
    assert Grant.select().where(Grant.staff == mirela.id).count() == 0
    with pytest.raises(queries.WrongSecretError):
        services.sign_in_with_pictures(mirela.id, NEW)

    trust(mirela)
    services.activate(queries.staff(mirela.id), lena)

    assert services.sign_in_with_pictures(mirela.id, NEW).role == Role.KEY_MOTHER


def test_a_key_mother_nobody_trusts_cannot_start(lena: SignedIn) -> None:
    mirela = hire(lena)

    with pytest.raises(services.NotYetError):
        services.activate(mirela, lena)

    assert queries.staff(mirela.id).status == StaffStatus.NOMINATED
    assert queries.role_of(mirela.id) is None


def test_somebody_else_starts_without_and_becomes_no_key_mother_so(lena: SignedIn) -> None:
    mirela = hire(lena, Role.OFFICE)
    services.activate(mirela, lena)

    with pytest.raises(services.NotYetError):
        services.change_role(queries.staff(mirela.id), Role.KEY_MOTHER, lena)

    assert queries.role_of(mirela.id) == Role.OFFICE


@pytest.mark.parametrize("tile", ["flower", "no-picture"])
def test_a_tile_is_one_womans_and_one_of_the_pictures(tile: str, lena: SignedIn) -> None:
    with pytest.raises(ConflictError):
        services.hire("Mirela", role=Role.OFFICE, tile=tile, language="ro", languages=[], by=lena)


def test_nobody_is_hired_as_the_recovery_sheet(lena: SignedIn) -> None:
    with pytest.raises(ConflictError):
        hire(lena, Role.SHEET)


def test_new_pictures_from_the_coach_end_the_old_ones_and_the_badge(
    team: Team, lena: SignedIn, someone: Someone
) -> None:
    badge = services.give_badge(someone("Amal"), team.signed_in("Amal"))
    before = someone("Amal").public_key

    services.give_pictures(someone("Amal"), NEW, lena)

    assert someone("Amal").public_key != before
    assert services.sign_in_with_pictures(team.ids["Amal"], NEW).staff == team.ids["Amal"]
    for gone in (
        lambda: services.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal")),
        lambda: services.sign_in_with_badge(badge),
    ):
        with pytest.raises(queries.WrongSecretError):
            gone()


def test_new_pictures_open_a_door_that_misses_closed(team: Team, lena: SignedIn, someone: Someone) -> None:
    Lock.create(name=f"staff/{team.ids['Amal'].hex}", misses=5, closed_until=clock.wall() + 60_000)
    with pytest.raises(locks.DoorClosedError):
        services.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))

    services.give_pictures(someone("Amal"), NEW, lena)

    assert services.sign_in_with_pictures(team.ids["Amal"], NEW).staff == team.ids["Amal"]


def test_who_changes_her_own_pictures_keeps_her_key_and_her_badge(team: Team, someone: Someone) -> None:
    amal = team.signed_in("Amal")
    badge = services.give_badge(someone("Amal"), amal)
    services.give_pictures(someone("Amal"), NEW, amal)

    assert services.sign_in_with_badge(badge).staff == amal.staff
    assert services.sign_in_with_pictures(amal.staff, NEW).staff == amal.staff
    with pytest.raises(queries.WrongSecretError):
        services.sign_in_with_pictures(amal.staff, team.pictures("Amal"))
    assert Wrap.select().where(Wrap.staff == amal.staff).count() == 2


def test_a_new_key_is_told_to_those_who_seal_to_it(
    team: Team, lena: SignedIn, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(services, "after_new_key", [lambda staff, by: told.append(staff.public_key)])

    services.give_pictures(someone("Amal"), NEW, lena)
    services.give_pictures(someone("Lena"), NEW, lena)

    assert told == [someone("Amal").public_key]


def test_taking_somebody_out_leaves_her_no_secret_and_tells_the_keys(
    team: Team, lena: SignedIn, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[SignedIn] = []
    monkeypatch.setattr(services, "after_removal", [told.append])

    services.remove(someone("Amal"), lena)

    assert told == [lena]
    for model in (Wrap, Grant):
        assert model.select().where(model.staff == team.ids["Amal"]).count() == 0
    assert queries.role_of(team.ids["Amal"]) is None
    assert team.ids["Amal"] not in [one.id for one in queries.who_can_sign_in()]


def test_the_centre_keeps_somebody_who_leads(lena: SignedIn, team: Team, someone: Someone) -> None:
    with pytest.raises(queries.LastCoachError):
        services.remove(someone("Lena"), lena)
    services.change_role(someone("Nora"), Role.OFFICE, lena)

    with pytest.raises(queries.LastCoachError):
        services.change_role(someone("Lena"), Role.OFFICE, lena)

    assert queries.role_of(lena.staff) == Role.COACH


def test_a_row_that_the_centre_did_not_sign_is_nobody(team: Team, someone: Someone) -> None:
    Staff.create(role=Role.COACH, status=StaffStatus.ACTIVE, tile="kite", public_key=vault.new_key()[1])
    Staff.update(role=Role.COACH).where(Staff.id == team.ids["Omar"]).execute()

    assert {one.tile for one in queries.working_staff()} == {"flower", "leaf", "sun", "pear"}
    assert queries.role_of(team.ids["Omar"]) is None
    with pytest.raises(NotFoundError):
        someone("Omar")


def test_the_recovery_sheet_is_no_person(team: Team) -> None:
    sheet = queries.sheet()

    assert sheet
    assert queries.role_of(sheet.id) == Role.SHEET
    assert sheet.id not in [one.id for one in queries.everybody()]
    with pytest.raises(NotFoundError):
        queries.staff(sheet.id)


def test_each_deed_leaves_a_line_without_content(lena: SignedIn, someone: Someone) -> None:
    before = AuditLine.select().count()
    services.give_pictures(someone("Amal"), NEW, lena)
    services.give_badge(someone("Lena"), lena)
    services.change_role(someone("Nora"), Role.OFFICE, lena)

    lines = list(AuditLine.select().order_by(AuditLine.number))[before:]
    assert [line.action for line in lines] == ["gave_pictures", "gave_badge", "changed_role"]
    assert {line.staff for line in lines} == {lena.staff.hex}
    written = " ".join(f"{line.action} {line.kind_of_subject} {line.subject}" for line in lines)
    assert not {*NEW, *WRONG, "Amal", "Lena", "Nora"} & set(written.split())
