"""Once a day, when nothing waits, this kiosk asks central whether both hold the same; what differs is fetched (G16)."""

import base64
import binascii
import logging
from contextlib import closing
from dataclasses import dataclass, field

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import READING, database
from kiosk.core.errors import ConflictError
from sync import digest
from sync.agent import absence, applying, erasing, holding, mending, standing, tables
from sync.agent.answer import Arrived
from sync.agent.errors import AgentError, UnreadableAnswerError
from sync.agent.exchange import exchange_until_done
from sync.agent.standing import Standing
from sync.agent.transport import Line, Transport
from sync.comparison import CompareRequest
from sync.digest import Digest

PATH = "/v1/compare"
HOUR = 60 * 60 * 1_000
# A little over a day at most; by the kiosk's own name, so that not all of them come at once.
EARLIEST, SPREAD = 20 * HOUR, 6 * HOUR
log = logging.getLogger(__name__)


class Comparison(msgspec.Struct, frozen=True):
    """`comparison.CompareAnswer` with records as they came."""

    cursor: int
    is_same: bool = False
    buckets: str = ""
    records: list[Arrived] = []
    given: list[int] = []
    timeline: str = ""


@dataclass
class Findings:
    """What a comparison found: feeds that are the same, those that moved meanwhile, and what was mended, (id, kind)."""

    same: int = 0
    moved: int = 0
    fetched: list[tuple[str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    is_ready: bool = True

    @property
    def mended(self) -> int:
        return len(self.fetched) + len(self.told) + len(self.gone)

    def text(self) -> str:
        """Return the lines that `run.py sync --compare` prints, in English, for whoever sits at the terminal."""
        if not self.is_ready:
            return "nothing was compared: something still waits here"
        lines = [f"the same in {self.same} feed{'' if self.same == 1 else 's'}"]
        if self.moved:
            lines.append(f"not compared, as somebody was writing: {self.moved}")
        for what, records in (
            ("fetched anew", self.fetched),
            ("told again", self.told),
            ("taken away", self.gone),
            ("left, as central refused it", self.refused),
        ):
            lines += [f"{what}: {kind} {record}" for record, kind in records]
        return "\n".join(lines)


def tell() -> str:
    """Compare now, exchange what is told again, and return what to say of it. Raises ConflictError, in a sentence."""
    try:
        enrolled = standing.read_enrolled()
        with closing(Transport(enrolled.central, enrolled.token)) as line:
            found = compare(line)
            report = exchange_until_done(line) if found.told else None
    except AgentError as error:
        # Only a central of before version 2 does not know the question.
        reason = "central is too old for it" if error.word == "not_found" else error.word
        raise ConflictError(f"It was not compared to the end: {reason}.") from error
    if report and not report.is_synced:
        raise ConflictError(f"{found.text()}\n{report.text()}")
    return found.text()


def compare_when_due(line: Line) -> None:
    """Compare if the last time was a day ago, by central's time. Never raises AgentError."""
    before = standing.read()
    compared_at = state.get("compared_at")
    if compared_at is None or compared_at > before.last_contact:
        # The first day begins with the first contact.
        state.put(compared_at=before.last_contact)
    elif before.last_contact - compared_at >= interval(before):
        try:
            compare(line)
        except AgentError as error:
            log.warning("nothing was compared: %s", error.word)
            state.put(compared_at=before.last_contact - interval(before) + HOUR)


def interval(before: Standing) -> int:
    return EARLIEST + int(before.replica[-4:] or "0", 16) * SPREAD // 0x1_0000


def compare(line: Line) -> Findings:
    """Compare every feed and mend what differs. Raises AgentError; what was mended until then stays mended."""
    before = standing.read_enrolled()
    found = Findings()
    # One state, for as long as it is read; nobody waits for it who writes.
    with database.atomic(READING):
        found.is_ready = is_quiet(before)
        own = holding.sums(before) if found.is_ready else {}
    for feed, sums in own.items():
        compare_feed(line, before, feed, sums, found)
    if found.is_ready:
        remember(before, found)
    return found


def is_quiet(before: Standing) -> bool:
    """Say whether all was said and all was read: only then are both ends meant to hold the same."""
    is_reading = any((before.anew, before.lost, before.continues))
    return not is_reading and outbox.head() == before.acknowledged and not outbox.Outbox.select().exists()


def compare_feed(line: Line, before: Standing, feed: str, sums: Digest, found: Findings) -> None:
    cursor = before.feeds[feed]
    told = base64.b64encode(sums.whole).decode()
    answer = ask(line, CompareRequest(feed, cursor, digest=told))
    is_moved = has_moved(before, cursor, answer)
    if answer.is_same and not is_moved:
        found.same += 1
        return
    wanted = [] if is_moved else differing(sums, answer)
    while wanted and not is_moved:
        answer = ask(line, CompareRequest(feed, cursor, buckets=wanted))
        is_moved = has_moved(before, cursor, answer) or not answer.given
        if not is_moved:
            mend(before, feed, answer, found)
            wanted = [bucket for bucket in wanted if bucket not in answer.given]
    found.moved += is_moved


def has_moved(before: Standing, cursor: int, answer: Comparison) -> bool:
    """Say whether the feed goes on at central, or its numbers may mean something else there: exchange first."""
    return answer.cursor != cursor or answer.timeline not in {"", before.timeline}


def ask(line: Line, wish: CompareRequest) -> Comparison:
    try:
        return msgspec.json.decode(line.call(PATH, wish), type=Comparison)
    # A body may also nest deeper than Python goes.
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableAnswerError(type(error).__name__) from error


def differing(sums: Digest, answer: Comparison) -> list[int]:
    try:
        return sums.differing(base64.b64decode(answer.buckets, validate=True))
    except (ValueError, binascii.Error) as error:
        raise UnreadableAnswerError("these are no sums") from error


def mend(before: Standing, feed: str, answer: Comparison, found: Findings) -> None:
    """Lay in what central holds of some buckets where it is another here, and settle what it does not hold."""
    here = holding.in_buckets(before, feed, answer.given)
    there = {one.id: one for one in answer.records}
    fetched = [one for one in answer.records if is_other(one, here)]
    extra = [one for name, one in here.items() if name not in there]
    done = mending.mend(before, feed, fetched, extra)
    found.fetched += done.fetched
    found.told += done.told
    found.gone += done.gone
    found.refused += done.refused
    applying.tell(done.kinds)
    erasing.tell(done.erased)


def is_other(one: Arrived, here: dict[str, holding.Holding]) -> bool:
    known = here.get(one.id)
    if one.gone:
        return known is not None
    return known is None or known.number != digest.number_of(
        one.id, one.kind, digest.opened(bytes(one.fields))
    )


def remember(before: Standing, found: Findings) -> None:
    """Remember when it was, and what was mended in all; central's time, as the kiosk's own may be wrong (G9)."""
    with database.atomic():
        for kind in tables.models():
            absence.sweep(kind)
        state.put(compared_at=before.last_contact, repaired=state.get("repaired", 0) + found.mended)
    if found.mended:
        log.warning("%d records were other than central's and are mended", found.mended)
