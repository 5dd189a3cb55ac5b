"""A text said in several languages: who wrote each, whether it still fits, and what to show where one is missing."""

from enum import StrEnum
from typing import Any, Self

import msgspec

from kiosk.core.fields import JsonField
from kiosk.core.languages import BY_CODE, FALLBACK, Language


class TextState(StrEnum):
    """How a text came into a language (SPEC, idea 14)."""

    WRITTEN = "written"  # by a person who speaks it
    MACHINE = "machine"  # by a machine, not yet read by a native speaker
    OUTDATED = "outdated"  # fitted an earlier wording of the source
    MISSING = "missing"


# By name: forty are read for a page of four cards.
STATES = {state.value: state for state in TextState}


class Shown(msgspec.Struct, frozen=True):
    """What is put on the screen: `text` in `language`, and whether that is the language that was asked for."""

    text: str
    language: Language
    state: TextState
    is_fallback: bool = False


class Text(msgspec.Struct, frozen=True):
    """One text in many languages. On disk and wire: `{"source": "nl", "texts": {"nl": ["…", "written"], …}}`."""

    source: str
    texts: dict[str, tuple[str, TextState]]

    @classmethod
    def load(cls, document: Any) -> Self:
        """Read the stored form; what it does not understand is left out, never an error."""
        known = document if isinstance(document, dict) else {}
        stored = known.get("texts")
        pairs = stored.items() if isinstance(stored, dict) else ()
        texts = {
            code: (pair[0], STATES[pair[1]]) for code, pair in pairs if code in BY_CODE and is_pair(pair)
        }
        return cls(str(known.get("source", FALLBACK)), texts)

    @classmethod
    def of(cls, source: str, translations: dict[str, str], *, state: TextState = TextState.MACHINE) -> Self:
        """Make a text whose `source` was written, and whose other languages are in `state`."""
        texts = {
            code: (text, TextState.WRITTEN if code == source else state)
            for code, text in translations.items()
            if text
        }
        return cls(source, texts)

    def state(self, code: str) -> TextState:
        return self.texts[code][1] if code in self.texts else TextState.MISSING

    def shown_in(self, code: str) -> Shown:
        """Return the text for a reader of `code`: hers, else Dutch, else the source, else any; never a blank."""
        for candidate in (code, FALLBACK, self.source, *self.texts):
            text, state = self.texts.get(candidate, ("", TextState.MISSING))
            if text.strip():
                return Shown(text, BY_CODE[candidate], state, is_fallback=candidate != code)
        return Shown("…", BY_CODE[code], TextState.MISSING, is_fallback=True)

    def dump(self) -> dict[str, Any]:
        return {"source": self.source, "texts": {code: list(pair) for code, pair in self.texts.items()}}


def is_pair(pair: Any) -> bool:
    """Say whether a stored value is a text and a state that is known here."""
    return (
        isinstance(pair, list | tuple)
        and len(pair) == 2  # noqa: PLR2004  a pair
        and isinstance(pair[0], str)
        and isinstance(pair[1], str)
        and pair[1] in STATES
    )


class TextColumn(JsonField):
    """A column that holds a `Text`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(load=Text.load, **kwargs)

    def db_value(self, value: Text | None) -> str | None:
        return super().db_value(value.dump() if isinstance(value, Text) else value)
