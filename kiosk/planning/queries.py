"""What is planned and not yet offered, what of it is still to say, and what was said before."""

import hashlib
from collections import Counter
from typing import Any
from uuid import UUID

import msgspec
from peewee import fn

from kiosk.accounts.queries import working_staff
from kiosk.activities.forms import Choice, tiles
from kiosk.activities.forms import choices as offered
from kiosk.activities.models import Activity, Occurrence, Offer, Places, Series, Stage
from kiosk.core import state, today
from kiosk.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from kiosk.core.languages import FALLBACK
from kiosk.core.text import Text, TextState
from kiosk.planning import forms
from kiosk.planning.forms import SCOPES, Question
from kiosk.planning.models import Plan
from kiosk.screen.frame import moment_of

# What must be said before an activity can be published, in the order in which it is asked.
MUST_SAY = ("drawing", "title", "function", "day", "hours", "repeat", "until", "room", "places")
MOST_DRAFTS, MOST_TILES, LOOKED_AT = 24, 12, 300
WORDED = {Question.ROOM, Question.HOST, Question.BRING}


def found(activity_id: UUID) -> Activity:
    """Return an activity, of whichever centre. Raises NotFoundError."""
    row: Activity | None = Activity.get_or_none(Activity.id == activity_id)
    if row is None:
        raise NotFoundError
    return row


def own(activity_id: UUID) -> Activity:
    """Return an activity of this centre: only those are changed here. Raises NotFoundError, NotAllowedError."""
    row = found(activity_id)
    if not is_own(row):
        raise NotAllowedError
    return row


def is_own(activity: Activity) -> bool:
    return bool(activity.centre.hex == state.get("centre"))


def series_of(activity: Activity) -> Series:
    """Return its series. Raises NotFoundError while that has not arrived here."""
    row: Series | None = Series.select().where(Series.activity == activity.id).order_by(Series.id).first()
    if row is None:
        raise NotFoundError
    return row


def drafts() -> list[Activity]:
    """Return what this centre plans and has not published, newest first."""
    mine = (Activity.centre == UUID(state.get("centre"))) & (Activity.stage == Stage.DRAFT)
    return list(Activity.select().where(mine).order_by(Activity.id.desc()).limit(MOST_DRAFTS))


def unsaid(activity: Activity, series: Series) -> list[str]:
    """Return what must still be said before it can be published, in the order in which it is asked."""
    plan = Plan.load(series.rule)
    is_said = {
        "drawing": bool(activity.drawing),
        "title": bool(activity.title.texts),
        "function": bool(activity.function),
        "day": plan.day is not None,
        "hours": plan.starts is not None,
        "repeat": plan.weeks is not None,
        "until": not plan.weeks or plan.until is not None,
        "room": bool(activity.room.texts),
        "places": series.capacity > 0,
    }
    return [name for name in MUST_SAY if not is_said[name]]


def preview(activity: Activity, series: Series) -> Offer | None:
    """Return the offer as a parent will see it, None while it has no date."""
    dates = [
        Occurrence(series=series.id, starts_at=start, ends_at=end)
        for start, end in Plan.load(series.rule).dates()
    ]
    if not dates:
        return None
    places = Places(series.capacity, moment_of(today.present()))
    return Offer(dates[0], series, activity, places, has_home_here=True, dates=dates)


def said_before(column: str) -> list[Text]:
    """Return what was said in a text column of this centre's own activities, what is said most often first."""
    field = getattr(Activity, column)
    # Counted as it is stored: hundreds of texts need not be read for the twelve that are shown.
    rows = (
        Activity.select(field)
        .where(Activity.centre == UUID(state.get("centre")), field.is_null(False))
        .group_by(field)
        .order_by(fn.COUNT(Activity.id).desc(), fn.MAX(Activity.id).desc())
    )
    texts = [getattr(row, column) for row in rows.limit(MOST_TILES + 1)]
    return [text for text in texts if text.texts][:MOST_TILES]


def name_of(text: Text) -> str:
    """Return a short name for a text, the same for the same words."""
    return hashlib.sha256(msgspec.json.encode(text.dump())).hexdigest()[:16]


def hosts() -> list[Text]:
    """Return who may receive people: who works here and is shown by name, and who did it before."""
    shown = [Text.of(FALLBACK, {FALLBACK: one.shown_name}) for one in working_staff() if one.shown_name]
    known = said_before("host")
    names = {name_of(text) for text in known}
    return [*known, *(text for text in shown if name_of(text) not in names)][:MOST_TILES]


def helpers() -> list[str]:
    """Return with whom this centre did something before."""
    mine = Activity.select(Activity.co_hosts).where(
        Activity.centre == UUID(state.get("centre")), Activity.co_hosts.is_null(False)
    )
    counted = Counter(name for row in mine.limit(LOOKED_AT) for name in row.co_hosts)
    return [name for name, _count in counted.most_common(MOST_TILES)]


def choices(question: Question, activity: Activity) -> list[Choice]:
    """Return the tiles of a question: the same for all, or what was said here before."""
    if question == Question.SCOPE:
        is_open = Plan.load(series_of(activity).rule).is_open
        return tiles(SCOPES, "area" if is_open else "centre")
    if question == Question.CO_HOSTS:
        kept = activity.co_hosts or []
        return [Choice(name, name, is_on=name in kept) for name in dict.fromkeys([*kept, *helpers()])]
    if question not in WORDED:
        return offered(question, activity)
    now = getattr(activity, question)
    known = hosts() if question == Question.HOST else said_before(question)
    found = [Choice(name_of(text), text, is_on=text == now) for text in known]
    return (
        found if question == Question.ROOM else [Choice("", forms.NOBODY_SAID[question], "question"), *found]
    )


def facts(question: Question, value: str, activity: Activity, *, is_on: bool) -> dict[str, Any]:
    """Return the fields that a touched tile says. Raises InvalidInputError for what is not on the page."""
    if question not in {*WORDED, Question.CO_HOSTS}:
        return forms.facts(question, value, activity, is_on=is_on)
    known = {one.value: one.words for one in choices(question, activity)}
    if value not in known:
        raise InvalidInputError
    if question == Question.CO_HOSTS:
        return {"co_hosts": forms.touched(activity.co_hosts, value, is_on=is_on)}
    return {question.value: known[value] if value else None}


def words_of(activity: Activity, name: str, code: str) -> str:
    """Return what was written in a language, "" for nothing; of those who help one is written at a time."""
    text = None if name == "co_hosts" else getattr(activity, name)
    return text.texts[code][0] if text is not None and code in text.texts else ""


def reworded(activity: Activity, name: str, code: str, words: str) -> dict[str, Any]:
    """Return the field that written words say."""
    if name == "co_hosts":
        return {name: list(dict.fromkeys([*(activity.co_hosts or []), words]))}
    return {name: reword(getattr(activity, name), code, words)}


def reword(text: Text | None, code: str, words: str) -> Text:
    """Return a text with other words in one language; where that is its source, the others may not fit any more."""
    if text is None or not text.texts or text.source not in text.texts:
        return Text(code, {code: (words, TextState.WRITTEN)})
    others = dict(text.texts)
    if code == text.source and words != others[code][0]:
        others = {other: (said, TextState.OUTDATED) for other, (said, _state) in others.items()}
    return Text(text.source, others | {code: (words, TextState.WRITTEN)})
