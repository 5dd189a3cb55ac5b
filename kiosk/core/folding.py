"""Two spellings of one name are the same name: folded, they are the same letters in every script."""

import unicodedata
from functools import cache

# Letters that no decomposition makes plain: Turkish dotless i, letters with a stroke, ligatures.
LATIN = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
# Forms of one letter, as keyboards of Arabic, Persian, Urdu and Kurdish write it, and a hamza that is left out.
ARABIC = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىئیےۍېﻯۑ", "ي"),
    **dict.fromkeys("ةهۀەہۃۂھ", "ه"),
    **dict.fromkeys("كڪګﻙک", "ك"),
    **dict.fromkeys("ؤۆۇۈۋ", "و"),
    "ء": "",
    "ـ": "",
}
PLAIN = LATIN | ARABIC


@cache
def folded_letter(letter: str) -> str:
    """Return a letter of a case-folded, decomposed text as it is compared: a mark is nothing, a digit is Western."""
    if letter in PLAIN:
        return PLAIN[letter]
    group = unicodedata.category(letter)
    if group[0] == "M" or group == "Cf":
        return ""
    if group == "Nd":
        return str(unicodedata.digit(letter))
    return letter if group[0] in "LN" else " "


def folded(text: str) -> str:
    """Return a name as it is compared and searched: no case, accent, vowel mark or form of a letter tells two apart.

    Words are parted by one space. Folding twice changes nothing.
    """
    # Composed first, so that أ is one letter of the table and not an alif with a mark; then İ loses its dot like é.
    composed = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(PLAIN.get(letter, letter) for letter in composed)
    apart = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(map(folded_letter, apart)).split())


def digits_of(text: str) -> str:
    """Return the digits of a telephone number in Western figures, whatever stands between them."""
    return "".join(str(unicodedata.digit(letter)) for letter in text if unicodedata.category(letter) == "Nd")
