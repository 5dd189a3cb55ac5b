"""One name written in many ways is one name when it is looked for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.folding import digits_of, folded

SAME = [
    ("İSTANBUL", "istanbul"),
    ("Işıl", "ışıl", "ISIL", "isil", "IŞIL"),
    ("Ömer", "Omer", "O\u0308mer", "ÖMER"),
    ("Łucja", "lucja"),
    ("Straße", "STRASSE"),
    ("Zoë-Lou", "zoe lou", "ZOË‐LOU"),
    ("أمل", "امل", "آمل", "إمل", "أَمَل"),
    ("محمد", "مُحَمَّد", "محـــمد", "ﻣﺤﻤﺪ"),
    ("فاطمة", "فاطمه"),
    ("علي", "على", "علی"),
    ("كريم", "کریم"),
    ("هانئ", "هاني"),
    ("Samira 2", "samira ٢", "SAMIRA ۲"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_name_are_the_same(spellings: tuple[str, ...]) -> None:
    assert len({folded(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Nora", "Noor"), ("سمير", "سميرة"), ("Ali", "علي"), ("أمل", "أمال")]
)
def test_other_names_stay_others(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_it_does_not_matter_how_a_letter_is_composed(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F)))
def test_capitals_do_not_matter(text: str) -> None:
    assert folded(text.upper()) == folded(text.lower()) == folded(text)


@given(st.text(), st.text())
def test_words_are_parted_by_one_space(one: str, other: str) -> None:
    whole = folded(f"{one} \u00a0{other}")

    assert whole == " ".join(whole.split())
    assert whole == f"{folded(one)} {folded(other)}".strip()


@pytest.mark.parametrize("number", ["+31 (0)6-12 34 56 78", "+٣١ ٠ ٦ ١٢٣٤٥٦٧٨", "۳۱۰۶۱۲۳۴۵۶۷۸"])
def test_figures_of_a_number_are_western(number: str) -> None:
    assert digits_of(number) == "310612345678"
