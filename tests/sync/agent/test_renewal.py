import msgspec
import pytest

from kiosk.core import outbox
from kiosk.core.ids import new_id
from kiosk.core.parked import Parked
from kiosk.registration.models import Registration
from sync.agent import renewal
from sync.agent.exchange import exchange_once
from sync.protocol import FeedRecord
from tests.sync.machines import ScriptedLine, new_registration, page, refetched, register

pytestmark = pytest.mark.usefixtures("kiosk")


def park(record: str, fields: str, *, version: int = 5, kind: str = "registration") -> None:
    Parked.create(record=record, kind=kind, version=version, fields=fields)


def test_it_takes_in_a_field_that_is_known_now() -> None:
    row = register(dye="indigo")
    park(row.id.hex, '{"dye":"weld"}')

    kinds = renewal.take_in(1)

    assert (refetched(row).dye, refetched(row).version, kinds) == ("weld", 5, frozenset({"registration"}))
    assert not Parked.select().exists()
    assert outbox.head() == 1


def test_it_takes_in_what_is_known_and_leaves_the_rest_parked() -> None:
    row = register()
    park(row.id.hex, '{"dye":"weld","chair":"blue"}')

    renewal.take_in(1)

    assert refetched(row).dye == "weld"
    assert Parked.get().fields == '{"chair":"blue"}'


def test_it_leaves_what_still_nobody_knows() -> None:
    row = register()
    park(row.id.hex, '{"chair":"blue"}')
    park(new_id().hex, "{}", kind="dream_card")

    assert renewal.take_in(1) == frozenset()
    assert Parked.select().count() == 2


def test_it_takes_in_a_whole_record_when_what_stood_in_its_way_is_gone(line: ScriptedLine) -> None:
    mine = register()
    identity, fields = new_registration(place_key=mine.place_key)
    line.script = [page(FeedRecord(identity, "registration", 4, fields))]
    exchange_once(line)
    mine.delete_instance()

    renewal.take_in(2)

    assert [row.id.hex for row in Registration.select()] == [identity]


def test_it_keeps_what_was_said_here_since() -> None:
    row = register(dye="indigo")
    park(row.id.hex, '{"dye":"weld"}')

    renewal.take_in(0)

    assert refetched(row).dye == "indigo"


def test_it_does_not_bring_back_what_was_erased_here() -> None:
    identity, fields = new_registration()
    row = register(id=identity)
    park(identity, msgspec.json.encode(fields).decode())
    row.delete_instance()

    renewal.take_in(0)

    assert not Registration.select().exists()


def test_an_erasure_takes_along_what_was_parked(line: ScriptedLine) -> None:
    row = register()
    park(row.id.hex, '{"chair":"blue"}')
    row.delete_instance()

    exchange_once(line)

    assert not Parked.select().exists()
