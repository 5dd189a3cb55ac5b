"""What the stick did is told in words: how much went, how much came, what waits, what went wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext


class Carried(Protocol):
    """What one way of the courier did; `word` is '' or what went wrong."""

    @property
    def word(self) -> str: ...

    @property
    def changes(self) -> int: ...

    @property
    def records(self) -> int: ...

    @property
    def left(self) -> int: ...

    @property
    def has_more(self) -> bool: ...


class Courier(Protocol):
    """What writes and reads a stick, which the kiosk does not know itself; neither deed raises an error."""

    def is_ready(self) -> bool: ...

    def export(self, place: Path) -> Carried: ...

    def take_in(self, place: Path) -> Carried: ...


def courier() -> Courier | None:
    """Return the courier, None for a kiosk that was started without one, or that central has not told its keys."""
    make: Callable[[], Courier] | None = current_app.config["MAKE_COURIER"]
    made = make() if make else None
    return made if made and made.is_ready() else None


def exported(carried: Carried) -> list[str]:
    """Tell what was put on the stick."""
    if carried.word:
        return [trouble(carried)]
    went = ngettext("%(num)d change is on the stick.", "%(num)d changes are on the stick.", carried.changes)
    return [
        went,
        *waiting(carried),
        _("Whoever runs central answers it. Bring the stick back with the answer."),
    ]


def taken_in(carried: Carried) -> list[str]:
    """Tell what the stick brought."""
    if carried.word:
        return [trouble(carried)]
    heard = ngettext(
        "Central has received %(num)d change more.",
        "Central has received %(num)d changes more.",
        carried.changes,
    )
    came = ngettext("%(num)d piece of news has come.", "%(num)d pieces of news have come.", carried.records)
    return [heard, came, *waiting(carried)]


def waiting(carried: Carried) -> Iterator[str]:
    """Tell what needs another way."""
    if carried.left:
        yield ngettext(
            "%(num)d change still waits for the next time.",
            "%(num)d changes still wait for the next time.",
            carried.left,
        )
    if carried.has_more:
        yield _("Central has more for this machine. Carry the stick once more.")


def trouble(carried: Carried) -> str:
    return str(current_app.config["TROUBLES"](carried.word))
