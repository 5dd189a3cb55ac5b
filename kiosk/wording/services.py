"""A text gets its words in one language, or somebody who speaks it says that they are right."""

from uuid import UUID

from kiosk.core.errors import InvalidInputError
from kiosk.core.text import Text, TextState
from kiosk.planning import queries as planning
from kiosk.planning.services import tell
from kiosk.wording.queries import text_of


def approve(activity_id: UUID, name: str, code: str, *, seen: str, by: UUID) -> None:
    """Say that a text is right in a language. `seen` is what she read: if it was changed since, nothing is said.

    Raises NotFoundError, NotAllowedError for another centre's, InvalidInputError where there are no words.
    """
    text = text_of(planning.own(activity_id), name)
    words, _state = text.texts.get(code, ("", TextState.MISSING))
    if not words.strip():
        raise InvalidInputError
    if words == seen:
        written = Text(text.source, text.texts | {code: (words, TextState.WRITTEN)})
        tell(activity_id, {name: written}, by=by)


def write(activity_id: UUID, name: str, code: str, words: str, *, by: UUID) -> None:
    """Write a text in a language; where that is its source, the other languages may not fit any more."""
    text = text_of(planning.own(activity_id), name)
    tell(activity_id, {name: planning.reword(text, code, words)}, by=by)
