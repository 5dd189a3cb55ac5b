"""A kiosk reads on from its cursor, in pages that never grow with the number of rows (G3, G4, G15)."""

import tracemalloc

from sync.central.pages import Budget
from sync.protocol import PAGE_BYTES
from tests.sync.town import Kiosk, Town

A_RECORD = "0" * 31 + "a"


def test_it_says_nothing_when_nothing_is_new(town: Town) -> None:
    town.home.write()
    assert town.sister.pull()

    assert town.sister.pull() == []


def test_it_pages_by_rows_and_says_that_there_is_more(town: Town) -> None:
    town.home.send(*(town.home.change(fields={"number": number}) for number in range(5)))

    pages = [town.sister.pull(Budget(rows=2))[0] for _page in range(3)]

    assert [[record.fields["number"] for record in page.records] for page in pages] == [[0, 1], [2, 3], [4]]
    assert [page.more for page in pages] == [True, True, False]


def test_it_pages_by_bytes_and_always_sends_one(town: Town) -> None:
    town.home.send(*(town.home.change(fields={"text": "x" * 1_000}) for _change in range(4)))

    pages = [town.sister.pull(Budget(size=size))[0] for size in (1_500, 1, 9_000)]

    assert [len(page.records) for page in pages] == [2, 1, 1]


def test_it_shares_one_budget_over_all_feeds(town: Town) -> None:
    town.home.send(*(town.home.change() for _change in range(3)))
    town.neighbour.send(*(town.neighbour.change(audience="area") for _change in range(3)))
    town.office.send(*(town.office.change(audience="network") for _change in range(3)))

    counts = []
    while pages := town.sister.pull(Budget(rows=4)):
        counts.append({page.feed.split(":")[0]: (len(page.records), page.more) for page in pages})

    assert counts == [
        {"centre": (3, False), "area": (1, True), "network": (0, True)},
        {"area": (2, False), "network": (2, True)},
        {"network": (1, False)},
    ]


def test_it_does_not_send_a_kiosk_what_it_wrote_itself(town: Town) -> None:
    base = town.home.write(A_RECORD, fields={"title": "Sewing"}).version

    assert town.home.read() == {}
    assert town.home.pull() == []
    town.sister.write(A_RECORD, base=base, fields={"places": 8})
    assert town.home.read() == {A_RECORD: {"title": "Sewing", "places": 8}}


def test_it_sends_a_kiosk_its_own_records_again_in_a_new_epoch(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "Sewing"})

    assert town.home.start_epoch().read() == {A_RECORD: {"title": "Sewing"}}


def test_it_sends_a_new_kiosk_nothing_that_is_gone(town: Town) -> None:
    town.home.write(A_RECORD)
    town.home.write(A_RECORD, erased=True, fields={})

    (page,) = town.sister.pull()

    assert page.records == []
    assert page.cursor == 2


def test_it_begins_again_when_central_was_set_back(town: Town) -> None:
    town.home.write(A_RECORD, fields={"title": "Sewing"})
    town.sister.cursors = {town.home.caller.own_feed: 9_999_999_999_999_999_999}

    (page,) = town.sister.pull()

    assert [record.id for record in page.records] == [A_RECORD]
    assert page.cursor == 1


def test_it_holds_one_page_in_memory_however_long_the_feed_is(town: Town) -> None:
    fill(town.home, rows=1_000)
    small = peak(town.sister)
    fill(town.home, rows=4_000)
    large = peak(town.sister)

    assert small < 6 * PAGE_BYTES
    assert large < 6 * PAGE_BYTES


def test_it_holds_one_page_in_memory_however_wide_the_records_are(town: Town) -> None:
    for _batch in range(5):
        town.home.send(*(town.home.change(fields={"text": "x" * 250_000}) for _change in range(20)))

    assert peak(town.sister) < 6 * PAGE_BYTES
    assert len(town.sister.pull()[0].records) == 5


def fill(kiosk: Kiosk, *, rows: int) -> None:
    for _batch in range(rows // 500):
        kiosk.send(*(kiosk.change(fields={"text": "x" * 1_000}) for _change in range(500)))


def peak(kiosk: Kiosk) -> int:
    """Return the most bytes that one page held at once."""
    tracemalloc.start()
    kiosk.pull()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
