"""What central answered is written down here while it is at the next call; with no next one, at once.

It judges the next batch of what waits here, or reads the next page of what waits there.
"""

from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from kiosk.core.courtesy import courtesy
from sync.agent import erasing
from sync.agent.answer import Answer
from sync.agent.applying import agreed, apply, tell
from sync.agent.erasing import Places
from sync.agent.standing import Standing
from sync.protocol import Change, Verdict

# So many changes are written down in one stroke while somebody is at the screen: whoever registers then waits for
# these, not for a whole batch.
STEP = 100


@dataclass(frozen=True, slots=True)
class Answered:
    """Central's answer to a batch, and what of it is not written here yet; `before` is how the kiosk stands until then.

    `sent` is how many changes the batch had, which are the last of it.
    """

    before: Standing
    changes: list[Change]
    answer: Answer
    is_whole: bool
    sent: int

    @property
    def is_foreseen(self) -> bool:
        """Say whether it is known how the kiosk will stand once this is written, so that the next call goes before."""
        return self.is_plain or self.is_reading

    @property
    def is_plain(self) -> bool:
        """Say whether all was taken and nothing comes or goes: nobody is told then what was written here."""
        came = any(page.records or page.snapshot or page.more for page in self.answer.pages)
        return not (came or self.is_looked_back) and (self.answer.run is not None or self.is_taken)

    @property
    def is_reading(self) -> bool:
        """Say whether nothing was said and pages came, of which nothing left its feed and none begins it anew.

        What was erased is written here before central hears that it was read.
        """
        answer, before = self.answer, self.before
        is_same_life = not before.timeline or answer.timeline == before.timeline
        is_quiet = not (self.sent or before.confirmed) and answer.acknowledged == before.acknowledged
        return (
            is_quiet
            and is_same_life
            and answer.has_more
            and not self.is_looked_back
            and not any(page.snapshot or any(one.gone for one in page.records) for page in answer.pages)
        )

    @property
    def is_looked_back(self) -> bool:
        """Say whether something is still to be seen to of what was read or said before."""
        before = self.before
        return bool(before.anew or before.lost or before.reached or before.left)

    @property
    def is_taken(self) -> bool:
        """Say whether a central that does not speak tersely, or not yet, took everything just as it was."""
        judgements = self.answer.judgements
        return len(judgements) == len(self.changes) and all(
            judgement.verdict is Verdict.ACCEPTED and judgement.version > 0 and not judgement.reason
            for judgement in judgements
        )

    @property
    def after(self) -> Standing:
        """Return how the kiosk will stand once an answer is written that is foreseen."""
        values: dict[str, Any] = agreed(self.before, self.sent, self.answer)
        return replace(self.before, last_contact=self.answer.time, **values)

    def settle(self) -> int:
        """Write all of it, tell what came and went, and return how many records that were. Raises as `apply` does."""
        came, kinds, gone = self.write()
        tell(kinds)
        erasing.tell(gone)
        return came

    def write(self) -> tuple[int, frozenset[str], Places]:
        """Write all of it and return what came and what went. Raises as `apply` does."""
        left = self
        while courtesy.has_company and left.is_plain and len(left.changes) > STEP:
            first, left = left.parted()
            courtesy.let_by()
            apply(first.before, first.changes, first.answer, sent=first.sent)
        courtesy.let_by()
        return apply(left.before, left.changes, left.answer, is_whole=left.is_whole, sent=left.sent)

    def parted(self) -> "tuple[Answered, Answered]":
        """Return the first changes, as if central had heard no more than these, and what is left then."""
        answer = self.answer
        some, rest = answer.judgements[:STEP], answer.judgements[STEP:]
        heard = structs.replace(answer, acknowledged=some[-1].n, judgements=some, pages=[])
        first = replace(self, changes=self.changes[:STEP], answer=heard, is_whole=False, sent=0)
        left = structs.replace(answer, judgements=rest)
        return first, replace(self, before=first.after, changes=self.changes[STEP:], answer=left)


class Debt:
    """An answer that is written once, when there is time for it, and in any case before the next one is.

    `pulled` is how many records came with it, once it is written.
    """

    def __init__(self, answered: Answered | None = None) -> None:
        self.answered = answered
        self.pulled = 0

    def pay(self) -> None:
        answered, self.answered = self.answered, None
        if answered:
            self.pulled = answered.settle()
