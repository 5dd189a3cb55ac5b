"""Central's operator with the whole database, and every kiosk of the centre, for whom one exchange is enough."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Grant, Staff
from kiosk.accounts.queries import WrongSecretError, name_of, who_can_sign_in
from kiosk.cards import services as cards
from kiosk.centres.queries import this_centre
from kiosk.centres.services import found_centre, join_centre
from kiosk.core import record as records
from kiosk.core import state
from kiosk.core.ids import new_id
from kiosk.core.settings import Settings
from kiosk.keys import begin_sealing
from kiosk.keys import services as keys
from kiosk.registration.models import Household
from kiosk.security import keyring, vault
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role
from kiosk.security.secrets import CardSecret
from kiosk.trust import services as trust
from kiosk.trust.queries import Point
from sync.central.tables import TABLES
from tests.security.test_nothing_in_the_clear import traces
from tests.sync import neighbourhood
from tests.sync.neighbourhood import Neighbourhood

LENA, ZEYNEB, NOTE, PHONE = "Lena-Kuipers", "Zeyneb-Ünal", "Zij kent iedereen.", "+31 10 555 01 23"
PICTURES = ("lion", "sun", "cup", "boat", "tree", "door")
SAFAS = ("egg", "rain", "pan", "hat", "bus", "drum")


@dataclass(frozen=True)
class Told:
    """What people at the first kiosk know by heart, and the keys that only memory held."""

    sheet: str
    card: CardSecret
    lena: Staff
    safa: Staff
    household: Household
    keys: dict[str, bytes]


@pytest.fixture
def town(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neighbourhood]:
    # As in a kiosk: who is taken out takes the centre's key along, and the other kiosks follow its chain.
    monkeypatch.setattr(accounts, "after_removal", [keys.rotate])
    monkeypatch.setattr(records, "after_pull", [keys.adopt_after_pull])
    monkeypatch.setattr(keyring, "after_sign_in", [begin_sealing])
    with neighbourhood.opened(settings, tmp_path) as opened:
        yield opened


@pytest.fixture
def told(town: Neighbourhood) -> Told:
    """Let a coach, a key mother and a parent with a card come to the first kiosk, and tell all kiosks by exchange."""
    with town.hall.at():
        state.put(stretch_iterations=1, zone="Europe/Amsterdam")
        code = found_centre(
            "Pendrecht", "NL-RTM", zone="Europe/Amsterdam", centre_id=UUID(state.get("centre"))
        )
        sheet = accounts.open_with_sheet(code)
        lena = come(LENA, Role.COACH, "flower", PICTURES, sheet)
        safa = come("Safa", Role.CARETAKER, "lamp", SAFAS, sheet)
        coach = accounts.sign_in_with_pictures(lena.id, PICTURES)
        trust.write_note(safa, Point.ENGAGEMENT, NOTE, coach)
        household = walk_in()
        issued = cards.issue(household.id, name=ZEYNEB, phone=PHONE)
        trust.confirm(safa, issued.opened)
        keys = {
            "centre": coach.centre.private_bytes_raw(),
            "coach": coach.own.private_bytes_raw(),
            "card": issued.opened.key.private_bytes_raw(),
        }
    town.exchange(town.hall, town.kitchen, town.zuidwijk, town.office)
    with town.kitchen.at():
        state.put(stretch_iterations=1)
        centre = this_centre()
        assert centre is not None
        join_centre(centre)
    return Told(code, issued.secret, lena, safa, household, keys)


def come(name: str, role: Role, tile: str, pictures: tuple[str, ...], by: SignedIn) -> Staff:
    staff = accounts.hire(name, role=role, tile=tile, language="nl", languages=["nl"], by=by)
    accounts.give_pictures(staff, pictures, by)
    accounts.activate(Staff.get_by_id(staff.id), by)
    found: Staff = Staff.get_by_id(staff.id)
    return found


def walk_in() -> Household:
    household = Household(id=new_id(), language="tr", adults=1)
    centre = [state.get("centre_key")]
    household.name_sealed = vault.seal(ZEYNEB, recipients=centre, record=household.id, field="name_sealed")
    household.phone_sealed = vault.seal(PHONE, recipients=centre, record=household.id, field="phone_sealed")
    household.save(force_insert=True)
    return household


def all_of_central() -> bytes:
    """Return every value of every table of central, as its operator reads them."""
    rows = [row for table in TABLES for row in table.select().tuples()]
    return b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
    )


def forms(key: bytes) -> list[bytes]:
    return [key, key.hex().encode(), base64.b64encode(key)[:-1], base64.urlsafe_b64encode(key)[:-1]]


def test_whoever_has_central_reads_no_name_and_holds_no_key(town: Neighbourhood, told: Told) -> None:
    content = all_of_central()

    envelopes = set(re.findall(rb"pp1\.[A-Za-z0-9_-]{100,}", content))
    assert len(envelopes) >= 8
    assert [traces(text, {"central": content}) for text in (LENA, ZEYNEB, NOTE, PHONE)] == [[]] * 4
    assert [name for name, key in told.keys.items() if any(form in content for form in forms(key))] == []


def test_no_text_that_central_holds_is_a_key_to_any_envelope(town: Neighbourhood, told: Told) -> None:
    """Take everything there that has the length of a key, and try it as one."""
    content = all_of_central()
    texts = set(re.findall(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", content))
    tried = [
        X25519PrivateKey.from_private_bytes(vault.decode(text.decode())) for text in texts if is_key(text)
    ]
    with town.hall.at():
        household, grants = Household.get(), list(Grant.select())

    places = [(household.name_sealed, household.id, "name_sealed")]
    places += [(grant.key_sealed, grant.id, "key_sealed") for grant in grants]
    assert len(tried) > 3
    for private in tried:
        for envelope, record, field in places:
            with pytest.raises(vault.CannotOpenError):
                vault.unseal(envelope, private, record=record, field=field)


def is_key(text: bytes) -> bool:
    try:
        return len(vault.decode(text.decode())) == 32
    except ValueError:
        return False


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_one_exchange_is_enough_for_her_pictures_and_for_a_card(town: Neighbourhood, told: Told) -> None:
    with town.kitchen.at():
        signed_in = accounts.sign_in_with_pictures(told.lena.id, PICTURES)
        opened = cards.open_card(told.card)

        household = Household.get_by_id(opened.household)
        assert name_of(Staff.get_by_id(told.lena.id), signed_in) == LENA
        assert signed_in.open(household.name_sealed, record=household.id, field="name_sealed") == ZEYNEB
        assert cards.read(household, "name_sealed", opened) == ZEYNEB
        assert {one.id for one in who_can_sign_in()} == {told.lena.id, told.safa.id}
    for elsewhere in (town.zuidwijk, town.office):
        with elsewhere.at():
            assert not Household.select().exists()
            assert not Staff.select().exists()


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_ends_here_ends_everywhere_after_an_exchange(town: Neighbourhood, told: Told) -> None:
    with town.hall.at():
        coach = accounts.sign_in_with_pictures(told.lena.id, PICTURES)
        accounts.give_pictures(Staff.get_by_id(told.lena.id), SAFAS[::-1], coach)
        anew = cards.issue(told.household.id, opener=coach)
        accounts.remove(Staff.get_by_id(told.safa.id), coach)
    town.exchange(town.hall, town.kitchen)

    with town.kitchen.at():
        for name, pictures in ((told.safa.id, SAFAS), (told.lena.id, PICTURES)):
            with pytest.raises(WrongSecretError):
                accounts.sign_in_with_pictures(name, pictures)
        with pytest.raises(cards.CardUnknownError):
            cards.open_card(told.card)
        assert [one.id for one in who_can_sign_in()] == [told.lena.id]
        again, opened = (
            accounts.sign_in_with_pictures(told.lena.id, SAFAS[::-1]),
            cards.open_card(anew.secret),
        )
        household = Household.get_by_id(opened.household)
        assert again.open(household.name_sealed, record=household.id, field="name_sealed") == ZEYNEB
        assert cards.read(household, "name_sealed", opened) == ZEYNEB
