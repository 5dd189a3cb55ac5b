"""A draft is kept at each touch, and found again by whoever plans here."""

from typing import Any
from uuid import UUID

from kiosk.activities.forms import TEXTS, flagged_in
from kiosk.activities.models import Activity, Series, Stage
from kiosk.core import outbox, state
from kiosk.core.errors import ConflictError, InvalidInputError
from kiosk.core.languages import FALLBACK
from kiosk.core.text import Text
from kiosk.planning import queries
from kiosk.planning.models import Plan
from kiosk.security import audit


class PublishedError(ConflictError):
    """Somebody published it meanwhile, closed it, or took it away."""


class FlaggedError(InvalidInputError):
    """A word in it talks down to people; `words` are those."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("flagged words")
        self.words = words


def begin(activity_id: UUID, *, by: UUID, languages: list[str], plan: Plan | None = None) -> Activity:
    """Begin a draft under an id that its page gave: the same page sent twice is one draft."""
    with outbox.authored(by.hex):
        known: Activity | None = Activity.get_or_none(Activity.id == activity_id)
        if known is not None:
            return known
        empty = Text(FALLBACK, {})
        activity = Activity(
            id=activity_id,
            centre=UUID(state.get("centre")),
            stage=Stage.DRAFT,
            function="",
            drawing="",
            title=empty,
            about=empty,
            room=empty,
            languages=languages,
        )
        write_draft(activity, plan or Plan())
    return activity


def write_draft(activity: Activity, plan: Plan, **places: Any) -> None:
    activity.save(force_insert=True)
    home = state.get("kiosk", "")
    Series.create(activity=activity.id, rule=plan.dump(), home=home, **({"capacity": 0} | places))


def tell(activity_id: UUID, facts: dict[str, Any], *, by: UUID) -> None:
    """Keep what was touched of a draft or of a published activity; only these fields are written.

    Raises PublishedError for a closed one, FlaggedError where published words would talk down to people.
    """
    with outbox.authored(by.hex):
        activity = queries.own(activity_id)
        changed = {name: value for name, value in facts.items() if getattr(activity, name) != value}
        if activity.stage == Stage.CLOSED:
            raise PublishedError
        if not changed:
            return
        for name, value in changed.items():
            setattr(activity, name, value)
        if changed.keys() & set(TEXTS):
            changed |= judge_words(activity)
        activity.save(only=[getattr(Activity, name) for name in changed])
        if activity.stage != Stage.DRAFT:
            audit.note("activity_changed", staff=by, kind="activity", subject=activity.id.hex)


def judge_words(activity: Activity) -> dict[str, None]:
    """Let no reason stand for other words than it was given for; what is published needs words without a doubt."""
    if activity.stage == Stage.DRAFT:
        activity.overruled = None
        return {"overruled": None}
    words = flagged_in(activity)
    if words and not activity.overruled:
        raise FlaggedError(words)
    return {}


def draft(activity_id: UUID) -> Activity:
    activity = queries.own(activity_id)
    if activity.stage != Stage.DRAFT:
        raise PublishedError
    return activity
