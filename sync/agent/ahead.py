"""While central judges a batch the next one is read and packed; it goes if all before it was plainly taken."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from kiosk.core.courtesy import courtesy
from sync import protocol
from sync.agent import push, standing
from sync.agent.begun import Begun
from sync.agent.owing import Debt
from sync.agent.standing import Standing
from sync.agent.transport import Line, Transport
from sync.protocol import Change, ExchangeRequest

NOTHING: dict[str, Any] = {}
# Where so many changes wait, so many go first.
VERY_MANY, FIRST = 2 * protocol.MAX_CHANGES, protocol.MAX_CHANGES // 2


@dataclass(frozen=True, slots=True)
class Following:
    """At most `rows` changes after number `acknowledged`, packed before it is known whether they are the next ones."""

    acknowledged: int
    rows: int
    changes: list[Change]
    begun: Begun

    def fits(self, before: Standing) -> bool:
        return (self.acknowledged, self.rows) == (before.acknowledged, before.batch_rows)


class Meanwhile:
    """One batch, and what there is to do while central judges it: to pay the `debt` and to get the next one ready."""

    def __init__(self, before: Standing, debt: Debt, ready: Following | None = None) -> None:
        self.before = before
        self.debt = debt
        self.ready = ready if ready and ready.fits(before) else None
        self.following: Following | None = None
        self.changes: list[Change] = []

    def batch(self, waiting: int) -> list[Change]:
        """Return the changes to send of so many that wait, read now unless they were before.

        At first they are fewer of very many, as central begins sooner then.
        """
        before, ready = self.before, self.ready
        is_first = self.debt.answered is None
        rows = min(before.batch_rows, FIRST if is_first and waiting >= VERY_MANY else protocol.MAX_CHANGES)
        self.changes = ready.changes if ready else push.batch(before.acknowledged, rows)
        return self.changes

    @cached_property
    def frames(self) -> list[Change]:
        """The changes without what they say: that has been heard, and the next batch comes to stand in memory."""
        return [replace(change, fields=NOTHING) for change in self.changes]

    def call(self, line: Line, path: str, message: ExchangeRequest) -> bytes:
        """Send the batch; what is owed is paid then, or right after it, whatever became of the call."""
        if isinstance(line, Transport):
            line.meanwhile = self.work
            line.begun = self.ready.begun if self.ready and message.changes else None
        try:
            return line.call(path, message)
        finally:
            self.debt.pay()

    def work(self) -> None:
        self.debt.pay()
        if not self.frames or not push.has_more(self.frames[-1].n):
            return
        last, rows = self.frames[-1].n, standing.grown(self.before, len(self.frames))
        courtesy.let_by()
        found = push.batch(last, rows)
        courtesy.let_by()
        self.following = Following(last, rows, found, Begun(found))
