import msgspec
import pytest

from kiosk.activities.models import Activity, Occurrence
from kiosk.core import outbox, state
from kiosk.core.ids import new_id
from kiosk.core.parked import Parked
from kiosk.registration.models import Registration
from sync.agent.exchange import exchange_once
from sync.protocol import FeedRecord
from tests.sync.machines import (
    OWN_FEED,
    ScriptedLine,
    new_registration,
    offer,
    page,
    register,
)

pytestmark = pytest.mark.usefixtures("kiosk")


def test_it_parks_a_kind_it_does_not_know_word_for_word(line: ScriptedLine) -> None:
    fields = {"dream": {"deep": [1, None, "ç"]}, "price": 1.50}
    line.script = [page(FeedRecord("c" * 32, "dream_card", 5, fields))]

    exchange_once(line)

    (parked,) = Parked.select()
    assert (parked.record, parked.kind, parked.version) == ("c" * 32, "dream_card", 5)
    assert parked.fields == msgspec.json.encode(fields).decode()


def test_it_parks_only_the_fields_it_does_not_know(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    line.script = [page(FeedRecord(identity, "registration", 5, {**fields, "chair": "blue"}))]

    exchange_once(line)

    assert Registration.get_by_id(identity).number == 3
    assert Parked.get().fields == '{"chair":"blue"}'


def test_it_forgets_what_was_parked_when_something_newer_fits(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 5, {**fields, "chair": "blue"})),
        page(FeedRecord(identity, "registration", 6, fields)),
    ]

    exchange_once(line)
    exchange_once(line)

    assert not Parked.select().exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"people": None},
        {"people": "two"},
        {"people": 2**70},
        {"household": "not an id"},
        {"household": "A" * 32},
        {"dye": ["indigo"]},
        {"dye": None},
    ],
)
def test_it_parks_a_record_that_does_not_fit_and_takes_the_rest(
    line: ScriptedLine, bad: dict[str, object]
) -> None:
    good, odd = new_registration(), new_registration(**bad)
    records = [
        FeedRecord(identity, "registration", n, fields) for n, (identity, fields) in enumerate((odd, good), 1)
    ]
    line.script = [page(*records)]

    exchange_once(line)

    assert [row.id.hex for row in Registration.select()] == [good[0]]
    assert [row.record for row in Parked.select()] == [odd[0]]
    assert state.get("cursors")[OWN_FEED] == 2


def test_it_parks_what_lacks_a_field_that_has_no_default(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    del fields["place_key"]
    line.script = [page(FeedRecord(identity, "registration", 1, fields))]

    exchange_once(line)

    assert (Registration.select().count(), Parked.select().count()) == (0, 1)


def test_it_parks_what_the_database_refuses_and_takes_the_rest(line: ScriptedLine) -> None:
    mine = register()
    twin, other = new_registration(place_key=mine.place_key), new_registration()
    line.script = [
        page(*(FeedRecord(one[0], "registration", n, one[1]) for n, one in enumerate((twin, other), 1)))
    ]

    exchange_once(line)

    assert {row.id.hex for row in Registration.select()} == {mine.id.hex, other[0]}
    assert Parked.get().record == twin[0]


@pytest.mark.parametrize("hour", ["tomorrow", "2026-02-31T10:00", "2026-02-03 later!"])
def test_it_lets_no_hour_in_that_a_page_could_not_read(line: ScriptedLine, hour: str) -> None:
    fields = {"audience": "centre", "series": new_id().hex, "starts_at": hour, "ends_at": "2026-11-21T11:00"}
    line.script = [page(FeedRecord(new_id().hex, "occurrence", 1, {**fields, "status": "planned"}))]

    exchange_once(line)

    assert (Occurrence.select().count(), Parked.select().count()) == (0, 1)


@pytest.mark.parametrize(
    "title", [None, 5, ["Koken"], "Koken", {"texts": {"nl": 5}}, {"texts": {"nl": [1, 2]}}]
)
def test_it_lets_no_text_in_that_a_page_could_not_read(line: ScriptedLine, title: object) -> None:
    offer("Koken")
    fields = msgspec.json.decode(outbox.Outbox.get().fields)
    line.script = [page(FeedRecord(new_id().hex, "activity", 1, {**fields, "title": title}))]

    exchange_once(line)

    shown = [row.title.shown_in("nl").text for row in Activity.select().order_by(Activity.version)]
    assert shown[0] == "Koken"
    assert len(shown) + Parked.select().count() == 2


def test_it_lets_no_id_in_that_a_page_could_not_read(line: ScriptedLine) -> None:
    _identity, fields = new_registration()
    line.script = [page(FeedRecord("../etc", "registration", 1, fields))]

    exchange_once(line)

    assert (Registration.select().count(), Parked.select().count()) == (0, 1)
