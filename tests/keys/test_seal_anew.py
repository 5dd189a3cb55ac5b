"""After the key changed, everything is sealed anew: batch by batch, whoever signs in, and nothing is left behind."""

import pytest
import time_machine

from kiosk.accounts import queries as accounts
from kiosk.accounts.models import Grant, Staff
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.keys import queries, services
from kiosk.keys.queries import Place
from kiosk.registration.models import Household
from kiosk.security import signatures, vault
from kiosk.security.keyring import SignedIn
from tests.team import Team

CARD, CARD_PUBLIC = vault.new_key()
COUNT = 12


@pytest.fixture
def rotated(team: Team) -> SignedIn:
    """Let twelve households come, one in three with a card, and change the key."""
    by = team.signed_in("Lena")
    for number in range(COUNT):
        row = Household(id=new_id(), language="nl")
        recipients = [*([CARD_PUBLIC] if number % 3 == 0 else []), state.get("centre_key")]
        row.name_sealed = vault.seal(
            f"Hana {number}", recipients=recipients, record=row.id, field="name_sealed"
        )
        row.save(force_insert=True)
    services.rotate(by)
    return by


def names(key: object) -> list[str]:
    rows = Household.select()
    return sorted(vault.unseal(row.name_sealed, key, record=row.id, field="name_sealed") for row in rows)  # type: ignore[arg-type]


def run(keys: SignedIn, limit: int, *, batches: int = 1_000) -> bool:
    """Seal so many batches anew; say whether the end was reached."""
    place: Place | None = Place()
    while place is not None and batches:
        place, batches = services.seal_anew(keys, limit, place=place), batches - 1
    return place is None


def left_behind(keys: SignedIn) -> int:
    """Count the envelopes that a key of before could open."""
    place: Place | None = Place()
    count = 0
    while place is not None:
        found, place = queries.envelopes(place, 5)
        count += sum(bool(keys.retired.keys() & queries.recipients_of(envelope)) for envelope in found)
    return count


@pytest.mark.parametrize("limit", [1, 5, 50])
def test_everything_opens_with_the_new_key_and_nothing_with_the_old(rotated: SignedIn, limit: int) -> None:
    assert left_behind(rotated) > COUNT

    assert run(rotated, limit)

    assert names(rotated.centre) == sorted(f"Hana {number}" for number in range(COUNT))
    assert left_behind(rotated) == 0
    old = next(iter(rotated.retired.values()))
    for row in Household.select():
        with pytest.raises(vault.CannotOpenError):
            vault.unseal(row.name_sealed, old, record=row.id, field="name_sealed")


def test_the_names_of_those_who_work_here_too(rotated: SignedIn, team: Team) -> None:
    run(rotated, 50)

    row = Staff.get_by_id(team.ids["Amal"])
    assert vault.unseal(row.name_sealed, rotated.centre, record=row.id, field="name_sealed") == "Amal"


def test_a_card_opens_its_own_still_and_contents_are_the_same_bytes(rotated: SignedIn) -> None:
    before = {row.id: vault.taken_apart(row.name_sealed)[1] for row in Household.select()}

    run(rotated, 50)

    rows = list(Household.select())
    assert {row.id: vault.taken_apart(row.name_sealed)[1] for row in rows} == before
    mine = queries.key_id_of(CARD)
    hers = [row for row in rows if mine in vault.recipients_of(row.name_sealed)]
    opened = [vault.unseal(row.name_sealed, CARD, record=row.id, field="name_sealed") for row in hers]
    assert sorted(opened) == ["Hana 0", "Hana 3", "Hana 6", "Hana 9"]


def test_what_is_not_sealed_to_the_centre_stays_as_it_is(rotated: SignedIn) -> None:
    grants = {row.id: row.key_sealed for row in Grant.select()}
    row = Household.create(language="nl", name_sealed="pp1.damaged", phone_sealed="no envelope")

    run(rotated, 50)

    assert {row.id: row.key_sealed for row in Grant.select()} == grants
    kept = Household.get_by_id(row.id)
    assert (kept.name_sealed, kept.phone_sealed) == ("pp1.damaged", "no envelope")


def test_interrupted_anywhere_the_next_who_signs_in_goes_on(rotated: SignedIn, team: Team) -> None:
    for batches in range(1, 6):
        run(rotated, 2, batches=batches)
        assert sorted(
            rotated.open(row.name_sealed, record=row.id, field="name_sealed") for row in Household.select()
        ) == sorted(f"Hana {number}" for number in range(COUNT))
    rotated.forget()

    amal = accounts.with_centre(team.ids["Amal"], team.keys["Amal"])
    queries.load_retired(amal)
    assert run(amal, 2)
    assert left_behind(amal) == 0


def test_what_somebody_wrote_meanwhile_is_kept(rotated: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Household.select().first()
    fresh = vault.seal("Safa", recipients=[state.get("centre_key")], record=row.id, field="name_sealed")
    envelope = queries.Envelope(Household, row.id, "name_sealed", row.name_sealed)
    Household.update(name_sealed=fresh).where(Household.id == row.id).execute()

    services.seal_one(envelope, rotated, dropped=[])

    assert Household.get_by_id(row.id).name_sealed == fresh


def test_it_is_done_beside_the_pages_and_ends_with_the_sign_out(rotated: SignedIn, team: Team) -> None:
    gone = accounts.with_centre(team.ids["Amal"], team.keys["Amal"])
    thread = services.begin_sealing(gone)
    gone.forget()
    assert thread is not None
    thread.join()

    keys = accounts.with_centre(team.ids["Nora"], team.keys["Nora"])
    thread = services.begin_sealing(keys)
    assert thread is not None
    thread.join()
    assert left_behind(keys) == 0


def test_nothing_begins_where_no_key_was_retired(team: Team) -> None:
    assert services.begin_sealing(team.signed_in("Lena")) is None


def test_another_kiosk_begins_after_a_week(rotated: SignedIn, clock: time_machine.Traveller) -> None:
    entry = {"public": state.get("centre_key"), "signing": signatures.signing_public(rotated.centre)}
    services.pin(entry, seals_in_days=services.TURN_DAYS)
    assert services.begin_sealing(rotated) is None

    clock.shift(7 * 86_400)
    thread = services.begin_sealing(rotated)
    assert thread is not None
    thread.join()


def test_who_holds_a_key_of_before_seals_nothing_to_it(rotated: SignedIn, team: Team) -> None:
    late = accounts.with_centre(team.ids["Nora"], team.keys["Nora"])
    services.rotate(rotated)
    before = [row.name_sealed for row in Household.select().order_by(Household.id)]

    assert services.seal_anew(late) is None

    assert [row.name_sealed for row in Household.select().order_by(Household.id)] == before


def test_every_sealed_field_of_every_kind_is_found() -> None:
    found = {(model.kind(), name) for model, name in queries.sealed_fields()}

    assert {("household", "name_sealed"), ("household", "phone_sealed"), ("staff", "name_sealed")} <= found
    assert {("grant", "key_sealed"), ("retired_key", "key_sealed"), ("trust_link", "mother_sealed")} <= found
