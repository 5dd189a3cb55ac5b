"""Who is forgotten is gone with everything that was about her, and her places go to who waits (DESIGN 4, G14)."""

import msgspec
import pytest

from kiosk.activities.models import Occurrence, Series
from kiosk.cards.models import Card
from kiosk.core import clock, outbox
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox, Refused
from kiosk.core.parked import Parked
from kiosk.registration.models import Consent, Household, Notice, NoticeReason, Registration
from kiosk.registration.services import Family, register_family
from kiosk.retention.services import forget_household
from kiosk.security import vault
from kiosk.trust.models import TrustLink
from tests.people import AMAL, HANA

pytestmark = pytest.mark.usefixtures("centre")
BIG = Family(language="tr", adults=4, children=0, name="Ömer")


def come(family: Family, date: Occurrence, *, will_wait: bool = False) -> Registration:
    return register_family(family, date.id, place_key=new_id().hex, will_wait=will_wait)


def taken(date: Occurrence) -> int:
    return int(Series.get_by_id(date.series).taken[date.id.hex])


def test_it_leaves_no_row_of_her(sewing: list[Occurrence]) -> None:
    hers, other = come(AMAL, sewing[0]), come(HANA, sewing[0])
    Notice.create(registration=hers.id, reason=NoticeReason.PLACE_GIVEN, arose_at=clock.wall())

    forget_household(hers.household)

    assert [row.id for row in Household.select()] == [other.household]
    assert [row.id for row in Registration.select()] == [other.id]
    assert [row.household for row in Consent.select()] == [other.household]
    assert not Notice.select().exists()


def test_every_erasure_travels(sewing: list[Occurrence]) -> None:
    hers = come(AMAL, sewing[0])
    consent = Consent.get()
    Outbox.delete().execute()

    forget_household(hers.household)

    erased = {(row.kind, row.record) for row in Outbox.select().where(Outbox.is_erased)}
    assert erased == {
        ("household", hers.household.hex),
        ("registration", hers.id.hex),
        ("consent", consent.id.hex),
    }


def test_her_places_go_to_who_waits(sewing: list[Occurrence]) -> None:
    hers = come(AMAL, sewing[0])
    waiting = come(BIG, sewing[0], will_wait=True)
    assert (waiting.is_waiting, taken(sewing[0])) == (True, 3)

    forget_household(hers.household)

    assert Registration.get_by_id(waiting.id).is_confirmed
    assert taken(sewing[0]) == 4
    assert Notice.get().registration == waiting.id


def test_the_numbers_wait_on_without_a_word_of_her(sewing: list[Occurrence]) -> None:
    hers = come(AMAL, sewing[0])
    household = Household.get_by_id(hers.household)
    numbers = [row.n for row in Outbox.select().order_by(Outbox.n)]

    forget_household(hers.household)

    rows = list(Outbox.select().order_by(Outbox.n))
    assert [row.n for row in rows][: len(numbers)] == numbers
    about_her = [row for row in rows if row.record in {household.id.hex, hers.id.hex}]
    assert {(row.is_erased, row.fields) for row in about_her} == {(True, "{}")}
    assert [row.n for row in rows] == list(range(rows[0].n, outbox.head() + 1))


def test_what_waits_to_be_seen_to_or_known_goes_too(sewing: list[Occurrence]) -> None:
    hers = come(AMAL, sewing[0])
    fields = msgspec.json.encode({"name_sealed": "pp1.x"}).decode()
    Refused.create(n=1, record=hers.household.hex, kind="household", fields=fields, reason="bad")
    Parked.create(record=hers.household.hex, kind="household", version=1, fields=fields)

    forget_household(hers.household)

    assert (Refused.select().count(), Parked.select().count()) == (0, 0)


def test_her_card_and_whom_she_trusts_go_with_her(sewing: list[Occurrence]) -> None:
    hers, other = come(AMAL, sewing[0]), come(HANA, sewing[1])
    _private, public = vault.new_key()
    _other_private, other_public = vault.new_key()
    for household, key in ((hers.household, public), (other.household, other_public)):
        Card.create(household=household, handle="h", public_key=key, key_wrapped="w", issued_at=clock.wall())
        link = TrustLink(staff=new_id(), mother_sealed="")
        link.mother_sealed = vault.seal(
            household.hex, recipients=[key], record=link.id, field="mother_sealed"
        )
        link.save(force_insert=True)
    TrustLink.create(staff=new_id(), mother_sealed="not an envelope")

    forget_household(hers.household)

    assert [row.household for row in Card.select()] == [other.household]
    kept = [row.mother_sealed for row in TrustLink.select()]
    assert len(kept) == 2
    assert all(vault.key_id(vault.decode(public)).hex() not in envelope for envelope in kept)


def test_it_is_done_twice_without_complaint(sewing: list[Occurrence]) -> None:
    hers = come(AMAL, sewing[0])
    forget_household(hers.household)
    head = outbox.head()

    forget_household(hers.household)

    assert outbox.head() == head
