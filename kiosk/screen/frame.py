"""The frame round every page: whose language, whose visit, which size, and the same five places."""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, abort, current_app, g, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from kiosk.core import clock, today
from kiosk.core.languages import BY_CODE, SHIPPED, Language
from kiosk.core.pages import settings, static_url
from kiosk.core.paths import STATIC
from kiosk.core.text import Shown, Text
from kiosk.screen.drawings.interface import clock_face
from kiosk.screen.visits import Visit, current_visits


def visitor_pages(name: str, import_name: str, path: str = "") -> Blueprint:
    """Make the blueprint of a room that visitors walk through: every address tells the language and the visit."""
    return Blueprint(name, import_name, url_prefix=f"/<lang>/<visit>{path}")


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(enter)
    app.url_defaults(stay)
    app.context_processor(surroundings)
    app.jinja_env.globals.update(
        picture=picture,
        drawing=drawing,
        face=face,
        in_page_language=in_page_language,
        label_of=label_of,
        endonym=endonym,
        clock_of=clock_of,
        moment_of=moment_of,
    )


def enter(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take language and visit out of the address. Aborts 404 for a language that is off; StalePageError when over."""
    if not values or "lang" not in values:
        return
    code = values.pop("lang")
    is_off = code not in {known.code for known in offered_languages()}
    # Somebody who began in a language that was switched off meanwhile finishes in it.
    if is_off and (code not in SHIPPED or "visit" not in values):
        abort(404)
    g.language = BY_CODE[code]
    if "visit" in values:
        g.visit = current_visits().find(values.pop("visit"))
        if is_off and code not in g.visit.codes:
            abort(404)


def stay(endpoint: str, values: dict[str, Any]) -> None:
    """Put language and visit into the addresses that ask for them."""
    language, visit, addresses = g.get("language"), g.get("visit"), current_app.url_map
    if language and addresses.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", language.code)
    if visit and addresses.is_endpoint_expecting(endpoint, "visit"):
        values.setdefault("visit", visit.token)


def current_visit() -> Visit:
    visit: Visit = g.visit
    return visit


def offered_languages() -> list[Language]:
    found: list[Language] = current_app.config["LANGUAGES"]
    return found


def surroundings() -> dict[str, Any]:
    """Return what `base.html` needs on every page."""
    visit = g.get("visit")
    return {
        "language": g.get("language", BY_CODE["nl"]),
        "visit": visit,
        "is_large": visit.is_large if visit else is_large_asked(),
        "place": place(),
        "idle_seconds": idle_seconds(visit),
        "warning_seconds": settings().warning_seconds,
    }


def is_large_asked() -> bool:
    """Say whether an address before a visit asks for large letters; one that asks for nothing gets what is usual."""
    asked = request.args.get("size")
    return asked == "plus" or (asked is None and settings().large_text)


def idle_seconds(visit: Visit | None) -> int:
    """Return after how many seconds without a touch this screen asks; who works here reads longer (SCREENS M6)."""
    is_at_desk = visit is not None and visit.signed_in is not None
    return settings().desk_idle_seconds if is_at_desk else settings().idle_seconds


def place() -> str:
    """Return where in the visit this page is: the address behind language and visit, for coming back to it."""
    if "visit" not in g or request.method != "GET":
        return ""
    prefix = f"/{g.language.code}/{g.visit.token}/"
    path = request.full_path.rstrip("?")
    return path.removeprefix(prefix) if path.startswith(prefix) else ""


def address_of(where: str, *, code: str | None = None) -> str:
    """Return the address of a place of this visit, in another language if asked; never one outside the visit."""
    is_ours = where.isprintable() and not where.startswith("/")
    if not where or not is_ours or "\\" in where or ".." in where or "//" in where:
        return url_for("activities.index", lang=code or g.language.code)
    return f"/{code or g.language.code}/{g.visit.token}/{where}"


def drawing(name: str) -> str:
    """Return the address of a drawing; one that only a newer kiosk has is shown as people round a table."""
    known = name if f"{name}.svg" in drawings() else "coffee"
    return static_url(f"drawings/{known}.svg")


@cache
def drawings() -> frozenset[str]:
    return frozenset(path.name for path in (STATIC / "drawings").glob("*.svg"))


def page_number(asked: str, count: int) -> int:
    """Return the page that an address asks for, 1 when it asks for none of the `count` there are."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= len(str(count))
    return int(asked) if is_number and 1 <= int(asked) <= count else 1


@cache
def picture(name: str, dye: str = "weld", extra: str = "") -> Markup:
    """Return a pictogram of the sprite in a dye: indigo, madder, weld, leaf."""
    sprite = static_url("drawings/pictograms.svg")
    return Markup(
        '<svg class="pic dye-{} {}" viewBox="0 0 64 64" aria-hidden="true"><use href="{}#{}"/></svg>'
    ).format(dye, extra, sprite, name)


@cache
def face(hour: int, minute: int) -> Markup:
    """Return a clock face that shows the time; the same words stand beside it."""
    return Markup('<svg class="pic dye-weld clock" viewBox="0 0 64 64" aria-hidden="true">{}</svg>').format(
        Markup(clock_face(hour, minute))  # noqa: S704  our own drawing, made of numbers
    )


def in_page_language(text: Text) -> Shown:
    return text.shown_in(g.language.code)


def endonym(code: str) -> str:
    """Return what speakers call a language; a code nobody here knows stands for itself."""
    return BY_CODE[code].endonym if code in BY_CODE else code


def clock_of(moment: datetime) -> str:
    """Return a moment as the centre's wall clock showed it."""
    return moment.astimezone(ZoneInfo(settings().zone)).strftime("%H:%M")


def moment_of(milliseconds: int) -> datetime:
    """Return a moment out of a record; one that no calendar knows is the first."""
    try:
        return datetime.fromtimestamp(milliseconds / clock.MILLISECONDS, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def is_clock_unsure() -> bool:
    """Say whether a page with a date must warn."""
    return today.is_clock_unsure()


def label_of(shown: Shown) -> str:
    """Return the words that tell a reader why a text is not plainly hers, or an empty string."""
    if shown.is_fallback:
        return shown.language.endonym
    if shown.state == "machine":
        return str(_("Translated by a machine"))
    if shown.state == "outdated":
        return str(_("The text was changed since"))
    return ""
