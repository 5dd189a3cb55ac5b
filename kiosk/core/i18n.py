"""Words and days in the language of the page; digits are always 0-9."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.dates import format_date, get_month_names
from flask import Flask, g
from flask_babel import Babel, force_locale, get_translations
from markupsafe import Markup

from kiosk.core.languages import BY_CODE, FALLBACK, Language
from kiosk.core.paths import PACKAGE, TRANSLATIONS

# Maghreb and Egypt say مارس where Syria and Iraq say آذار: an Arabic page tells both (SCREENS 3.1).
LEVANTINE = "ar_SY"


def init_app(app: Flask) -> None:
    """Compile the catalogues where that was not done yet, and answer each page in its language."""
    compile_catalogues()
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS))
    Babel(app, locale_selector=lambda: page_language().code)
    # In place of Flask-Babel's own, which look for the catalogue anew at each of the fifty words of a page.
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
    app.jinja_env.globals.update(long_day=long_day, full_day=full_day, hours=hours, comma=comma)


def gettext(text: str, **values: Any) -> Markup:
    """Return words of a template in the language of the page; values that stand in them are escaped."""
    words = Markup(catalogue().gettext(text))  # noqa: S704  our own words
    return words % values if values or "%" in words else words


def ngettext(one: str, many: str, number: int, **values: Any) -> Markup:
    """Return words of a template for a number, which they hold as `%(num)d`."""
    return Markup(catalogue().ngettext(one, many, number)) % {"num": number, **values}  # noqa: S704  our own words


def page_language() -> Language:
    """Return the language of the page being answered: the one in its address."""
    language: Language = g.get("language", BY_CODE[FALLBACK])
    return language


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Say what follows in another language than the page's, for somebody who hears it or reads along."""
    before = page_language()
    g.language = language
    g.pop("catalogue", None)
    try:
        with force_locale(language.code):
            yield
    finally:
        g.language = before
        g.pop("catalogue", None)


def catalogue() -> NullTranslations:
    """Return the catalogue of the page's language, looked for once a page."""
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def compile_catalogues(folder: Path = TRANSLATIONS) -> None:
    """Write each `messages.mo` that is missing or older than its `messages.po`; in a wheel they came together."""
    is_installed = folder.parent == PACKAGE
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if target.exists() and (is_installed or target.stat().st_mtime >= source.stat().st_mtime):
            continue
        # Only where words changed: reading catalogues is not needed to answer pages.
        from babel.messages.mofile import write_mo  # noqa: PLC0415
        from babel.messages.pofile import read_po  # noqa: PLC0415

        with source.open("rb") as words:
            catalogue = read_po(words, locale=source.parent.parent.name)
        partial = target.with_suffix(f".mo.{os.getpid()}")
        with partial.open("wb") as compiled:
            write_mo(compiled, catalogue)
        partial.replace(target)  # two processes may start at once; each sees a whole file


def long_day(day: date) -> str:
    """Return weekday, day and month without year, in the order of the page's language."""
    return long_day_in(page_language(), day.year, day.month, day.day)


@lru_cache(maxsize=1_000)
def long_day_in(language: Language, year: int, month: int, day: int) -> str:
    return format_date(date(year, month, day), language.day, locale=language.locale)


def full_day(day: date) -> str:
    """Return the long day; in Arabic with both names of the month."""
    text = long_day(day)
    if page_language().code != "ar":
        return text
    other = get_month_names("wide", locale=LEVANTINE)[day.month]
    return text if other in text else f"{text} / {other}"


def hours(start: datetime, end: datetime) -> str:
    """Return `09:30–11:30`."""
    return f"{start:%H:%M}–{end:%H:%M}"


def comma() -> str:
    """Return what stands between two things of a list, in the script of the page."""
    return "، " if page_language().is_right_to_left else ", "
