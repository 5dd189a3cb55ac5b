"""Who gets what: the centre its own, the area what is open in it, everybody what the office says (DESIGN 3)."""

import msgspec
import pytest

from sync.central import rights
from sync.central.tables import Feed, Record
from sync.protocol import Verdict
from tests.sync.town import Town

A_RECORD = "0" * 31 + "a"
OPEN = {"title": "Open day"}
# A kind that may be sent to another centre.
PLACE = "registration"


def test_it_shows_a_registration_to_the_sister_kiosk_only(town: Town) -> None:
    town.home.write(A_RECORD, audience="centre", fields=OPEN)

    assert town.sister.read() == {A_RECORD: OPEN}
    for other in (town.neighbour, town.stranger, town.office):
        assert other.read() == {}


def test_it_shows_an_open_activity_to_the_centres_of_the_area(town: Town) -> None:
    town.home.write(A_RECORD, audience="area", fields=OPEN)

    for other in (town.sister, town.neighbour):
        assert other.read() == {A_RECORD: OPEN}
    for other in (town.stranger, town.office):
        assert other.read() == {}


def test_it_shows_what_the_office_publishes_to_everybody(town: Town) -> None:
    town.office.write(A_RECORD, audience="network", fields=OPEN)

    for other in (town.home, town.sister, town.neighbour, town.stranger):
        assert other.read() == {A_RECORD: OPEN}


def test_it_keeps_what_the_office_does_for_itself_at_the_office(town: Town) -> None:
    town.office.write(A_RECORD, audience="centre", fields=OPEN)

    assert town.home.read() == {}


@pytest.mark.parametrize("erased", [False, True])
def test_it_lets_only_the_owner_change_an_open_record(town: Town, erased: bool) -> None:
    base = town.home.write(A_RECORD, audience="area", fields=OPEN).version

    verdict = town.neighbour.write(
        A_RECORD, audience="area", base=base, fields={"title": "Mine"}, erased=erased
    )

    assert (verdict.verdict, verdict.reason) == (Verdict.REFUSED, "not_owner")
    assert town.stranger.write(A_RECORD, audience="network").reason == "office_only"
    assert town.sister.read() == {A_RECORD: OPEN}


def test_it_passes_over_feeds_that_are_not_the_readers(town: Town) -> None:
    town.home.write(A_RECORD, fields=OPEN)
    town.stranger.cursors = {town.home.caller.own_feed: 0, "area:NL-RTM": 0, "everything": -1}

    assert town.stranger.read() == {}


def test_it_takes_a_record_out_of_the_feed_it_leaves_and_puts_it_whole_into_the_other(town: Town) -> None:
    base = town.home.write(A_RECORD, audience="centre", fields={"title": "Sewing", "places": 8}).version
    assert town.sister.read()
    town.neighbour.read()

    town.home.write(A_RECORD, audience="area", base=base, fields={"audience": "area"})

    whole = {"title": "Sewing", "places": 8, "audience": "area"}
    assert town.neighbour.read() == {A_RECORD: whole}
    assert town.sister.read() == {A_RECORD: whole}


def test_it_tells_those_who_cannot_follow_that_a_record_is_gone(town: Town) -> None:
    base = town.home.write(A_RECORD, audience="area", fields=OPEN).version
    town.neighbour.read()
    town.sister.read()

    town.home.write(A_RECORD, audience="centre", base=base, fields={"audience": "centre"})

    assert town.neighbour.read() == {A_RECORD: None}
    assert town.sister.read() == {A_RECORD: OPEN | {"audience": "centre"}}


def test_it_does_not_move_a_record_back_when_somebody_did_not_know_it_had_moved(town: Town) -> None:
    base = town.home.write(A_RECORD, audience="centre", fields={"title": "Sewing", "places": 8}).version
    town.home.write(A_RECORD, audience="area", base=base, fields={"audience": "area"})

    verdict = town.sister.write(A_RECORD, audience="centre", base=base, fields={"places": 9})

    assert verdict.verdict == Verdict.MERGED
    assert town.neighbour.read() == {A_RECORD: {"title": "Sewing", "places": 9, "audience": "area"}}


def test_it_puts_a_record_that_is_sent_to_another_centre_into_both_feeds(town: Town) -> None:
    town.home.write(A_RECORD, kind=PLACE, to=town.stranger.centre, fields=OPEN)

    assert town.stranger.read() == {A_RECORD: OPEN}
    assert town.sister.read() == {A_RECORD: OPEN}
    assert town.neighbour.read() == {}


def test_it_lets_the_receiving_centre_answer_and_the_sender_reads_it(town: Town) -> None:
    town.home.write(A_RECORD, kind=PLACE, to=town.stranger.centre, fields={"status": "asked"})
    town.sister.read()
    (page,) = town.stranger.pull()

    verdict = town.stranger.write(
        A_RECORD,
        kind=PLACE,
        base=page.records[0].version,
        to=town.stranger.centre,
        fields={"status": "confirmed"},
    )

    assert verdict.verdict == Verdict.ACCEPTED
    assert town.sister.read() == {A_RECORD: {"status": "confirmed"}}
    assert Record.select().where(Record.id == A_RECORD, ~Record.is_gone).count() == 2


def test_it_does_not_let_the_receiving_centre_erase(town: Town) -> None:
    town.home.write(A_RECORD, kind=PLACE, to=town.stranger.centre)

    assert town.stranger.write(A_RECORD, kind=PLACE, erased=True, fields={}).reason == "not_owner"


def test_it_takes_a_record_back_from_a_centre_it_is_no_longer_for(town: Town) -> None:
    base = town.home.write(A_RECORD, kind=PLACE, to=town.stranger.centre).version
    town.stranger.read()

    town.home.write(A_RECORD, kind=PLACE, base=base, fields={"recipient": None})

    assert town.stranger.read() == {A_RECORD: None}
    assert town.stranger.write(A_RECORD, kind=PLACE, fields={"title": "Late"}).reason == "not_owner"


def test_it_erases_a_record_in_every_feed_it_stands_in(town: Town) -> None:
    town.home.write(A_RECORD, kind=PLACE, to=town.stranger.centre)
    town.stranger.read()
    town.sister.read()

    town.home.write(A_RECORD, kind=PLACE, erased=True, fields={})

    assert town.stranger.read() == {A_RECORD: None}
    assert town.sister.read() == {A_RECORD: None}
    assert set(Record.select(Record.fields).tuples()) == {("{}",)}


def test_it_tells_an_erasure_to_one_who_reads_two_of_its_feeds(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rights.RIGHTS, "request", rights.Right(rights.OPEN, is_addressed=True))
    town.home.write(A_RECORD, kind="request", audience="area", to=town.neighbour.centre)
    town.neighbour.read()

    town.home.write(A_RECORD, kind="request", audience="area", erased=True, fields={})

    assert town.neighbour.read() == {A_RECORD: None}


def test_it_keeps_no_row_ahead_of_its_feed_when_a_record_moves_within_a_batch(town: Town) -> None:
    batch = [town.home.change(A_RECORD, audience=audience) for audience in ("centre", "area", "area")]
    batch = [msgspec.structs.replace(each, fields={"place": place}) for place, each in enumerate(batch)]

    town.home.send(*batch)

    heads = {row.feed: row.head for row in Feed.select()}
    assert all(row.version <= heads[row.feed] for row in Record.select())
    assert town.sister.read() == {A_RECORD: {"place": 2}}
    assert town.sister.pull() == []


def test_it_gives_a_record_one_number_in_all_its_feeds(town: Town) -> None:
    for _change in range(3):
        town.stranger.write()

    verdict = town.home.write(A_RECORD, kind=PLACE, to=town.stranger.centre)

    assert verdict.version == 4
    assert {row.version for row in Record.select().where(Record.id == A_RECORD)} == {4}


def test_it_follows_a_record_through_every_move(town: Town) -> None:
    base = 0
    for audience in ("centre", "area", "centre", "area"):
        base = town.home.write(A_RECORD, audience=audience, base=base, fields={"audience": audience}).version

    assert town.neighbour.read() == {A_RECORD: {"audience": "area"}}
    assert town.sister.read() == {A_RECORD: {"audience": "area"}}
    assert Record.select().where(Record.id == A_RECORD, ~Record.is_gone).count() == 1
