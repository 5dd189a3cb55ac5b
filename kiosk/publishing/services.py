"""A draft is published whole or not at all: with its dates and places, once every point is ticked."""

from typing import Any
from uuid import UUID

from msgspec.structs import replace

from kiosk.activities.forms import flagged_in
from kiosk.activities.models import Activity, Series, Unit
from kiosk.activities.services import publish_draft
from kiosk.core import outbox
from kiosk.core.errors import InvalidInputError
from kiosk.core.record import Audience
from kiosk.planning.models import Plan
from kiosk.planning.queries import series_of
from kiosk.planning.services import FlaggedError, draft
from kiosk.publishing import queries
from kiosk.security import audit

MOST_PLACES, MOST_CHILDCARE = 300, 60
MOST = {"capacity": MOST_PLACES, "childcare": MOST_CHILDCARE}


class IncompleteError(InvalidInputError):
    """Something must still be said; `question` is what."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


def plan(activity_id: UUID, *, by: UUID, **told: Any) -> Plan:
    """Keep what was said of the dates of a draft. Raises PublishedError once it has dates."""
    with outbox.authored(by.hex):
        activity = draft(activity_id)
        series = series_of(activity)
        before = Plan.load(series.rule)
        after = before.on(told.pop("day")) if "day" in told else before
        after = replace(after, **told)
        if after != before:
            series.rule = after.dump()
            series.save(only=[Series.rule])
    return after


def count(activity_id: UUID, *, by: UUID, **told: Any) -> None:
    """Keep how many places a draft has, for children too, and whether they are for all dates at once.

    Raises InvalidInputError for less than one place, or for more than a hall holds.
    """
    if not 1 <= told.get("capacity", 1) <= MOST_PLACES or not 0 <= told.get("childcare", 0) <= MOST_CHILDCARE:
        raise InvalidInputError
    with outbox.authored(by.hex):
        series = series_of(draft(activity_id))
        for name, value in told.items():
            setattr(series, name, Unit(value) if name == "unit" else value)
        series.save(only=[getattr(Series, name) for name in told])


def tick(activity_id: UUID, point: str, *, is_ticked: bool, by: UUID) -> None:
    """Tick one point of the checklist, or take the tick back (SPEC E10)."""
    if point not in queries.POINTS:
        raise InvalidInputError
    with outbox.authored(by.hex):
        activity = draft(activity_id)
        kept = [one for one in activity.checked or [] if one != point]
        activity.checked = [*kept, point] if is_ticked else kept
        activity.save(only=[Activity.checked])


def overrule(activity_id: UUID, reason: str, *, by: UUID) -> None:
    """Let flagged words stand, for a reason (SPEC E10, idea 18)."""
    if reason not in queries.REASONS:
        raise InvalidInputError
    with outbox.authored(by.hex):
        activity = draft(activity_id)
        activity.overruled = reason
        activity.save(only=[Activity.overruled])


def publish(activity_id: UUID, *, by: UUID) -> Activity:
    """Offer a draft with all its dates. Raises PublishedError when it is one no more, IncompleteError, FlaggedError."""
    with outbox.authored(by.hex):
        activity = draft(activity_id)
        series = series_of(activity)
        told = Plan.load(series.rule)
        missing = queries.unready(activity, series)
        if missing:
            raise IncompleteError(missing)
        if not activity.overruled and (words := flagged_in(activity)):
            raise FlaggedError(words)
        activity.audience = Audience.AREA if told.is_open else Audience.CENTRE
        series.rule = told.rule
        publish_draft(activity, series, dates=told.dates())
        audit.note("activity_published", staff=by, kind="activity", subject=activity.id.hex)
    return activity


def discard(activity_id: UUID, *, by: UUID) -> None:
    """Take a draft away whole."""
    with outbox.authored(by.hex):
        activity = draft(activity_id)
        for series in Series.select().where(Series.activity == activity.id):
            series.delete_instance()
        activity.delete_instance()
