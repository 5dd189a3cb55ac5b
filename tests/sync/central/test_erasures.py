"""Central knows where something erased may still stand: at kiosks that have not read so far (G14)."""

from kiosk.core import clock
from sync.central import erasures
from sync.central.readings import Readings
from sync.central.tables import Reading, Replica
from tests.sync.town import Kiosk, Town

A_RECORD = "0" * 31 + "a"
NOTHING_ERASED = {"fields": {}, "erased": True}


def heard(*kiosks: Kiosk) -> None:
    """Let each kiosk say how far it has read, after it has read all."""
    readings = Readings()
    for kiosk in kiosks:
        Replica.update(last_contact_at=clock.wall()).where(Replica.id == kiosk.caller.replica).execute()
        while kiosk.pull():
            pass
        readings.note(kiosk.caller, kiosk.cursors, "2/0003")
    readings.write()


def names() -> list[tuple[str, list[str]]]:
    return [(each.record, sorted(one.replica for one in each.behind)) for each in erasures.erasures()]


def test_it_names_the_kiosk_that_has_not_read_of_it(town: Town) -> None:
    town.home.write(A_RECORD)
    heard(town.home, town.sister, town.neighbour)

    town.home.write(A_RECORD, **NOTHING_ERASED)

    assert names() == [(A_RECORD, [town.sister.caller.replica])]
    (erasure,) = erasures.erasures()
    assert (erasure.kind, erasure.behind[0].name, erasure.behind[0].is_revoked) == ("activity", "Hall", False)
    heard(town.sister)
    assert names() == []


def test_it_looks_at_every_kiosk_of_the_area(town: Town) -> None:
    town.home.write(A_RECORD, audience="area")
    heard(town.home, town.sister, town.neighbour, town.stranger)

    town.sister.write(A_RECORD, audience="area", **NOTHING_ERASED)
    heard(town.home)

    assert names() == [(A_RECORD, [town.neighbour.caller.replica])]


def test_a_kiosk_that_came_later_or_was_never_heard_holds_nothing_of_it(town: Town) -> None:
    town.home.write(A_RECORD)
    heard(town.home)
    Replica.update(enrolled_at=2 * clock.wall()).where(Replica.id == town.sister.caller.replica).execute()
    Replica.update(last_contact_at=1).where(Replica.id == town.sister.caller.replica).execute()

    town.home.write(A_RECORD, **NOTHING_ERASED)

    assert names() == []


def test_readings_are_written_now_and_then_and_only_when_they_moved(town: Town) -> None:
    town.home.write(A_RECORD)
    readings = Readings()
    feed = town.home.caller.own_feed

    readings.note(town.sister.caller, {feed: 1, "centre:other": 9}, "2/0003")
    readings.note(town.sister.caller, {feed: 2})

    assert [(row.feed, row.cursor) for row in Reading.select()] == [(feed, 1)]
    assert Replica.get_by_id(town.sister.caller.replica).program == "2/0003"
    readings.write()
    assert Reading.get().cursor == 2
    readings.note(town.sister.caller, {feed: 2}, "2/0003")
    assert not readings.waiting
    assert not readings.new_programs


def test_a_feed_that_begins_anew_counts_as_not_read(town: Town) -> None:
    readings = Readings()
    readings.note(town.sister.caller, {town.sister.caller.own_feed: 7})
    readings.write()

    readings.note(town.sister.caller, {town.sister.caller.own_feed: -3})
    readings.write()

    assert Reading.get().cursor == 0
