"""A text shows in her language, or says in whose it is; a blank it never is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import SqliteDatabase

from kiosk.activities.models import Topic
from kiosk.core.languages import BY_CODE
from kiosk.core.text import Text, TextState

CODES = st.sampled_from(sorted(BY_CODE))
WORDS = st.text(max_size=12)
TEXTS = st.builds(
    Text, CODES, st.dictionaries(CODES, st.tuples(WORDS, st.sampled_from(list(TextState))), max_size=6)
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | CODES, inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.fixed_dictionaries(
    {}, optional={"source": ANYTHING, "texts": st.dictionaries(CODES, ANYTHING) | ANYTHING}
)


@given(TEXTS, CODES)
def test_it_is_never_a_blank(text: Text, code: str) -> None:
    shown = text.shown_in(code)

    assert shown.text.strip()
    assert shown.is_fallback == (shown.language.code != code or not text.texts.get(code, ("",))[0].strip())


@given(TEXTS, CODES)
def test_what_is_shown_carries_the_language_it_is_in(text: Text, code: str) -> None:
    shown = text.shown_in(code)

    if shown.state != TextState.MISSING:
        assert text.texts[shown.language.code] == (shown.text, shown.state)


@given(TEXTS)
def test_it_comes_back_from_the_disk_as_it_was(text: Text) -> None:
    assert Text.load(text.dump()) == text


@given(DOCUMENTS | ANYTHING)
def test_a_broken_document_is_no_error(document: Any) -> None:
    text = Text.load(document)

    for code in ("nl", "ar"):
        assert text.shown_in(code).text.strip()


@pytest.mark.parametrize(
    ("there", "shown"),
    [
        ({"tr": "bir", "nl": "een", "en": "one", "ar": "واحد"}, "tr"),
        ({"nl": "een", "en": "one", "ar": "واحد"}, "nl"),
        ({"en": "one", "ar": "واحد"}, "en"),
        ({"ar": "واحد", "hu": "egy"}, "ar"),
    ],
)
def test_hers_then_dutch_then_the_source_then_any(there: dict[str, str], shown: str) -> None:
    text = Text.of("en", there).shown_in("tr")

    assert (text.text, text.language.code, text.is_fallback) == (there[shown], shown, shown != "tr")


def test_the_source_was_written_and_the_others_by_a_machine() -> None:
    text = Text.of("nl", {"nl": "een", "tr": "bir", "ar": ""})

    assert [text.state(code) for code in ("nl", "tr", "ar")] == ["written", "machine", "missing"]


def test_blanks_are_passed_over() -> None:
    text = Text("nl", {"tr": ("  \n", TextState.WRITTEN), "nl": ("een", TextState.WRITTEN)})

    assert text.shown_in("tr").text == "een"


def test_a_column_keeps_it(database: SqliteDatabase) -> None:
    name = Text.of("nl", {"nl": "Moedertaal", "ar": "اللغة الأم"})
    topic = Topic.create(key="mother_tongue", name=name)

    assert Topic.get_by_id(topic.id).name == name
