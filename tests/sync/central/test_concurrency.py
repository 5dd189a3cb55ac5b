"""Many kiosks write at once and one reads on from its cursor: it misses no row (DESIGN 3, "Central")."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sync.central import database
from sync.central.tables import Record
from tests.sync.town import Kiosk, Town, found_centre, open_kiosk

WRITERS, BATCHES, ROWS = 7, 12, 6


def test_it_loses_no_row_to_a_reader_while_seven_write(town: Town) -> None:
    writers = [open_kiosk(found_centre("NL-RTM")) for _writer in range(WRITERS)]
    done = Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(follow, town.neighbour, done)
        for writing in [pool.submit(write, kiosk) for kiosk in writers]:
            writing.result()
        done.set()
        seen = reading.result()

    stored = {row.id for row in Record.select(Record.id).where(Record.feed == "area:NL-RTM")}
    assert len(stored) == WRITERS * BATCHES * ROWS
    assert set(seen) == stored
    assert len(seen) == len(stored)


def test_it_numbers_the_rows_of_a_feed_without_a_double(town: Town) -> None:
    writers = [open_kiosk(found_centre("NL-RTM")) for _writer in range(WRITERS)]

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, writers))

    versions = [row.version for row in Record.select(Record.version).where(Record.feed == "area:NL-RTM")]
    assert len(set(versions)) == len(versions)


def test_it_ends_when_two_centres_write_to_each_other_at_once(town: Town) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(converse, [town.home, town.stranger], [town.stranger, town.home]))

    for kiosk in (town.home, town.stranger):
        kiosk.cursors = {}
        assert len(kiosk.start_epoch().read()) == 2 * BATCHES


def write(kiosk: Kiosk) -> None:
    database.connect()
    try:
        for _batch in range(BATCHES):
            kiosk.send(*(kiosk.change(audience="area") for _row in range(ROWS)))
    finally:
        database.disconnect()


def converse(kiosk: Kiosk, other: Kiosk) -> None:
    """Send the other centre one record at a time, and answer each record that is new."""
    database.connect()
    seen: set[str] = set()
    try:
        for _batch in range(BATCHES):
            sent = kiosk.change(kind="registration", to=other.centre)
            kiosk.send(sent)
            seen.add(sent.id)
            for page in kiosk.pull():
                for record in page.records:
                    if record.id not in seen:
                        kiosk.write(
                            record.id,
                            kind="registration",
                            base=record.version,
                            to=kiosk.centre,
                            fields={"status": "seen"},
                        )
                    seen.add(record.id)
    finally:
        database.disconnect()


def follow(kiosk: Kiosk, done: Event) -> list[str]:
    """Read page after page until the writers are done and nothing more comes."""
    database.connect()
    seen: list[str] = []
    try:
        while True:
            was_done = done.is_set()
            pages = kiosk.pull()
            seen += [record.id for page in pages for record in page.records]
            if was_done and not pages:
                return seen
    finally:
        database.disconnect()
