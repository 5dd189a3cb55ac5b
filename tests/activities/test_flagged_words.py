"""A word that talks down to people is found whole, in whatever letters and language it stands."""

import pytest

from kiosk.activities.forms import flagged, flagged_words
from kiosk.core.languages import SHIPPED


@pytest.mark.parametrize(
    ("code", "words", "found"),
    [
        ("nl", "Voor DOMME ouders!", ["domme"]),
        ("nl", "Wij gaan naar de kathedraal (de Dom)", ["dom"]),
        ("nl", "Domino spelen", []),
        ("nl", "Een achterstandswijk?", ["achterstandswijk"]),
        ("en", "Help for problem families", ["problem families"]),
        ("en", "Problem, families", ["problem families"]),
        ("en", "Illegally parked", []),
        ("tr", "CAHİL anneler", ["cahil"]),
        ("tr", "Eğitimsiz ve ilkel", ["eğitimsiz", "ilkel"]),
        ("ar", "للأُمّهات الجَاهِلات", ["الجاهلات"]),
        ("ar", "جـاهل", ["جاهل"]),
        ("pt", "Famílias problemáticas", ["famílias problemáticas"]),
        ("hu", "Rossz anya", ["rossz anya"]),
        ("ro", "Înapoiată", ["înapoiată"]),
        ("es", "Malas madres", ["malas madres"]),
        ("tr", "Samen naaien voor domme ouders", ["domme"]),
        ("nl", "Samen naaien", []),
        ("nl", "", []),
    ],
)
def test_whole_words_are_found(code: str, words: str, found: list[str]) -> None:
    assert flagged(words, code) == found


def test_every_language_has_its_list() -> None:
    assert flagged_words().keys() == SHIPPED.keys()
    assert all(len(words) >= 15 for words in flagged_words().values())
    assert all(flagged(word, code) for code, words in flagged_words().items() for word in words)
