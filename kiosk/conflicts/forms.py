"""What has two values, and why central did not take something, in words that a neighbour would use."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from kiosk.activities.forms import RINGS


class Look(StrEnum):
    """How a value is shown; each has its place in `conflicts/desk/_value.html`."""

    WORD = "word"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    TEXT = "text"
    YES_NO = "yes_no"
    NUMBER = "number"
    MONEY = "money"
    MOMENT = "moment"
    HOUR = "hour"
    BANDS = "bands"
    DRAWING = "drawing"
    PICTURE = "picture"
    SECRET = "secret"  # noqa: S105  an envelope, opened for whom may see it
    PERSON = "person"
    PLAIN = "plain"


class Kind(msgspec.Struct, frozen=True):
    """What a record is called, and its picture."""

    words: LazyString
    sign: str
    dye: str


class Field(msgspec.Struct, frozen=True):
    """What a field is called, and how its values look; `values` are those that are words."""

    words: LazyString
    look: Look
    values: Mapping[str, LazyString] = {}


SOMETHING = Kind(_("Something else"), "question", "weld")
KINDS = {
    "household": Kind(_("A family"), "family", "madder"),
    # Translators: a place at an activity, for somebody who registered.
    "registration": Kind(_("A place"), "ticket", "indigo"),
    # Translators: a consent that somebody gave.
    "consent": Kind(_("A yes"), "yes", "leaf"),
    "notice": Kind(_("Something to tell"), "speech", "weld"),
    "activity": Kind(_("An activity"), "people", "leaf"),
    "series": Kind(_("An activity"), "people", "leaf"),
    "occurrence": Kind(_("A date"), "day", "weld"),
    "staff": Kind(_("Somebody who works here"), "woman", "indigo"),
    # Translators: the hours at which somebody is here.
    "shift": Kind(_("Hours"), "morning", "weld"),
    "nomination": Kind(_("Notes"), "pencil", "madder"),
    "centre": Kind(_("The centre"), "house", "leaf"),
    "training": Kind(_("A training"), "book", "indigo"),
    "need": Kind(_("A question"), "question", "madder"),
}
WHO_SEES = Field(
    _("Who sees it"),
    Look.WORD,
    {"centre": _("This centre"), "area": _("All centres near here"), "network": _("Everybody")},
)
# What a person can decide. All else the machines keep by themselves (keys, counts, who may do what): choosing one half
# of a signed row would leave a row that nobody believes.
FIELDS: dict[tuple[str, str], Field] = {
    ("household", "language"): Field(_("Language"), Look.LANGUAGE),
    ("household", "adults"): Field(_("Adults"), Look.NUMBER),
    ("household", "bands"): Field(_("Children"), Look.BANDS),
    ("household", "name_sealed"): Field(_("Name"), Look.SECRET),
    ("household", "phone_sealed"): Field(_("Phone number"), Look.SECRET),
    ("household", "note_sealed"): Field(_("Why she comes"), Look.SECRET),
    ("household", "vouched_by"): Field(_("Who registered her"), Look.PERSON),
    ("household", "confirmed_at"): Field(_("When she said yes"), Look.MOMENT),
    ("household", "is_open_to_voucher"): Field(_("Her key mother may see her"), Look.YES_NO),
    ("registration", "status"): Field(
        _("Does she come?"),
        Look.WORD,
        {"confirmed": _("She has a place"), "waiting": _("She waits"), "cancelled": _("She does not come")},
    ),
    ("consent", "withdrawn_at"): Field(_("When she took it back"), Look.MOMENT),
    ("notice", "told_at"): Field(_("When she was told"), Look.MOMENT),
    ("activity", "title"): Field(_("Name"), Look.TEXT),
    ("activity", "about"): Field(_("What it is about"), Look.TEXT),
    ("activity", "room"): Field(_("Where"), Look.TEXT),
    ("activity", "bring"): Field(_("What to bring"), Look.TEXT),
    ("activity", "host"): Field(_("Who is there"), Look.TEXT),
    ("activity", "function"): Field(
        _("What it is for"),
        Look.WORD,
        {"information": _("Information"), "schooling": _("Learning"), "support": _("Support")},
    ),
    ("activity", "welcome"): Field(
        _("Who is welcome"),
        Look.WORD,
        {
            "everyone": _("Everyone"),
            "parents": _("Parents"),
            "mothers": _("Mothers"),
            "fathers": _("Fathers"),
            "families": _("Families"),
        },
    ),
    ("activity", "food"): Field(
        _("Food"),
        Look.WORD,
        {
            "none": _("No food"),
            "vegetarian": _("Food without meat"),
            "halal": _("Halal food"),
            "ask": _("About food: ask us"),
        },
    ),
    ("activity", "languages"): Field(_("Languages"), Look.LANGUAGES),
    ("activity", "drawing"): Field(_("Picture"), Look.DRAWING),
    ("activity", "is_women_only"): Field(_("Women only"), Look.YES_NO),
    ("activity", "has_children_welcome"): Field(_("Your child may come along"), Look.YES_NO),
    ("activity", "is_step_free"): Field(_("No stairs, room for a pram"), Look.YES_NO),
    ("activity", "price_cents"): Field(_("Price"), Look.MONEY),
    ("activity", "audience"): WHO_SEES,
    ("series", "audience"): WHO_SEES,
    ("occurrence", "audience"): WHO_SEES,
    ("series", "capacity"): Field(_("How many places"), Look.NUMBER),
    ("series", "childcare"): Field(_("Children we look after"), Look.NUMBER),
    ("activity", "ring"): Field(
        _("How near is it?"), Look.WORD, {ring.value: words for ring, (words, _sign, _dye) in RINGS.items()}
    ),
    ("occurrence", "starts_at"): Field(_("It begins"), Look.HOUR),
    ("occurrence", "ends_at"): Field(_("It ends"), Look.HOUR),
    ("occurrence", "status"): Field(
        _("Does it happen?"), Look.WORD, {"planned": _("It happens"), "cancelled": _("cancelled")}
    ),
    ("staff", "name_sealed"): Field(_("Name"), Look.SECRET),
    ("staff", "shown_name"): Field(_("Name on the screen"), Look.PLAIN),
    ("staff", "portrait"): Field(_("Picture"), Look.DRAWING),
    ("staff", "tile"): Field(_("Her picture to sign in"), Look.PICTURE),
    ("staff", "language"): Field(_("Her own language"), Look.LANGUAGE),
    ("staff", "languages"): Field(_("What she speaks"), Look.LANGUAGES),
    ("shift", "starts"): Field(_("It begins"), Look.PLAIN),
    ("shift", "ends"): Field(_("It ends"), Look.PLAIN),
    ("nomination", "development_sealed"): Field(_("What has she learned?"), Look.SECRET),
    ("nomination", "engagement_sealed"): Field(_("What does she do with others?"), Look.SECRET),
    ("nomination", "acceptance_sealed"): Field(_("How do neighbours see her?"), Look.SECRET),
    ("centre", "name"): Field(_("Name"), Look.PLAIN),
    ("centre", "address"): Field(_("Address"), Look.PLAIN),
    ("training", "title"): Field(_("Name"), Look.TEXT),
    ("training", "about"): Field(_("What it is about"), Look.TEXT),
}
# Every word of docs/CENTRAL.md, "What becomes of a change"; what waits at central begins with `held_`.
UNREADABLE, NOT_HERS = _("Central cannot read it."), _("It belongs to another centre.")
REASONS = {
    "bad_id": UNREADABLE,
    "bad_kind": UNREADABLE,
    "bad_field": UNREADABLE,
    "bad_place": UNREADABLE,
    "other_kind": UNREADABLE,
    "unknown_audience": UNREADABLE,
    "too_large": _("It is too large."),
    "unknown_centre": _("Central does not know the other centre."),
    "office_only": _("Only the office may publish it for everybody."),
    "not_owner": NOT_HERS,
    "other_centre": NOT_HERS,
    "not_shared": _("This stays in its own centre."),
    "not_addressed": _("This cannot be sent to another centre."),
    "central_only": _("Only central writes this."),
    "in_part": _("Central never had the rest of it."),
    "held_unknown_centre": _("It waits at central until the other centre is there."),
    "held_unknown_kind": _("It waits until central knows what it is."),
}


def kind_words(kind: str) -> Kind:
    return KINDS.get(kind, SOMETHING)


def reason_words(reason: str) -> LazyString:
    """Return why central did not take something; a reason that only a newer central knows is told as no more."""
    return REASONS.get(reason) or _("Central did not say why.")
