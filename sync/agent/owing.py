"""What central said of a batch is written down here while it judges the next one; with no next one, at once."""

from dataclasses import dataclass, replace
from typing import Any

from sync.agent.answer import Answer
from sync.agent.applying import agreed, apply
from sync.agent.erasing import Places
from sync.agent.standing import Standing
from sync.protocol import Change


@dataclass(frozen=True, slots=True)
class Answered:
    """A batch and central's answer to it, of which nothing is written here; `before` is how the kiosk stood then."""

    before: Standing
    changes: list[Change]
    answer: Answer
    is_whole: bool

    @property
    def is_plain(self) -> bool:
        """Say whether all was taken and nothing came: so it is known how the kiosk will stand once that is written."""
        came = any(page.records or page.snapshot or page.more for page in self.answer.pages)
        is_looked_back = bool(self.before.anew or self.before.lost or self.before.reached)
        return self.answer.run is not None and not (came or is_looked_back)

    @property
    def after(self) -> Standing:
        """Return how the kiosk will stand once a plain answer is written."""
        values: dict[str, Any] = agreed(self.before, self.changes, self.answer)
        return replace(self.before, last_contact=self.answer.time, **values)

    def write(self) -> tuple[int, frozenset[str], Places]:
        """Write all of it and return what came and what went. Raises as `apply` does."""
        return apply(self.before, self.changes, self.answer, is_whole=self.is_whole)


class Debt:
    """An answer that is written once, when there is time for it, and in any case before the next one is."""

    def __init__(self, answered: Answered | None = None) -> None:
        self.answered = answered

    def pay(self) -> None:
        answered, self.answered = self.answered, None
        if answered:
            answered.write()
