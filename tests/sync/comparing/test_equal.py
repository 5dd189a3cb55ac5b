"""What two ends hold alike costs one small question a feed, whatever oddities lie among it (G16)."""

from uuid import UUID

import pytest

from kiosk.core.database import database
from kiosk.core.record import kinds
from sync.agent import comparing
from sync.central.tables import Feed, Record
from tests.sync.comparing.eyes import by_hand, centre_of, compare, differences, is_same, line_of, say
from tests.sync.machines import register
from tests.sync.neighbourhood import Neighbourhood
from tests.sync.released.story import OF_CENTRAL, write

WRITTEN = (
    "household",
    "registration",
    "consent",
    "need",
    "activity",
    "series",
    "occurrence",
    "topic",
    "training",
)


def test_equal_feeds_cost_one_small_call_each(street: Neighbourhood) -> None:
    with line_of(street.hall) as line:
        found = comparing.compare(line)

    assert found.same == 3
    assert found.text() == "the same in 3 feeds"
    assert [wish.feed.partition(":")[0] for wish in line.asked] == ["network", "area", "centre"]
    assert all(request + answer < 1_000 for request, answer in line.sizes)
    assert all(len(wish.digest) == 44 for wish in line.asked)  # 32 bytes in base64


def test_every_kiosk_holds_the_same(street: Neighbourhood) -> None:
    assert is_same(street.hall, street.kitchen, street.zuidwijk, street.utrecht, street.office)


def test_what_is_parked_counts(street: Neighbourhood) -> None:
    say(street.kitchen, "song", {"title": "Lullaby", "verses": [1, {"b": 2, "a": None}]})
    say(street.kitchen, "song", {"title": "March", "audience": "area"}, audience="area")
    say(
        street.kitchen,
        "need",
        {"topic": "school", "language": "nl", "asked_on": "2026-11-21", "mood": "calm"},
    )
    street.exchange(street.kitchen, street.hall, street.zuidwijk)

    with street.hall.at():
        assert database.execute_sql("SELECT COUNT(*) FROM parked").fetchone()[0] == 3
    assert is_same(street.hall, street.zuidwijk)


def test_a_record_that_the_database_refused_counts(street: Neighbourhood) -> None:
    with street.hall.at():
        taken = register().place_key
    by_hand(street.kitchen, "UPDATE registration SET place_key = ?", taken)

    street.exchange(street.hall, street.kitchen)

    with street.kitchen.at():
        assert database.execute_sql("SELECT kind FROM parked").fetchall() == [("registration",)]
    found = compare(street.kitchen)
    assert [kind for _record, kind in found.fetched] == ["registration"]
    assert is_same(street.kitchen)


def test_a_record_of_an_older_kiosk_lacks_fields_and_is_the_same(street: Neighbourhood) -> None:
    record = say(street.kitchen, "household", {"language": "nl"})
    street.exchange(street.kitchen, street.hall)

    with street.hall.at():
        assert database.execute_sql("SELECT record, names FROM absent").fetchall() == [
            (record, '["adults","bands","is_open_to_voucher"]')
        ]
    assert is_same(street.hall)


def test_a_field_that_was_lacking_is_there_once_somebody_sets_it(street: Neighbourhood) -> None:
    record = say(street.kitchen, "household", {"language": "nl"})
    street.exchange(street.kitchen, street.hall)

    with street.hall.at():
        database.execute_sql("UPDATE household SET adults = 3 WHERE id = ?", (record,))
    street.exchange(street.hall)

    assert is_same(street.hall)


def test_a_field_that_was_set_to_what_it_has_by_itself_is_there(street: Neighbourhood) -> None:
    record = say(street.kitchen, "household", {"language": "nl"})
    street.exchange(street.kitchen, street.hall)

    for adults in (3, 1):
        with street.hall.at():
            database.execute_sql("UPDATE household SET adults = ? WHERE id = ?", (adults, record))
        street.exchange(street.hall)

    assert is_same(street.hall)
    with street.hall.at():
        assert database.execute_sql("SELECT names FROM absent").fetchall() == [
            ('["bands","is_open_to_voucher"]',)
        ]


def test_what_an_older_program_wrote_here_is_fetched_once(street: Neighbourhood) -> None:
    record = say(street.hall, "household", {"language": "nl"})
    by_hand(
        street.hall,
        "INSERT INTO household (id, version, language, adults, bands, is_open_to_voucher)"
        " SELECT ?, 0, 'nl', 1, '{}', 0",
        record,
    )
    street.exchange(street.hall)

    found = compare(street.hall)

    assert found.fetched == [(record, "household")]
    assert is_same(street.hall)


def test_a_record_sent_to_another_centre_counts_in_both(street: Neighbourhood) -> None:
    recipient = centre_of(street.utrecht)
    with street.hall.at():
        register(recipient=recipient)

    street.exchange(street.hall, street.utrecht, street.kitchen)

    assert is_same(street.hall, street.utrecht, street.kitchen)


@pytest.mark.parametrize("addressee", ["utrecht", "zuidwijk"])
def test_a_record_of_the_area_sent_to_a_centre_counts_once(street: Neighbourhood, addressee: str) -> None:
    machine = getattr(street, addressee)
    recipient = centre_of(machine)
    fields = {"title": "Shanty", "audience": "area", "recipient": recipient}
    record = say(street.hall, "song", fields, audience="area")
    street.exchange(street.hall)
    stand_also_in(record, f"centre:{recipient}")

    street.exchange(street.kitchen, street.zuidwijk, street.utrecht)

    assert differences(street.kitchen) == differences(street.zuidwijk) == differences(street.utrecht) == []


def stand_also_in(record: str, feed: str) -> None:
    """Let a record stand in a second feed, as those do that a newer central hands over."""
    row = Record.get(Record.id == record)
    Feed.insert(feed=feed).on_conflict_ignore().execute()
    number = max(Feed.get_by_id(each).head for each in (row.feed, feed)) + 1
    both = f"{row.feed} {feed}"
    Record.update(version=number, feeds=both).where(Record.id == record).execute()
    Record.create(**{**row.__data__, "feed": feed, "version": number, "feeds": both})
    Feed.update(head=number).where(Feed.feed.in_([row.feed, feed])).execute()


def test_every_kind_is_the_same(street: Neighbourhood) -> None:
    with street.hall.at():
        written = write(sorted(kinds().keys() - OF_CENTRAL))

    street.exchange(street.hall, street.kitchen)

    with street.kitchen.at():
        assert all(kinds()[kind].get_or_none(id=UUID(written[kind])) for kind in WRITTEN)
    assert is_same(street.hall, street.kitchen)


@pytest.mark.parametrize("column", ["adults", "language", "bands", "vouched_at"])
def test_a_conflict_is_the_same_everywhere(street: Neighbourhood, column: str) -> None:
    values = {
        "adults": (2, 3),
        "language": ("ar", "tr"),
        "bands": ('{"4":1}', '{"7":2}'),
        "vouched_at": (1, 2),
    }
    with street.hall.at():
        record = write(["household"])["household"]
    street.exchange(street.hall, street.kitchen)
    for machine, value in zip((street.hall, street.kitchen), values[column], strict=True):
        with machine.at(), database.atomic():
            database.execute_sql(f"UPDATE household SET {column} = ? WHERE id = ?", (value, record))

    street.exchange(street.hall, street.kitchen, street.hall)

    assert is_same(street.hall, street.kitchen)
