"""An activity is told in touches: one question a page, with the answers that there are."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import lazy_gettext as _

from kiosk.activities.forms import SAID, TABLES, Words, choices
from kiosk.activities.models import Activity
from kiosk.core.errors import InvalidInputError, NotFoundError
from kiosk.screen import typing

LONGEST_TITLE = 60
# What may be written, letter by letter.
WRITTEN = ("title", "about", "room", "host", "co_hosts", "bring")
# Asked by the pages that publish (`kiosk.publishing`).
DATES = ("day", "hours", "repeat", "until", "dates")


class Question(StrEnum):
    """What is asked with tiles, one page each."""

    DRAWING = "drawing"
    FUNCTION = "function"
    WELCOME = "welcome"
    WOMEN = "women"
    CHILDREN = "children"
    LANGUAGES = "languages"
    STEPS = "steps"
    FOOD = "food"
    PRICE = "price"
    RING = "ring"
    TOPIC = "topic"
    ROOM = "room"
    HOST = "host"
    CO_HOSTS = "co_hosts"
    BRING = "bring"
    SCOPE = "scope"


# Where several tiles may be touched.
MANY = frozenset({Question.LANGUAGES, Question.CO_HOSTS})
HEADINGS: dict[str, Words] = {
    "drawing": _("What will you do?"),
    # Translators: the name of an activity.
    "title": _("What is it called?"),
    "about": _("Tell a little more"),
    # Translators: information, learning or support.
    "function": _("What do people get here?"),
    "day": _("On which day?"),
    "hours": _("At what time?"),
    "repeat": _("How often?"),
    "until": _("Until which day?"),
    "dates": _("Which days not?"),
    "places": _("How many places?"),
    "welcome": _("Who is it for?"),
    "women": _("Women only, or mixed?"),
    "children": _("May children come along?"),
    "languages": _("Which languages are spoken?"),
    "steps": _("Are there stairs?"),
    "food": _("Is there food?"),
    "price": _("What does it cost?"),
    "ring": _("How near is it?"),
    "topic": _("Which topic is it?"),
    "room": _("Where is it?"),
    "host": _("Who receives people?"),
    # Translators: other people or organisations who make an activity together with us.
    "co_hosts": _("Who does it with us?"),
    "bring": _("What do people bring?"),
    "scope": _("Who may see it?"),
}
SCOPES = {
    # Translators: who may see and join an activity.
    "centre": (_("People of this centre"), "house", "leaf"),
    "area": (_("Everybody in the area"), "globe", "indigo"),
}
# The tile of what nobody said.
NOBODY_SAID: dict[str, Words] = {
    "host": _("Who receives you: ask us"),
    "bring": _("You need not bring anything"),
}
FAULTS = {"NameMissingError": "missing", "NameTooLongError": "long", "FlaggedError": "flagged"}


def question(name: str) -> Question:
    """Return what an address asks. Raises NotFoundError."""
    if name not in set(Question):
        raise NotFoundError
    return Question(name)


def written(name: str) -> str:
    """Return which words an address asks for. Raises NotFoundError."""
    if name not in WRITTEN:
        raise NotFoundError
    return name


def address(name: str, activity_id: UUID) -> str:
    """Return where something is asked; where nothing is named, the whole of the draft."""
    if name in DATES:
        return url_for("publishing_desk.when", activity_id=activity_id, part=name)
    if name in {"places", "check"}:
        return url_for(f"publishing_desk.{name}", activity_id=activity_id)
    if name in {"title", "about"}:
        return url_for("planning_desk.write", activity_id=activity_id, text=name)
    if name:
        return url_for("planning_desk.ask", activity_id=activity_id, question=name)
    return url_for("planning_desk.detail", activity_id=activity_id)


def facts(question: str, value: str, activity: Activity, *, is_on: bool = True) -> dict[str, Any]:
    """Return the fields that a touched tile says. Raises InvalidInputError for what is not on the page."""
    if value not in {choice.value for choice in choices(question, activity)}:
        raise InvalidInputError
    if question == Question.PRICE:
        return {"price_cents": int(value)}
    if question == Question.LANGUAGES:
        return {"languages": touched(activity.languages, value, is_on=is_on)}
    field, table = TABLES.get(question, ("drawing", {}))
    return {field: SAID[value] if table.keys() == SAID.keys() else value}


def touched(kept: list[str] | None, one: str, *, is_on: bool) -> list[str]:
    """Return a list with what was touched on, or without what was touched off; touched twice is touched once."""
    others = [each for each in kept or [] if each != one]
    return [*(kept or [])] if is_on and one in (kept or []) else [*others, one] if is_on else others


def scope(value: str) -> bool:
    """Say whether the whole area may see it. Raises InvalidInputError for what is not on the page."""
    if value not in SCOPES:
        raise InvalidInputError
    return value == "area"


def day(text: str) -> date:
    """Return a touched day. Raises InvalidInputError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError from error


def fresh_id(form: Mapping[str, str]) -> UUID:
    """Return the id that a page gave to what it begins. Raises InvalidInputError."""
    try:
        return UUID(form.get("fresh", ""))
    except ValueError as error:
        raise InvalidInputError from error


def clean(text: str, name: str) -> str:
    """Return written words without marks that nobody sees. Raises NameMissingError, NameTooLongError."""
    words = typing.clean_name(text)
    if name == "title" and len(words) > LONGEST_TITLE:
        raise typing.NameTooLongError
    return words


def kept_as(name: str, activity_id: UUID) -> str:
    """Return under which name a visit keeps half-written words."""
    return f"{name} {activity_id}"


def fault_of(code: str) -> Words:
    """Return what to do about words that cannot be used, "" while nothing is wrong."""
    if code == "flagged":
        return _("A word in it may hurt people. Please say it another way.")
    if code == "long":
        return _("This is too long. Please write less.")
    return _("Please write a few letters.") if code == "missing" else ""
