"""What can be said of an activity has words and a picture, the same wherever it is touched or told."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kiosk.activities.models import Activity, Food, Function, Ring, Welcome
from kiosk.core.languages import FALLBACK, KNOWN
from kiosk.core.text import Text

Words: TypeAlias = LazyString | str
Table: TypeAlias = Mapping[Any, tuple[Words, str, str]]
# What was said, or that nobody said: the screen of a parent then says "ask us" (SPEC B2).
SAID: dict[str, bool | None] = {"yes": True, "no": False, "ask": None}
# Where words may talk down to people, and those that do (SPEC E10).
TEXTS = ("title", "about", "room", "bring", "host")
FLAGGED = Path(__file__).parent / "data" / "flagged_words.json"
PRICES = ("0", "100", "200", "300", "500", "1000")
SCENES = (
    *("coffee", "language", "sewing", "cooking", "homework", "reading", "letters", "digital", "school", "childcare"),
    *("fathers", "mentoring", "training", "health", "money", "garden", "walking", "dance", "music", "swap"),
)  # fmt: skip


class Choice(msgspec.Struct, frozen=True):
    """One tile: what it sends, what it says (plain words, or a text of somebody's own), and its picture."""

    value: str
    words: Words | Text
    sign: str = ""
    dye: str = "weld"
    is_on: bool = False
    scene: str = ""


FUNCTIONS = {
    Function.INFORMATION: (_("Information"), "book", "indigo"),
    Function.SCHOOLING: (_("Learning"), "pencil", "weld"),
    Function.SUPPORT: (_("Support"), "cup", "madder"),
}
WELCOMES = {
    Welcome.EVERYONE: (_("Everyone"), "people", "indigo"),
    Welcome.PARENTS: (_("Parents"), "family", "weld"),
    Welcome.MOTHERS: (_("Mothers"), "woman", "madder"),
    Welcome.FATHERS: (_("Fathers"), "man", "leaf"),
    Welcome.FAMILIES: (_("Families"), "family", "madder"),
}
WOMEN = {
    "yes": (_("Women only"), "woman", "madder"),
    "no": (_("Women and men"), "people", "indigo"),
    "ask": (_("Women only or mixed: ask us"), "question", "weld"),
}
CHILDREN = {
    "yes": (_("Your child may come along"), "child", "leaf"),
    "no": (_("Without children"), "parents", "madder"),
    "ask": (_("Child along? Ask us"), "question", "weld"),
}
STEPS = {
    "yes": (_("No stairs, room for a pram"), "step-free", "leaf"),
    "no": (_("There are stairs"), "stairs", "madder"),
    "ask": (_("Stairs or pram: ask us"), "question", "weld"),
}
FOODS = {
    Food.NONE: (_("No food"), "cup", "indigo"),
    Food.VEGETARIAN: (_("Food without meat"), "carrot", "leaf"),
    Food.HALAL: (_("Halal food"), "food", "madder"),
    Food.ASK: (_("About food: ask us"), "question", "weld"),
}
RINGS = {
    Ring.STREET: (_("At home, in the street"), "house", "madder"),
    Ring.CENTRE: (_("At the centre"), "table", "leaf"),
    Ring.SCHOOL_TOGETHER: (_("At school, we go together"), "school-together", "weld"),
    Ring.SCHOOL: (_("At school"), "school", "indigo"),
}
# The nine topics of the International Parents' Network (SPEC H1), by their keys.
TOPICS = {
    "best_educators": (_("Parents as best educators"), "parents", "madder"),
    "involvement": (_("Parents involved in school"), "school-together", "weld"),
    "reading": (_("Reading for everyone"), "book", "indigo"),
    "equal_opportunities": (_("Chances for girls and women"), "girls", "leaf"),
    "rights_of_the_child": (_("Rights of the child"), "child-rights", "madder"),
    "mother_tongue": (_("Mother tongue and culture"), "mother-tongue", "weld"),
    "digital": (_("Digital life"), "digital", "indigo"),
    "citizenship": (_("Taking part in society"), "citizen", "leaf"),
    "inclusion": (_("Against hate, together"), "inclusion", "madder"),
}
# Each question with a table: the field it is about, and its answers.
TABLES: dict[str, tuple[str, Table]] = {
    "function": ("function", FUNCTIONS),
    "welcome": ("welcome", WELCOMES),
    "women": ("is_women_only", WOMEN),
    "children": ("has_children_welcome", CHILDREN),
    "steps": ("is_step_free", STEPS),
    "food": ("food", FOODS),
    "ring": ("ring", RINGS),
    "topic": ("topic", TOPICS),
}


def said(question: str, activity: Activity) -> str:
    """Return which answer of a table an activity has, as its tile sends it."""
    value = getattr(activity, TABLES[question][0])
    if value in SAID.values() and TABLES[question][1].keys() == SAID.keys():
        return next(word for word, meaning in SAID.items() if meaning is value)
    return str(value or "")


def told(activity: Activity) -> dict[str, tuple[Words, str, str]]:
    """Return words, picture and dye of what was said, by question; a question nobody answered is missing."""
    return {
        name: table[key]
        for name, (_field, table) in TABLES.items()
        for key in table
        if str(key) == said(name, activity)
    }


def choices(question: str, activity: Activity) -> list[Choice]:
    """Return the tiles of a question that has the same answers for every activity."""
    if question == "drawing":
        return [Choice(name, "", scene=name, is_on=name == activity.drawing) for name in SCENES]
    if question == "languages":
        return [Choice(one.code, one.endonym, is_on=one.code in activity.languages) for one in KNOWN]
    if question == "price":
        return [Choice(cents, "", "coin", is_on=int(cents) == activity.price_cents) for cents in PRICES]
    return tiles(TABLES[question][1], said(question, activity))


def tiles(table: Table, now: str) -> list[Choice]:
    return [
        Choice(str(value), words, sign, dye, is_on=str(value) == now)
        for value, (words, sign, dye) in table.items()
    ]


def flagged_in(activity: Activity) -> list[str]:
    """Return the words that talk down to people, in whatever language they stand (SPEC E10); each once."""
    found_words = [
        word
        for column in TEXTS
        if (text := getattr(activity, column)) is not None
        for code, (words, _state) in text.texts.items()
        for word in flagged(words, code)
    ]
    return list(dict.fromkeys(found_words))


def flagged(words: str, code: str) -> list[str]:
    """Return the flagged words of a language, and of Dutch, that stand in a text as whole words."""
    plain = f" {folded(words)} "
    listed = flagged_words()
    lists = dict.fromkeys([*listed.get(code, ()), *listed[FALLBACK]])
    return [word for word in lists if f" {folded(word)} " in plain]


@cache
def flagged_words() -> dict[str, list[str]]:
    return msgspec.json.decode(FLAGGED.read_bytes(), type=dict[str, list[str]])


def folded(words: str) -> str:
    """Return words as one line of letters alone: without capitals, accents, vowel marks and signs between them."""
    letters = unicodedata.normalize("NFKD", words.replace("ـ", "").replace("İ", "i").casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", kept.replace("ı", "i")))
