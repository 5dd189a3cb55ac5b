"""What became of each call is counted and, where asked for, written down: never what it said, nor whence it came."""

import logging
from collections import Counter
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from flask import Response, current_app, g, has_app_context, request

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sync.central.metrics import Metrics
    from sync.central.pages import RawPage
    from sync.protocol import Judgement

log = logging.getLogger(__name__)
# The calls that are counted: those of kiosks.
COUNTED = {"api.exchange": "exchange", "api.enrol": "enrol", "api.compare": "compare", "api.rotate": "rotate"}


@dataclass
class Account:
    """One call. `replica` is the opaque id of the kiosk, `outcome` "ok" or the word of the problem."""

    call: str
    replica: str = ""
    outcome: str = "ok"
    status: int = 0
    milliseconds: float = 0.0
    bytes_in: int = 0
    bytes_out: int = 0
    records: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)


def begin() -> None:
    """Open an account for a call of a kiosk."""
    call = COUNTED.get(request.endpoint or "")
    if call:
        g.account = Account(call, bytes_in=request.content_length or 0)
        g.begun = perf_counter()


def end(response: Response) -> None:
    """Close the account of the call, if it has one."""
    account: Account | None = g.pop("account", None)
    if account is None:
        return
    account.status = response.status_code
    account.milliseconds = round((perf_counter() - g.begun) * 1_000, 1)
    account.bytes_out = response.content_length or 0
    metrics: Metrics | None = current_app.extensions.get("metrics")
    if metrics:
        metrics.count(account)
    if log.isEnabledFor(logging.INFO):
        log.info("%s %s", account.call, account.outcome, extra={"account": asdict(account)})


def current() -> Account | None:
    """Return the account of the call that this thread serves, if it serves one that is counted."""
    return g.get("account") if has_app_context() else None


def name(replica: str) -> None:
    """Remember which kiosk calls."""
    if account := current():
        account.replica = replica


def fail(word: str) -> None:
    """Remember why the call is not served."""
    if account := current():
        account.outcome = word


def tell(judgements: "Sequence[Judgement]", pages: "Iterable[RawPage]") -> None:
    """Remember what came of the changes, and how many records went out."""
    account = current()
    if account is None:
        return
    if judgements:
        account.verdicts = dict(Counter([judgement.verdict.value for judgement in judgements]))
    account.records = sum(len(page.records) for page in pages)
