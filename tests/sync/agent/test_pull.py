import msgspec
import pytest

from kiosk.activities.models import Activity, Occurrence
from kiosk.core import outbox, record, state
from kiosk.core.ids import new_id
from kiosk.core.parked import Parked
from kiosk.registration.models import Household, Registration
from kiosk.trainings.models import Training
from sync.agent.exchange import exchange_once
from sync.protocol import FeedRecord, Judgement, Page, Verdict
from tests.sync.machines import (
    AREA_FEED,
    OWN_FEED,
    ScriptedLine,
    new_registration,
    offer,
    page,
    refetched,
    register,
    waiting,
    wire,
)

pytestmark = pytest.mark.usefixtures("kiosk")


def test_it_writes_whole_records_into_their_tables(line: ScriptedLine) -> None:
    identity, fields = new_registration(bands={"0-3": 2})
    line.script = [page(FeedRecord(identity, "registration", 7, fields))]

    outcome = exchange_once(line)

    (row,) = Registration.select()
    assert (row.id.hex, row.version, row.bands, row.status) == (identity, 7, {"0-3": 2}, "confirmed")
    assert row.household.hex == fields["household"]
    assert outcome.pulled == 1
    assert state.get("cursors")[OWN_FEED] == 7
    assert outbox.head() == 0


def test_it_reads_texts_and_truths(line: ScriptedLine) -> None:
    made = offer("Koken", is_women_only=True, audience="area")
    fields = msgspec.json.decode(outbox.Outbox.get().fields)
    identity = new_id().hex
    line.script = [page(FeedRecord(identity, "activity", 3, fields), feed=AREA_FEED)]

    exchange_once(line)

    other = Activity.get_by_id(identity)
    assert (other.title, other.is_women_only, other.is_step_free) == (made.title, True, None)


def test_it_writes_a_newer_version_over_an_older(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 7, fields)),
        page(FeedRecord(identity, "registration", 9, {**fields, "status": "cancelled"})),
    ]

    exchange_once(line)
    exchange_once(line)

    (row,) = Registration.select()
    assert (row.status, row.version) == ("cancelled", 9)


def test_it_gives_the_default_to_what_the_writer_did_not_know(line: ScriptedLine) -> None:
    text = {"source": "nl", "texts": {}}
    fields = {"key": "steps", "title": text, "about": text, "for_whom": text, "audience": "network"}
    line.script = [page(FeedRecord(new_id().hex, "training", 1, fields), feed="network")]

    exchange_once(line)

    (row,) = Training.select()
    assert (row.is_sponsored, row.fee_cents) == (False, 0)
    assert not Parked.select().exists()


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


def test_it_deletes_what_is_gone_without_saying_so(line: ScriptedLine) -> None:
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 1, fields)),
        page(FeedRecord(identity, "registration", 2, gone=True)),
    ]

    exchange_once(line)
    exchange_once(line)

    assert (Registration.select().count(), outbox.head()) == (0, 0)


def test_it_keeps_what_only_moved_to_another_feed(line: ScriptedLine) -> None:
    offer("Koken", audience="area")
    fields = msgspec.json.decode(outbox.Outbox.get().fields)
    identity = new_id().hex
    moved = Page(AREA_FEED, 8, [FeedRecord(identity, "activity", 8, fields)])
    left = Page(OWN_FEED, 8, [FeedRecord(identity, "activity", 8, gone=True)])
    line.script = [{"pages": [moved, left]}]

    exchange_once(line)

    assert Activity.get_by_id(identity).audience == "area"


def test_it_keeps_a_pending_change_and_takes_the_other_fields(line: ScriptedLine) -> None:
    row = register(number=1, people=2)
    came = page(FeedRecord(row.id.hex, "registration", 9, wire(row, number=5, people=6)))
    line.script = [{**came, "meanwhile": Registration.update(number=77).execute}]

    exchange_once(line)

    seen = refetched(row)
    assert (seen.number, seen.people, seen.version) == (77, 6, 9)
    assert waiting() == [2]


def test_it_takes_centrals_value_once_its_own_was_judged(line: ScriptedLine) -> None:
    row = register(number=1)
    came = page(FeedRecord(row.id.hex, "registration", 9, wire(row, number=5)))
    line.script = [{**came, "judgements": [Judgement(1, Verdict.CONFLICT)]}]

    exchange_once(line)

    assert (refetched(row).number, refetched(row).version, waiting()) == (5, 9, [])


def test_it_does_not_bring_back_what_was_erased_here(line: ScriptedLine) -> None:
    row = register()
    came = page(FeedRecord(row.id.hex, "registration", 9, wire(row)))
    line.script = [{**came, "meanwhile": row.delete_instance}]

    exchange_once(line)

    assert (Registration.select().count(), waiting()) == (0, [2])


def test_it_keeps_a_record_that_is_gone_until_its_change_was_judged(line: ScriptedLine) -> None:
    row = register()
    gone = page(FeedRecord(row.id.hex, "registration", 9, gone=True))
    judged = [Judgement(2, Verdict.DUPLICATE, reason="erased")]
    line.script = [{**gone, "meanwhile": Registration.update(number=8).execute}, {"judgements": judged}]

    exchange_once(line)
    assert refetched(row).number == 8
    exchange_once(line)

    assert Registration.select().count() == 0


def test_it_tells_the_features_what_kinds_came(line: ScriptedLine) -> None:
    told: list[frozenset[str]] = []
    record.after_pull.append(told.append)
    identity, fields = new_registration()
    line.script = [
        page(FeedRecord(identity, "registration", 1, fields), FeedRecord("d" * 32, "dream_card", 2))
    ]

    exchange_once(line)
    exchange_once(line)

    assert told == [frozenset({"registration"})]


def test_it_goes_on_when_a_feature_fails_and_names_the_class_only(
    line: ScriptedLine, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_kinds: frozenset[str]) -> None:
        Household.create(language="nl")
        raise ValueError("Hana came at nine")

    told: list[frozenset[str]] = []
    record.after_pull += [stumble, told.append]
    identity, fields = new_registration()
    line.script = [page(FeedRecord(identity, "registration", 1, fields))]

    exchange_once(line)

    assert len(told) == 1
    assert Household.select().count() == 0
    assert "ValueError" in caplog.text
    assert "Hana" not in caplog.text


def test_what_a_feature_does_then_travels(line: ScriptedLine) -> None:
    record.after_pull.append(lambda _kinds: Household.create(language="nl"))
    identity, fields = new_registration()
    line.script = [page(FeedRecord(identity, "registration", 1, fields))]

    outcome = exchange_once(line)

    assert (outcome.has_more, waiting()) == (True, [1])
