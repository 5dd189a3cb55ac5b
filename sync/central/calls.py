"""What became of each call is counted and, where asked for, written down: never what it said, nor whence it came."""

import logging
from collections import Counter
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sync.central.metrics import Metrics
    from sync.central.pages import RawPage
    from sync.central.wire import Answer
    from sync.protocol import Judgement

log = logging.getLogger(__name__)


@dataclass
class Account:
    """One call. `replica` is the opaque id of the kiosk, `outcome` "ok" or the word of the problem."""

    call: str
    replica: str = ""
    outcome: str = "ok"
    status: int = 0
    begun: float = 0.0
    milliseconds: float = 0.0
    bytes_in: int = 0
    bytes_out: int = 0
    records: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)


# The account of the call that this thread serves.
opened: ContextVar[Account | None] = ContextVar("opened", default=None)


def begin(call: str, bytes_in: int) -> Account:
    """Open an account for a call of a kiosk."""
    account = Account(call, begun=perf_counter(), bytes_in=bytes_in)
    opened.set(account)
    return account


def end(account: Account, answer: "Answer", metrics: "Metrics | None") -> None:
    """Close the account of a call."""
    opened.set(None)
    account.status = answer.status
    account.milliseconds = round((perf_counter() - account.begun) * 1_000, 1)
    account.bytes_out = len(answer.body)
    if metrics:
        metrics.count(account)
    if log.isEnabledFor(logging.INFO):
        log.info("%s %s", account.call, account.outcome, extra={"account": told(account)})


def told(account: Account) -> dict[str, object]:
    """Return what a line of the log tells of a call."""
    return {name: value for name, value in asdict(account).items() if name != "begun"}


def name(replica: str) -> None:
    """Remember which kiosk calls."""
    if account := opened.get():
        account.replica = replica


def fail(word: str) -> None:
    """Remember why the call is not served."""
    if account := opened.get():
        account.outcome = word


def tell(judgements: "Sequence[Judgement]", pages: "Iterable[RawPage]") -> None:
    """Remember what came of the changes, and how many records went out."""
    account = opened.get()
    if account is None:
        return
    if judgements:
        counted = Counter([judgement.verdict for judgement in judgements])
        account.verdicts = {verdict.value: times for verdict, times in counted.items()}
    account.records = sum(len(page.records) for page in pages)
