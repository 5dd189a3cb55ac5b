"""What a catalogue must hold, read from the code itself and from CLDR."""

import re
import tomllib
from collections.abc import Iterator
from gettext import c2py  # type: ignore[attr-defined]  the standard library reads plural headers with it
from io import StringIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# A kiosk counts places and people; no number on a page has four digits.
NUMBERS = range(1_000)
SINGLE = {"zero", "one", "two"}
# Said so in every language that we ship.
SAME_EVERYWHERE: frozenset[str] = frozenset()
LONGEST_LOAN = 2


def extracted(root: Path) -> Catalog:
    """Return every word that code and templates ask for now."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    catalogue = Catalog()
    for name, line, message, _comments, _context in extract_from_dir(
        root, methods, {pattern: {"encoding": "utf-8"} for pattern, _method in methods}, DEFAULT_KEYWORDS
    ):
        catalogue.add(message, locations=[(name, line)])
    return catalogue


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def parsed(text: str) -> Catalog:
    return read_po(StringIO(text))


def headers(text: str) -> dict[str, str]:
    """Return the headers as they are written; Babel forgets those that it does not know."""
    block = text.partition('msgid ""')[2].split("\n\n")[0]
    lines = [line.strip().strip('"').removesuffix("\\n") for line in block.splitlines() if ":" in line]
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}


def words(catalogue: Catalog) -> dict[str, Message]:
    """Return the messages by their msgid, the singular of those that are counted."""
    return {singular(message): message for message in catalogue if message.id}


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def faults(catalogue_text: str, wanted: Catalog, locale: str) -> Iterator[str]:
    """Yield what is wrong with a catalogue."""
    catalogue, header = parsed(catalogue_text), headers(catalogue_text)
    mine, theirs = words(catalogue), words(wanted)
    yield from (f"lacks {text!r}" for text in theirs.keys() - mine.keys())
    yield from (f"keeps {text!r}, which nobody says" for text in mine.keys() - theirs.keys())
    yield from (f"keeps {text!r} as obsolete" for text in catalogue.obsolete)
    for text in sorted(mine.keys() & theirs.keys()):
        yield from faults_of(mine[text], theirs[text], locale)
    if not re.fullmatch(r"none|\d{4}-\d{2}-\d{2}", header.get("X-Native-Review", "")):
        yield "does not say in X-Native-Review whether a native speaker has read it"
    yield from plural_faults(header.get("Plural-Forms", ""), locale)


def faults_of(message: Message, wanted: Message, locale: str) -> Iterator[str]:
    text = singular(message)
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield f"is unsure of {text!r}"
    if isinstance(message.id, str) != isinstance(wanted.id, str):
        yield f"counts {text!r} otherwise than the code"
    expected = 1 if isinstance(wanted.id, str) else len(categories(locale))
    if len(forms) != expected or not all(form.strip() for form in forms):
        yield f"is not complete in {text!r}"
        return
    ids = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
    needed = {name for each in ids for name in PLACEHOLDER.findall(each)}
    for category, form in zip(categories(locale) if len(forms) > 1 else ["other"], forms, strict=True):
        may_lack = {"num"} if category in SINGLE else set()
        held = set(PLACEHOLDER.findall(form))
        if held - needed or needed - held - may_lack or "%" in PLACEHOLDER.sub("", form).replace("%%", ""):
            yield f"has other placeholders in {text!r}"
    is_loan = len(text.split()) <= LONGEST_LOAN or text in SAME_EVERYWHERE
    if not locale.startswith("en") and text in forms and not is_loan:
        yield f"leaves {text!r} in English"


def categories(locale: str) -> list[str]:
    """Return the plural categories of CLDR that numbers on a page fall into, in CLDR's order."""
    rule = Locale.parse(locale).plural_form
    met = {rule(number) for number in NUMBERS}
    return [category for category in CATEGORIES if category in met]


def plural_faults(header: str, locale: str) -> Iterator[str]:
    """Yield where the header sends a number to another form than CLDR's category stands at."""
    order, rule = categories(locale), Locale.parse(locale).plural_form
    match = re.fullmatch(r"nplurals=(\d+);\s*plural=(.+?);?", header)
    if not match or int(match[1]) != len(order):
        yield f"needs {len(order)} plural forms: {header!r}"
        return
    choose = c2py(match[2])
    wrong = [number for number in NUMBERS if choose(number) != order.index(rule(number))]
    if wrong:
        yield f"sends {wrong[0]} to plural form {choose(wrong[0])}, CLDR to {order.index(rule(wrong[0]))}"
