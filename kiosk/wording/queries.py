"""Which texts of the coming activities are missing in a language, out of date, or only made by a machine."""

from collections import Counter
from uuid import UUID

import msgspec

from kiosk.activities.models import Activity, Occurrence, Series, Stage
from kiosk.core import state
from kiosk.core.errors import NotFoundError
from kiosk.core.text import Text, TextState
from kiosk.core.today import now_here

# The texts of an activity, in the order in which a reader needs them.
TEXTS = ("title", "about", "room", "bring", "host")
MOST_ACTIVITIES, LINES = 300, 8
URGENCY = (TextState.MISSING, TextState.OUTDATED, TextState.MACHINE)


class Wanting(msgspec.Struct, frozen=True):
    """A text that somebody should look at in one language, and why."""

    activity: Activity
    name: str
    state: TextState

    @property
    def text(self) -> Text:
        return text_of(self.activity, self.name)


def text_of(activity: Activity, name: str) -> Text:
    """Return a text of an activity. Raises NotFoundError for a name that is none of them, or that nobody said."""
    text: Text | None = getattr(activity, name) if name in TEXTS else None
    if text is None:
        raise NotFoundError
    return text


def to_come() -> list[Activity]:
    """Return what this centre plans or offers from now on."""
    coming = (
        Series.select(Series.activity)
        .join(Occurrence, on=(Occurrence.series == Series.id))
        .where(Occurrence.starts_at > now_here())
    )
    mine = Activity.centre == UUID(state.get("centre"))
    is_here = (Activity.stage == Stage.DRAFT) | (
        (Activity.stage.is_null() | (Activity.stage != Stage.CLOSED)) & Activity.id.in_(coming)
    )
    return list(Activity.select().where(mine & is_here).order_by(Activity.id).limit(MOST_ACTIVITIES))


def wanting(code: str, activities: list[Activity]) -> list[Wanting]:
    """Return the texts to look at in a language: what is missing first, then what does not fit, then the machine's."""
    found = [
        Wanting(activity, name, text.state(code))
        for activity in activities
        for name in TEXTS
        if is_said(text := getattr(activity, name)) and text.state(code) in URGENCY
    ]
    return sorted(found, key=lambda one: URGENCY.index(one.state))


def is_said(text: Text | None) -> bool:
    return text is not None and any(said.strip() for said, _state in text.texts.values())


def counts(codes: list[str]) -> dict[str, Counter[TextState]]:
    """Return for each language how many texts are missing, outdated, or by a machine."""
    activities = to_come()
    return {code: Counter(one.state for one in wanting(code, activities)) for code in codes}
