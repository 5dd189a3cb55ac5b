"""The operator's two lists: which kiosks were heard and what befell them, and what is not erased everywhere yet."""

from flask.testing import FlaskClient

from kiosk.core import clock
from sync.central import watch
from sync.central.tables import Epoch, Reading, Replica
from tests.sync.town import Kiosk, Town

WEEK = watch.SILENT_MILLISECONDS


def heard(kiosk: Kiosk, milliseconds_ago: int, **given: object) -> None:
    moment = clock.wall() - milliseconds_ago
    Replica.update(last_contact_at=moment, **given).where(Replica.id == kiosk.caller.replica).execute()


def test_it_marks_the_kiosks_that_were_silent_for_a_week(desk: FlaskClient, town: Town) -> None:
    for kiosk in (town.home, town.sister, town.neighbour, town.stranger, town.office):
        heard(kiosk, 1_000, name="Heard")
    heard(town.home, WEEK + 60_000, name="Hall")
    heard(town.sister, WEEK - 60_000, name="Kitchen")

    page = desk.get("/kiosks").text

    assert page.count('<span class="alarm">silent</span>') == 1
    assert page.index("Hall") < page.index("Kitchen") < page.index("Heard")
    assert sum(each.is_silent for each in watch.watched()) == 1


def test_a_kiosk_that_was_taken_out_or_just_joined_is_not_called_silent(
    desk: FlaskClient, town: Town
) -> None:
    for kiosk in (town.home, town.sister, town.neighbour, town.stranger, town.office):
        heard(kiosk, 0)
    heard(town.home, 3 * WEEK, revoked_at=clock.wall())
    heard(town.sister, 3 * WEEK, enrolled_at=clock.wall())

    page = desk.get("/kiosks").text

    assert 'class="alarm">silent' not in page
    assert page.count("taken out") == 1
    assert len(watch.silences()) == 4


def test_it_tells_what_befell_a_kiosk(desk: FlaskClient, town: Town) -> None:
    replica = town.home.caller.replica
    for place, reason in enumerate(("restored", "copied", "central", "enrolled", "some other word")):
        Epoch.create(replica=replica, epoch=f"{place:032}", former="f" * 32, reason=reason, begun_at=place)
    Epoch.create(replica=town.sister.caller.replica, epoch="e" * 32, begun_at=1)
    Replica.update(program="2/0003").where(Replica.id == replica).execute()

    page = desk.get("/kiosks").text

    for words in ("restored from a copy", "one of two copies", "central was restored", "enrolled again"):
        assert page.count(words) == 1
    assert page.count("began anew") == 2
    assert "some other word" not in page
    assert "2/0003" in page


def test_it_names_the_kiosks_that_have_not_heard_of_an_erasure(desk: FlaskClient, town: Town) -> None:
    heard(town.home, 0, name="Hall")
    heard(town.sister, 0, name="Kitchen")
    assert "erased everywhere" in desk.get("/erased").text
    written = town.home.change()
    town.home.send(written)
    town.home.write(written.id, erased=True, base=1)

    page = desk.get("/erased").text

    assert "silent since" in page
    assert page.count("Kitchen") == 1
    assert "Hall" not in page
    feed = f"centre:{town.home.centre}"
    Reading.insert(feed=feed, replica=town.sister.caller.replica, cursor=99, read_at=1).execute()
    assert "Kitchen" not in desk.get("/erased").text


def test_it_says_so_where_nothing_is_to_be_told(desk: FlaskClient) -> None:
    assert "No kiosk has joined" in desk.get("/kiosks").text
    assert "erased everywhere" in desk.get("/erased").text
