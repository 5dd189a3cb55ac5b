"""What a broken or wicked kiosk of another centre sends is put aside: no page fails over it in front of anybody."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from kiosk.activities.models import Occurrence, Series
from kiosk.app import create_app
from kiosk.core import clock as time
from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.core.ids import new_id
from kiosk.core.parked import Parked
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from sync.agent import answer, pull
from tests.people import Guest
from tests.sync import neighbourhood
from tests.sync.machines import offer

DEEP = msgspec.Raw(b"[" * 900 + b"]" * 900)
TEXT = {"source": "nl", "texts": {"nl": ["Thee", "written"]}}
ACTIVITY, SERIES, OCCURRENCE, TRAINING, MODULE = (new_id() for _kind in range(5))
SOUND: dict[str, tuple[UUID, dict[str, Any]]] = {
    "activity": (
        ACTIVITY,
        {
            "centre": new_id().hex,
            "function": "support",
            "drawing": "tea",
            "title": TEXT,
            "about": TEXT,
            "room": TEXT,
        },
    ),
    "series": (SERIES, {"activity": ACTIVITY.hex, "capacity": 5, "home": "elsewhere"}),
    "occurrence": (
        OCCURRENCE,
        {"series": SERIES.hex, "starts_at": "2026-03-03T09:30", "ends_at": "2026-03-03T11:30"},
    ),
    "training": (TRAINING, {"key": "tea", "title": TEXT, "about": TEXT, "for_whom": TEXT}),
    "module": (
        MODULE,
        {"position": 1, "title": TEXT, "competences": [TEXT], "trainings": [TRAINING.hex]},
    ),
}
PAGES = (
    "activities/",
    f"activities/{OCCURRENCE}",
    f"activities/{OCCURRENCE}/more",
    f"places/{OCCURRENCE}/people",
    f"places/{OCCURRENCE}/check",
    f"trainings/{TRAINING}",
)
POISON = [
    ("activity", {"title": 5}),
    ("activity", {"title": {"source": [], "texts": {"nl": 5, "en": ["x", "no state"]}}}),
    ("activity", {"title": {"source": "nl", "texts": {"nl": ["x", "written"]}, "more": DEEP}}),
    (
        "activity",
        {"function": "none of ours", "welcome": "nobody", "food": "stones", "drawing": "../../secret"},
    ),
    ("activity", {"languages": 5}),
    ("activity", {"languages": [["nl"], {}]}),
    ("activity", {"languages": DEEP}),
    ("activity", {"price_cents": 2**62}),
    ("series", {"taken": 5}),
    ("series", {"taken": {OCCURRENCE.hex: "many"}}),
    ("series", {"taken": {OCCURRENCE.hex: None}}),
    ("series", {"counted_at": 2**62}),
    ("series", {"counted_at": -(2**62)}),
    ("series", {"capacity": -5, "unit": "none of ours"}),
    ("occurrence", {"starts_at": "20260303T0930+01", "ends_at": "20260303T1130+01"}),
    ("occurrence", {"starts_at": "20260303T093000Z"}),
    ("occurrence", {"starts_at": "9999-12-31T23:59", "ends_at": "0001-01-01T00:00"}),
    ("occurrence", {"status": "none of ours"}),
    ("module", {"trainings": 5}),
    ("module", {"competences": 5}),
    ("module", {"competences": [5, DEEP, {}]}),
]


def arrive(records: dict[str, tuple[UUID, dict[str, Any]]]) -> None:
    """Let the records come in as central passes them on."""
    page = answer.ArrivedPage(
        "area:NL-RTM",
        9,
        [
            answer.Arrived(identity.hex, kind, number, msgspec.Raw(msgspec.json.encode(fields)))
            for number, (kind, (identity, fields)) in enumerate(records.items(), start=1)
        ],
    )
    portion = pull.prepare([page])
    with outbox.applying():
        pull.write(portion, 0)


@pytest.mark.parametrize(
    ("kind", "bad"), POISON, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_no_page_fails_over_what_another_centre_sent(
    kind: str, bad: dict[str, Any], sewing: list[Occurrence], visit: Guest
) -> None:
    identity, fields = SOUND[kind]

    arrive({**SOUND, kind: (identity, {**fields, "audience": "area", **bad})})

    assert {visit.get(page).status_code for page in PAGES} <= {200, 302, 303, 404}
    assert visit.get("activities/").status_code == 200
    assert sewing[0].id in {row.id for row in Occurrence.select()}


def test_what_does_not_fit_waits_apart_and_stops_nobody(sewing: list[Occurrence]) -> None:
    identity, fields = SOUND["activity"]

    arrive({**SOUND, "activity": (identity, {**fields, "languages": 5})})

    assert [row.record for row in Parked.select()] == [ACTIVITY.hex]
    assert Series.get_or_none(Series.id == SERIES) is not None


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_the_activity_of_a_broken_kiosk_next_door_breaks_no_page_here(
    settings: Settings, tmp_path: Path
) -> None:
    with neighbourhood.opened(settings, tmp_path) as town:
        with town.zuidwijk.at():
            activity = offer("Thee", audience=Audience.AREA)
            series = Series.create(activity=activity.id, capacity=3, audience=Audience.AREA)
            start = time.now().replace(tzinfo=None) + timedelta(days=1)
            publish(series, start)
            database.execute_sql("UPDATE activity SET languages = '5'")
        town.exchange(town.zuidwijk, town.hall)

        with town.hall.at():
            state.put(centre_key="AAAA")
            page = Guest(create_app(Settings(data=tmp_path)).test_client()).get("activities/")

        assert page.status_code == 200


def publish(series: Series, start: datetime) -> None:
    Occurrence.create(
        series=series.id, starts_at=start, ends_at=start + timedelta(hours=1), audience=Audience.AREA
    )
