"""Words of others never become lines of ours: not in a header, not in the event of a code."""

from datetime import datetime

import pytest

from kiosk.screen.code import event
from tests.people import Guest

BREAKS = "a\r\nX-Told: yes"


@pytest.mark.parametrize("where", [BREAKS, "a\nb", "a\x00b", "\thttp:", "//elsewhere", "..;/x", "a\\b"])
def test_a_place_with_a_break_leads_to_the_activities(visit: Guest, where: str) -> None:
    answer = visit.client.get(visit.address("size"), query_string={"place": where})

    assert answer.location == visit.address("activities/")
    assert "X-Told" not in answer.headers


def test_a_title_adds_no_line_to_the_event() -> None:
    start = datetime(2026, 3, 3, 9, 30)  # noqa: DTZ001  local wall time of the centre

    lines = event("Thee\rURL:x\x85URL:y\u2028z\nURL:q", "Zaal", start, start).splitlines()

    assert [line.partition(":")[0] for line in lines] == [
        "BEGIN",
        "SUMMARY",
        "LOCATION",
        "DTSTART",
        "DTEND",
        "END",
    ]
