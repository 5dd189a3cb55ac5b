"""Every language that is shipped says everything, with the same placeholders and the right plurals."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kiosk.core.languages import SHIPPED
from tests.architecture.catalogues import NUMBERS, categories, extracted, faults, parsed, read, words
from tests.architecture.house import ROOT

FOLDER = ROOT / "translations"
WANTED = """
msgid "Your place is kept."
msgstr ""

msgid "See you on %(day)s."
msgstr ""

msgid "%(num)d place"
msgid_plural "%(num)d places"
msgstr[0] ""
msgstr[1] ""
"""
HEADER = """msgid ""
msgstr ""
"Language: ar\\n"
"X-Native-Review: none\\n"
"Plural-Forms: nplurals=6; plural={};\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""
RULE = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
BABELS_RULE = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5)"
GOOD = (
    HEADER.format(RULE)
    + """
msgid "Your place is kept."
msgstr "مكانك محفوظ."

msgid "See you on %(day)s."
msgstr "إلى اللقاء يوم %(day)s."

msgid "%(num)d place"
msgid_plural "%(num)d places"
msgstr[0] "لا مكان"
msgstr[1] "مكان واحد"
msgstr[2] "مكانان"
msgstr[3] "%(num)d أماكن"
msgstr[4] "%(num)d مكانًا"
msgstr[5] "%(num)d مكان"
"""
)


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return extracted(ROOT)


def test_the_template_is_what_the_code_says(wanted: Catalog) -> None:
    assert set(words(parsed(read(FOLDER / "messages.pot")))) == set(words(wanted))


def test_there_is_a_catalogue_for_each_shipped_language() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(SHIPPED)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_catalogue_is_complete(code: str, wanted: Catalog) -> None:
    catalogue = read(FOLDER / code / "LC_MESSAGES" / "messages.po")

    assert list(faults(catalogue, wanted, SHIPPED[code].locale)) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_what_is_compiled_counts_as_the_language_does(code: str) -> None:
    catalogue = parsed(read(FOLDER / code / "LC_MESSAGES" / "messages.po"))
    compiled = BytesIO()
    write_mo(compiled, catalogue)

    assert catalogue.num_plurals == len(categories(SHIPPED[code].locale))
    assert catalogue.plural_forms.encode() in compiled.getvalue()


def test_it_lets_pass_what_is_right() -> None:
    assert list(faults(GOOD, parsed(WANTED), "ar")) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "مكانك محفوظ."', 'msgstr ""', "is not complete"),
        ('msgstr[4] "%(num)d مكانًا"\n', "", "is not complete"),
        ('msgstr "مكانك محفوظ."', 'msgstr "Your place is kept."', "leaves 'Your place is kept.' in English"),
        ('msgid "Your place is kept."\nmsgstr "مكانك محفوظ."', "", "lacks 'Your place is kept.'"),
        ('msgid "Your place is kept."', 'msgid "Your place was kept."', "keeps 'Your place was kept.'"),
        ('msgid "Your place is kept."', '#, fuzzy\nmsgid "Your place is kept."', "is unsure of"),
        ("%(day)s.\"\n\nmsgid \"%(num)d place\"", "%(dag)s.\"\n\nmsgid \"%(num)d place\"", "has other placeholders"),
        ("يوم %(day)s", "يوم", "has other placeholders"),
        ("يوم %(day)s", "يوم %(day)", "has other placeholders"),
        ("%(num)d أماكن", "أماكن", "has other placeholders"),
        (RULE, BABELS_RULE, "sends 11 to plural form 5, CLDR to 4"),
        ("nplurals=6", "nplurals=5", "needs 6 plural forms"),
        ("X-Native-Review: none", "X-Native-Review: soon", "does not say in X-Native-Review"),
        (GOOD[-1:], '\n\n#~ msgid "Gone."\n#~ msgstr "x"\n', "keeps 'Gone.' as obsolete"),
    ],
)  # fmt: skip
def test_it_sees_a_fault(before: str, after: str, fault: str) -> None:
    assert before in GOOD
    found = list(faults(after.join(GOOD.rsplit(before, 1)), parsed(WANTED), "ar"))

    assert any(each.startswith(fault) for each in found), found


def test_numbers_on_a_page_need_all_six_arabic_forms() -> None:
    assert categories("ar") == ["zero", "one", "two", "few", "many", "other"]
    assert categories("ro") == ["one", "few", "other"]
    assert categories("pt_PT") == categories("es") == categories("tr") == ["one", "other"]
    assert max(NUMBERS) > 100


def test_it_reads_words_from_code_and_templates(wanted: Catalog, tmp_path: Path) -> None:
    sources = {location[0].split("/")[0] for message in wanted for location in message.locations}

    assert {"kiosk", "templates"} <= sources
