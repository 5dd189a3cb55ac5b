"""An activity is a promise; a series is how often it is kept; an occurrence is the hour it is kept."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from peewee import BooleanField, IntegerField, TextField, UUIDField

from kiosk.core.fields import JsonField, LocalTimeField
from kiosk.core.record import SharedRecord
from kiosk.core.text import TextColumn


class Function(StrEnum):
    """The triple function of a parents' network (SPEC B1)."""

    INFORMATION = "information"
    SCHOOLING = "schooling"
    SUPPORT = "support"


class Unit(StrEnum):
    """What people enrol in: one date, or all dates of the series at once (SPEC B6, B8)."""

    OCCURRENCE = "occurrence"
    SERIES = "series"


class Welcome(StrEnum):
    """Who it is for; shown and spoken, never checked (SPEC B7)."""

    EVERYONE = "everyone"
    PARENTS = "parents"
    MOTHERS = "mothers"
    FATHERS = "fathers"
    FAMILIES = "families"


class Food(StrEnum):
    NONE = "none"
    VEGETARIAN = "vegetarian"
    HALAL = "halal"
    ASK = "ask"


class Stage(StrEnum):
    """How far an activity has come. What nobody said is published: so it was before there were drafts."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Ring(StrEnum):
    """How near and familiar the place is, from the own street to the school (SPEC B4)."""

    STREET = "street"
    CENTRE = "centre"
    SCHOOL_TOGETHER = "school_together"
    SCHOOL = "school"


class Topic(SharedRecord):
    """One of the nine topics of the International Parents' Network (SPEC H1)."""

    key = TextField(index=True)
    name = TextColumn()
    position = IntegerField(default=0)


class Activity(SharedRecord):
    """What a centre offers. A null in a fact means that nobody said: the screen then says "ask us" (SPEC B2).

    `stage` null is published. `co_hosts` are names of organisations (SPEC B3). `checked` are the points of the publish
    checklist that were ticked, and "ends" where nothing follows; `overruled` is why a flagged word stands all the same
    (SPEC E10). `successor_of` is the activity that this one continues (SPEC B5).
    """

    centre = UUIDField(index=True)
    function = TextField()
    drawing = TextField()
    title = TextColumn()
    about = TextColumn()
    room = TextColumn()
    bring = TextColumn(null=True)
    host = TextColumn(null=True)
    welcome = TextField(default=Welcome.EVERYONE)
    languages = JsonField(shape=list[str], default=list)
    is_women_only = BooleanField(null=True)
    has_children_welcome = BooleanField(null=True)
    is_step_free = BooleanField(null=True)
    food = TextField(null=True)
    price_cents = IntegerField(default=0)
    topic = TextField(null=True)
    training = UUIDField(null=True)
    stage = TextField(null=True)
    ring = TextField(null=True)
    co_hosts = JsonField(shape=list[str], null=True)
    checked = JsonField(shape=list[str], null=True)
    overruled = TextField(null=True)
    successor_of = UUIDField(null=True)


class Series(SharedRecord):
    """The dates of one activity: how many places, what people enrol in, and which replica may promise them.

    `rule` is how the dates repeat (RFC 5545 RRULE; null: single dates); a draft keeps its whole plan there, since its
    dates are made when it is published (`kiosk.planning.models`). `childcare` are the places for children beside it.
    """

    activity = UUIDField(index=True)
    unit = TextField(default=Unit.OCCURRENCE)
    capacity = IntegerField()
    # Only the home kiosk confirms; elsewhere a person is told "waiting, we will tell you" (DESIGN 6).
    home = TextField(default="")
    # Places taken as the home kiosk counted them, for kiosks that hold no registrations of it; {unit id: taken}.
    taken = JsonField(shape=dict[str, int], default=dict)
    counted_at = IntegerField(default=0)
    rule = TextField(null=True)
    childcare = IntegerField(null=True)


class OccurrenceStatus(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Occurrence(SharedRecord):
    """One date: local wall time of the centre, so that 09:30 stays 09:30 across the change of the clock.

    `moved_from` is when it was to start before it was moved.
    """

    series = UUIDField(index=True)
    starts_at = LocalTimeField(index=True)
    ends_at = LocalTimeField()
    status = TextField(default=OccurrenceStatus.PLANNED)
    moved_from = LocalTimeField(null=True)

    @property
    def is_cancelled(self) -> bool:
        return bool(self.status == OccurrenceStatus.CANCELLED)


class Places(msgspec.Struct, frozen=True):
    """Places left in a unit. `number` is None when it is too long ago that anybody counted (SPEC B11)."""

    number: int | None
    as_of: datetime

    @property
    def is_full(self) -> bool:
        return self.number == 0

    @property
    def is_probable(self) -> bool:
        return self.number is None


class Coming(msgspec.Struct, frozen=True):
    """A date that will come, and whether it can still be chosen."""

    occurrence_id: UUID
    is_full: bool
    is_cancelled: bool


class Offer(msgspec.Struct, frozen=True):
    """One date that a person can choose, with its activity and its series; `dates` are all of a whole series."""

    occurrence: Occurrence
    series: Series
    activity: Activity
    places: Places
    has_home_here: bool
    dates: list[Occurrence]

    @property
    def is_whole_series(self) -> bool:
        return bool(self.series.unit == Unit.SERIES)

    @property
    def unit_id(self) -> UUID:
        """The id that people enrol in: the series when it is taken whole, else the occurrence."""
        found: UUID = self.series.id if self.is_whole_series else self.occurrence.id
        return found

    @property
    def is_cancelled(self) -> bool:
        dates = self.dates if self.is_whole_series else [self.occurrence]
        return self.activity.stage == Stage.CLOSED or all(date.is_cancelled for date in dates)

    def has_room_for(self, people: int) -> bool:
        """Say whether this kiosk may promise places for all of them now."""
        return self.has_home_here and self.places.number is not None and people <= self.places.number
