"""Templates mirror the rooms, show only words that can be translated, and carry no style or script of their own."""

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta, nodes

from tests.architecture.house import ROOT, plant

ENVIRONMENT = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
GETTEXT = {"_", "gettext", "ngettext", "pgettext"}
# What a template can ask without knowing the page: the kiosk gives these to all templates.
OF_NO_PAGE = {*GETTEXT, "clock_of", "comma", "endonym"}
# Said the same in every language: the name of the house, and the sign for larger letters.
BARE = {"Parents’ Point", "A", "A+"}
# Opened from the disk, without the kiosk and its policy: its style must lie inside it.
STANDS_ALONE = {"centres/recovery_sheet.html"}
SPOKEN = re.compile(r'\b(?:alt|title|placeholder|aria-label|aria-description|value)="([^"<>]*)"')
SENTENCE = re.compile(r"[A-Z]\w*[ ’']\w|\w [a-z]+ \w")


def templates(root: Path) -> dict[str, str]:
    folder = root / "templates"
    found = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def faults(root: Path = ROOT) -> list[str]:
    known = templates(root)
    found = [f"{name} {fault}" for name, text in known.items() for fault in faults_of(name, text)]
    return [*found, *(f"{name} {fault}" for name, text in known.items() for fault in imports_of(text, known))]


def faults_of(name: str, text: str) -> Iterator[str]:
    yield from (f"says {word!r} in one language only" for word in bare_words(text))
    yield from (f"says {word!r} in one language only" for word in quoted_sentences(text))
    markup = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    if name not in STANDS_ALONE and re.search(r"<style|\sstyle=", markup):
        yield "has a style of its own"
    if re.search(r"<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", markup):
        yield "has a script of its own"
    if re.search(r'class="[^"]*\b(?:left|right)\b', markup):
        yield "speaks of left and right"
    if re.search(r"<h[1-6][^>]*>\s*</h", markup):
        yield "has an empty heading"


def imports_of(text: str, known: dict[str, str]) -> Iterator[str]:
    """Yield what is imported without context and needs one.

    Jinja keeps it for all pages: words outside of a macro would stay in the language of the first, and nothing of a
    page is known in it.
    """
    for imported in ENVIRONMENT.parse(text).find_all((nodes.Import, nodes.FromImport)):
        name = imported.template.value if isinstance(imported.template, nodes.Const) else ""
        if not imported.with_context and not is_of_no_page(known.get(name)):
            yield f"imports {name} without context"


def is_of_no_page(text: str | None) -> bool:
    if text is None:
        return False
    whole = ENVIRONMENT.parse(text)
    in_macros = {id(call) for macro in whole.find_all(nodes.Macro) for call in macro.find_all(nodes.Call)}
    is_said_later = all(id(call) in in_macros for call in whole.find_all(nodes.Call))
    return is_said_later and meta.find_undeclared_variables(whole) <= OF_NO_PAGE


def bare_words(text: str) -> Iterator[str]:
    """Yield the letters that stand outside of tags and expressions, and in attributes that are read aloud."""
    text = re.sub(r"\{#.*?#\}|<style.*?</style>|<script.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\0", text, flags=re.DOTALL)
    seen = [*re.split(r"<[^>]*>|\0", text), *SPOKEN.findall(text)]
    for words in (part.strip(" \n\0") for part in seen):
        if words not in BARE and re.search(r"[^\W\d_]", re.sub(r"&\w+;", "", words)):
            yield words


def quoted_sentences(text: str) -> Iterator[str]:
    """Yield what looks like a sentence in an expression without being given to gettext."""
    whole = ENVIRONMENT.parse(text)
    given = {
        id(constant)
        for call in whole.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in GETTEXT
        for constant in call.find_all(nodes.Const)
    }
    for output in whole.find_all((nodes.Output, nodes.Assign)):
        for constant in output.find_all(nodes.Const):
            if id(constant) not in given and SENTENCE.search(str(constant.value)):
                yield str(constant.value)


def test_templates_say_only_what_can_be_translated() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Welkom</p>",
        "<p>{{ _('Yes') }} of niet</p>",
        '<img alt="Een tafel">',
        '<button aria-label="{{ name }} weg">x</button>'.replace(">x<", "><"),
        '{{ "Your place is kept" }}',
        '{{ notice("Something went wrong") }}',
        '<p style="color: red"></p>',
        "<style>p {}</style>",
        '<p onclick="go()"></p>',
        "<script>go()</script>",
        '<p class="is-left"></p>'.replace("is-", ""),
        '{% import "_words.html" as words %}',
        '{% from "_words.html" import price %}',
        '<h1 class="x"> </h1>',
    ],
)
def test_it_sees_a_fault(text: str, tmp_path: Path) -> None:
    plant(tmp_path, "templates/needs/new.html", text)

    assert len(faults(tmp_path)) == 1


def test_it_lets_pass_what_is_right(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "templates/needs/new.html",
        "{# a word to whom it may concern #}{% import 'w.html' as w with context %}{% if a > b %}"
        '<p class="print {{ "is-on" if on }}" aria-label="{{ _("Yes") }}">'
        '<bdi>×{{ n }}</bdi>&nbsp;{{ _("It is kept.") }}</p>'
        '{% endif %}<script type="module" src="{{ static_url("js/a.js") }}"></script><title>Parents’ Point</title>',
    )

    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("imported", "expected"),
    [
        ('{% set sign = {"a": "cup"} %}{% macro said() %}{{ _("Yes") }}{{ comma() }}{% endmacro %}', 0),
        ('{% set said = _("Yes") %}', 1),
        ('{{ _("Yes") }}', 1),
        ("{% macro said() %}{{ visit }}{% endmacro %}", 1),
        ("{% macro said() %}{{ url_for(place) }}{% endmacro %}", 1),
    ],
)
def test_only_what_knows_no_page_is_imported_without_context(
    imported: str, expected: int, tmp_path: Path
) -> None:
    plant(tmp_path, "templates/_words.html", imported)
    plant(tmp_path, "templates/needs/new.html", '{% import "_words.html" as words %}')

    assert len(faults(tmp_path)) == expected
