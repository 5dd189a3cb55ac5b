"""The caretaker sees in one look how the machine is, and reads what to do."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from kiosk.core import clock as clocks
from kiosk.core import outbox, state, today
from kiosk.core.lights import Light, Topic
from kiosk.machine import forms
from kiosk.security.audit import AuditLine
from tests.sync.machines import register
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
DAY = 86_400_000


@pytest.mark.parametrize(("name", "status"), [("Omar", 200), ("Lena", 200), ("Amal", 403)])
def test_who_keeps_the_machine_sees_it(name: str, status: int, at_desk: AtDesk) -> None:
    assert at_desk(name).get("machine/").status_code == status


def test_a_kiosk_that_stands_alone_is_connected_from_here(at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    alone = omar.get("machine/").text

    state.put(token="told-once")

    assert ("desk/connect/" in alone, "desk/connect/" in omar.get("machine/").text) == (True, False)


def english(at_desk: AtDesk, name: str = "Omar") -> str:
    somebody = at_desk(name)
    somebody.language = "en"
    return somebody.get("machine/").text


def test_a_machine_that_is_well_says_so_in_few_words(at_desk: AtDesk) -> None:
    state.put(copied_at=clocks.wall(), token="told-once", acknowledged=outbox.head())

    page = english(at_desk)

    assert "Everything is well." in page
    assert "is-fault" not in page
    assert f"{outbox.head()} of {outbox.head()}" in page


def test_a_kiosk_that_stands_alone_asks_for_a_copy(at_desk: AtDesk) -> None:
    page = english(at_desk)

    assert page.count("is-fault") == 1
    assert "There is none yet. Please make one." in page
    assert "desk/copies/" in page


def test_a_clock_in_doubt_is_a_fault(at_desk: AtDesk) -> None:
    state.put(copied_at=clocks.wall(), last_seen=clocks.wall() + DAY, anchor=None)

    page = english(at_desk)

    assert page.count("is-fault") == 1
    assert "The clock may be wrong. Please set it, or say that it is right." in page
    assert "lamp-amber" in page


def test_it_tells_what_the_clock_must_be_set_to(at_desk: AtDesk, app: Flask) -> None:
    state.put(**today.told(1_772_442_000_000))

    page = english(at_desk)

    assert "Please set it to Monday 2 March, 10:00." in page


def test_a_certificate_of_another_time_is_a_matter_of_the_clock(at_desk: AtDesk) -> None:
    state.put(token="told-once", last_error="clock")

    page = english(at_desk)

    assert "The clock is wrong. Please set it." in page
    assert "It waits until the clock is right." in page
    assert "network cable" not in page


def test_a_broken_line_says_what_helps(at_desk: AtDesk) -> None:
    state.put(token="told-once", last_error="no_line")

    assert "Look at the network cable" in english(at_desk)


def test_what_waits_is_counted_and_dated(at_desk: AtDesk) -> None:
    state.put(token="told-once", acknowledged=0)
    register()

    page = english(at_desk)

    assert "changes wait since" in page
    assert "Please see to this now." not in page


def test_every_lamp_has_a_title_a_sign_and_words(app: Flask) -> None:
    assert set(forms.TITLES) == set(forms.SIGNS) == set(Topic)
    assert set(forms.WHOLE) == set(Light)
    assert {topic for topic, _word in forms.SENTENCES} == set(Topic)
    assert {endpoint in app.view_functions for endpoint in [*forms.PAGES.values(), forms.BY_STICK]} == {True}


def test_a_machine_that_central_hears_nothing_from_is_a_task_of_the_coach(
    at_desk: AtDesk, app: Flask
) -> None:
    lena = at_desk("Lena")
    assert "desk/machine/" not in lena.get("tasks").text

    app.config["DESCRIBE_WORKER"] = lambda: {"state": "dead"}

    assert "desk/machine/" in lena.get("tasks").text


def test_somebody_may_say_that_the_clock_is_right(at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    state.put(last_seen=clocks.wall() + DAY, anchor=None)
    wall = re.search(r'name="wall" value="(\d+)"', omar.get("machine/").text)
    assert wall

    omar.post("machine/today", {"wall": wall[1]})

    assert not today.is_clock_unsure()
    assert 'name="wall"' not in omar.get("machine/").text
    assert AuditLine.select().where(AuditLine.action == "confirmed_clock").count() == 1


@pytest.mark.parametrize("said", ["", "soon", "0", "9" * 40, str(1_772_442_000_000)])
def test_nobody_may_say_so_of_another_moment(said: str, at_desk: AtDesk) -> None:
    omar = at_desk("Omar")
    state.put(last_seen=clocks.wall() + DAY, anchor=None)

    assert omar.post("machine/today", {"wall": said}).status_code == 303

    assert today.is_clock_unsure()
    assert not AuditLine.select().where(AuditLine.action == "confirmed_clock").exists()


def test_what_central_told_is_not_talked_away(at_desk: AtDesk) -> None:
    told = clocks.wall() + DAY
    state.put(last_seen=told, **today.told(told))

    at_desk("Omar").post("machine/today", {"wall": str(clocks.wall())})

    assert today.is_clock_unsure()
