"""What is for a centre that nobody knows yet waits at its home, blocks nothing, and goes once the centre is there."""

import pytest

from kiosk.core.ids import new_id
from sync.central import console, enrolment, holds, rights
from sync.central.tables import Centre, Hold, Record
from sync.joining import EnrolRequest
from sync.protocol import Judgement, Verdict
from tests.sync.town import Kiosk, Town, open_kiosk

A_RECORD = "0" * 31 + "a"
LATER = "c" * 32
FIELDS = {"status": "waiting"}


def send(town: Town, to: str = LATER, **given: object) -> Judgement:
    return town.home.write(A_RECORD, **{"kind": "registration", "to": to, "fields": FIELDS} | given)  # type: ignore[arg-type]


def open_later(area: str = "NL-AMS") -> Kiosk:
    """Let the centre that was waited for appear, and its kiosk."""
    centre: Centre = Centre.create(id=LATER, name="Later", area=area)
    holds.hand_over()
    return open_kiosk(centre)


def test_it_stands_at_its_home_and_is_said_to_be_held(town: Town) -> None:
    verdict = send(town)

    assert (verdict.verdict, verdict.version, verdict.reason) == (Verdict.HELD, 1, "unknown_centre")
    assert town.sister.read() == {A_RECORD: FIELDS}
    held = Hold.get()
    assert (held.feed, held.record, held.recipient) == (town.home.caller.own_feed, A_RECORD, LATER)


def test_a_replay_says_again_that_it_is_held(town: Town) -> None:
    change = town.home.change(kind="registration", to=LATER)
    town.home.send(change)

    (again,) = town.home.send(change).judgements

    assert (again.verdict, again.reason) == (Verdict.HELD, "unknown_centre")
    assert Hold.select().count() == 1


def test_it_goes_to_the_centre_that_appears_and_its_answer_comes_back(town: Town) -> None:
    send(town)
    town.sister.read()

    later = open_later()

    assert later.read() == {A_RECORD: FIELDS}
    assert town.sister.read() == {A_RECORD: FIELDS}
    assert town.home.read() == {A_RECORD: FIELDS}
    assert not Hold.select().exists()
    version = Record.get(Record.id == A_RECORD).version
    answer = later.write(
        A_RECORD, kind="registration", to=LATER, base=version, fields={"status": "confirmed"}
    )
    assert answer.verdict is Verdict.ACCEPTED
    assert town.sister.read() == {A_RECORD: {"status": "confirmed"}}


def test_what_its_writer_says_before_it_heard_of_that_does_not_take_it_back(town: Town) -> None:
    version = send(town).version
    later = open_later()
    later.read()

    verdict = send(town, base=version, fields={"status": "cancelled"})

    assert verdict.verdict in {Verdict.ACCEPTED, Verdict.MERGED}
    assert later.read() == {A_RECORD: {"status": "cancelled"}}


def test_it_goes_where_it_was_meant_to_go_last(town: Town) -> None:
    version = send(town).version

    verdict = send(
        town, to=town.stranger.centre, base=version, fields=FIELDS | {"recipient": town.stranger.centre}
    )

    assert verdict.verdict is Verdict.ACCEPTED
    assert not Hold.select().exists()
    assert list(town.stranger.read()) == [A_RECORD]
    assert open_later().read() == {}


def test_what_is_erased_waits_for_nobody(town: Town) -> None:
    send(town)

    town.home.write(A_RECORD, kind="registration", to=LATER, erased=True, fields={})

    assert not Hold.select().exists()
    assert open_later().read() == {}


def test_within_one_batch_the_last_word_counts(town: Town) -> None:
    values = {"kind": "registration", "fields": FIELDS}
    batch = [
        town.home.change(A_RECORD, to=LATER, **values),
        town.home.change(A_RECORD, kind="registration", fields={"recipient": None}),
    ]

    taken = town.home.send(*batch)

    assert [judgement.verdict for judgement in taken.judgements] == [Verdict.HELD, Verdict.ACCEPTED]
    assert not Hold.select().exists()


def test_a_kind_that_central_learns_later_goes_after_its_upgrade(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = town.home.write(A_RECORD, kind="lease", to=town.stranger.centre, fields={"seats": 3})
    assert (verdict.verdict, verdict.reason) == (Verdict.HELD, "unknown_kind")
    assert holds.hand_over() == 0

    monkeypatch.setitem(rights.RIGHTS, "lease", rights.Right(is_addressed=True))

    assert holds.hand_over() == 1
    assert holds.hand_over() == 0
    assert town.stranger.read() == {A_RECORD: {"seats": 3}}


def test_the_console_and_an_adopted_id_hand_over(town: Town) -> None:
    send(town)
    centre = console.create_centre("Later", "NL-AMS")
    assert Hold.select().exists()

    enrolment.enrol(EnrolRequest(console.create_code(centre), "Hall", "key", centre=LATER))

    assert not Hold.select().exists()
    assert open_kiosk(Centre.get_by_id(LATER)).read() == {A_RECORD: FIELDS}


def test_a_thousand_others_are_not_stopped(town: Town) -> None:
    batch = [town.home.change(kind="registration", to=new_id().hex) for _change in range(200)]

    taken = town.home.send(*batch, town.home.change())

    assert taken.acknowledged == 201
    assert Hold.select().count() == 200
