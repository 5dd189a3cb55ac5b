"""How the machine is, in plain words: for each lamp what is so, and what somebody does about it."""

from collections.abc import Mapping
from types import FunctionType
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from kiosk.core.errors import InvalidInputError
from kiosk.core.i18n import full_day
from kiosk.core.lights import Lamp, Light, Topic
from kiosk.core.pages import settings
from kiosk.core.today import here
from kiosk.machine.queries import RULER

# Pages of other rooms where something is seen to; a kiosk without that room has no such page.
PAGES = {Topic.REFUSED: "refusals_desk.index", Topic.BACKUP: "backup_desk.index"}
BY_STICK = "courier_desk.index"
# The word of the lamp that somebody may answer: she looks at the day and the hour, and says that they are right.
UNSURE = "unsure"

# Translators: the headings of the caretaker's page; under each stands whether it is well.
TITLES = {
    Topic.STORE: _("What is kept"),
    # Translators: where the machine gets its electricity from.
    Topic.POWER: _("Power"),
    Topic.CLOCK: _("The clock"),
    Topic.LINE: _("The exchange with other machines"),
    Topic.SENT: _("Sent to central"),
    Topic.DISK: _("Room on the disk"),
    Topic.BACKUP: _("A copy of everything"),
    Topic.PRINTER: _("The printer"),
    Topic.COPY: _("Put back or copied"),
    Topic.REFUSED: _("What central did not take"),
    Topic.PROGRAM: _("The program"),
}
WHOLE = {
    Light.GREEN: _("Everything is well."),
    Light.AMBER: _("Please look at this when there is time."),
    Light.RED: _("Please see to this now."),
}
SIGNS = {
    Topic.STORE: "book",
    Topic.POWER: "bolt",
    Topic.CLOCK: "day",
    Topic.LINE: "globe",
    Topic.SENT: "bag",
    Topic.DISK: "house",
    Topic.BACKUP: "key",
    Topic.PRINTER: "print",
    Topic.COPY: "people",
    Topic.REFUSED: "pencil",
    Topic.PROGRAM: "mark",
}


# What the line says there is what stopped it, and what helps against that.
MENDED = {(Topic.LINE, "waiting"), (Topic.LINE, "stopped")}


def waits(*, num: int, day: str, hour: str, **_rest: int) -> str:
    return str(
        ngettext(
            "%(num)d change waits since %(day)s, %(hour)s.",
            "%(num)d changes wait since %(day)s, %(hour)s.",
            num,
            day=day,
            hour=hour,
        )
    )


def not_taken(*, num: int) -> str:
    return str(ngettext("Central did not take %(num)d change.", "Central did not take %(num)d changes.", num))


SENTENCES: dict[tuple[Topic, str], Any] = {
    (Topic.STORE, "well"): _("It can be read."),
    (Topic.STORE, "broken"): _("It cannot be read. Please call somebody."),
    (Topic.CLOCK, "well"): _("It is right."),
    (Topic.CLOCK, UNSURE): _("The clock may be wrong. Please set it, or say that it is right."),
    (Topic.CLOCK, "wrong"): _("The clock is wrong. Please set it."),
    # Translators: what the clock must be set to.
    (Topic.CLOCK, "told"): _("The clock is wrong. Please set it to %(day)s, %(hour)s."),
    (Topic.LINE, "well"): _("It works."),
    (Topic.LINE, "alone"): _("This machine stands alone."),
    (Topic.LINE, "waiting"): _("The line is broken. It will try again."),
    (Topic.LINE, "clock"): _("It waits until the clock is right."),
    (Topic.LINE, "certificate"): _("Central's certificate is out of date. Please call whoever runs central."),
    (Topic.LINE, "stopped"): _("It has stopped. Please call somebody."),
    (Topic.LINE, "revoked"): _("This machine was taken out of the network."),
    (Topic.LINE, "dead"): _("It has stopped. Please switch the machine off and on."),
    (Topic.SENT, "all"): _("Everything is at central."),
    (Topic.SENT, "waits"): waits,
    (Topic.SENT, "late"): waits,
    (Topic.DISK, "well"): _("There is enough room."),
    (Topic.DISK, "low"): _("The disk is nearly full. Please call somebody."),
    (Topic.POWER, "mains"): _("It comes from the wall."),
    (Topic.POWER, "battery"): _("It comes from the battery. Please look at the plug."),
    (Topic.POWER, "weak"): _("There is too little of it. Please take a stronger adapter."),
    # Translators: the last copy of everything was made then.
    (Topic.BACKUP, "well"): _("Made on %(day)s, %(hour)s."),
    (Topic.BACKUP, "old"): _("The last one was made on %(day)s, %(hour)s. Please make a new one."),
    (Topic.BACKUP, "failed"): _("The last one could not be made. Please try again with another stick."),
    (Topic.BACKUP, "none"): _("There is none yet. Please make one."),
    (Topic.BACKUP, "elsewhere"): _("Central keeps it."),
    (Topic.PRINTER, "ready"): _("It is ready."),
    (Topic.PRINTER, "stopped"): _("It has stopped. Please look at the paper and the plug."),
    (Topic.COPY, "restored"): _(
        "An older copy was put back on %(day)s. The machine has caught up by itself."
    ),
    (Topic.COPY, "copied"): _("Another machine works with a copy of this card. Please use only one of them."),
    (Topic.COPY, "central"): _(
        "Central was put back to an older copy on %(day)s. It got again what it had lost."
    ),
    (Topic.REFUSED, "some"): not_taken,
    (Topic.PROGRAM, "older"): _("Other machines have a newer program. Please bring this one up to date."),
    (Topic.PROGRAM, "too_old"): _("This program is too old for central. Please bring it up to date."),
}


def sentence(lamp: Lamp, problem: str) -> str:
    """Return what a lamp says, with its count and its moment; of a broken line what helps against its problem."""
    if problem and (lamp.topic, lamp.word) in MENDED:
        return str(current_app.config["TROUBLES"](problem))
    said = SENTENCES[lamp.topic, lamp.word]
    values = told(lamp.values)
    return said(**values) if isinstance(said, FunctionType) else str(said) % values


# What a green lamp says beside its name where its word alone says no more than that it is well.
PLAIN = {
    *((Topic.STORE, "well"), (Topic.CLOCK, "well"), (Topic.DISK, "well")),
    *((Topic.POWER, "mains"), (Topic.PRINTER, "ready")),
}


def figure(lamp: Lamp, report: dict[str, Any]) -> str:
    """Return what a lamp that is green says in few words: how many of how many, when, or nothing."""
    outbox, contact = report["outbox"], report["last_contact"]
    if (lamp.topic, lamp.word) == (Topic.SENT, "all"):
        # Translators: of how many changes of this machine central holds how many.
        return str(_("%(num)s of %(all)s", num=outbox["acknowledged"], all=outbox["head"]))
    if lamp.topic == Topic.LINE and lamp.word == "well":
        return moment_in_words(contact) if contact else str(_("Not yet"))
    if lamp.topic == Topic.BACKUP and lamp.values:
        return moment_in_words(lamp.values["at"])
    return "" if (lamp.topic, lamp.word) in PLAIN else sentence(lamp, "")


def moment_in_words(at: int) -> str:
    moment = told({"at": at})
    return f"{moment['day']} {moment['hour']}"


def told(values: dict[str, int]) -> dict[str, Any]:
    """Return the count, and the moment as people of the centre read it."""
    if "at" not in values:
        return dict(values)
    moment = here(values["at"], settings().zone)
    return {**values, "day": full_day(moment), "hour": moment.strftime("%H:%M")}


def turned(form: Mapping[str, str]) -> tuple[str, Any]:
    """Return the setting that was touched and its new value. Raises InvalidInputError."""
    name, text = form.get("name", ""), form.get("value", "")
    try:
        if name == "large_text":
            return name, {"True": True, "False": False}[text]
        return name, float(text) if name == RULER else int(text)
    except (ValueError, KeyError) as error:
        raise InvalidInputError from error
