"""An answer by courier is days old: what still fits is laid in, and the rest is set aside without harm."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from kiosk.core import outbox, state
from sync import bundle, courier
from sync.agent import answer as answers
from sync.agent import (
    applying,
    epochs,
    erasing,
    exchange,
    fitting,
    going_on,
    laying,
    lives,
    resending,
    standing,
    stick,
    witness,
)
from sync.agent.answer import Answer
from sync.agent.carried import Carried
from sync.agent.errors import RestoredError, SetBackError, StaleAnswerError
from sync.agent.posting import NoLine, look_back, reply_key
from sync.agent.standing import Standing
from sync.agent.stick import Found
from sync.bundle import BundleError, CutBundleError, Direction
from sync.courier import Reply

NOTHING, OTHERS, OLD = "no_bundle", "foreign_bundle", "old_bundle"
CUT, FORGED, BEGUN_ANEW = "cut_bundle", "forged_bundle", "begun_anew"


@dataclass(slots=True)
class Tally:
    """What the replies of one bundle did so far."""

    changes: int = 0
    records: int = 0
    fitted: int = 0
    has_more: bool = False
    word: str = ""

    def carried(self) -> Carried:
        word = self.word or ("" if self.fitted else OLD)
        return Carried(word, self.changes, self.records, left(), self.has_more)


def take_in(place: Path) -> Carried:
    """Take in every answer for this kiosk on a stick, or the one in a file; the newest first, as it knows the most.

    Raises OSError, NotEnrolledError, StaleAnswerError when another exchange was applied meanwhile.
    """
    enrolled = look_back()
    found = stick.find(place)
    ours = [one for one in found if one.head.replica == enrolled.replica]
    if not ours:
        return Carried(OTHERS if found else NOTHING, left=left())
    came = [take_in_one(one, enrolled) for one in ours]
    witness.write()
    good = [one for one in came if not one.word]
    if not good:
        return came[0]
    return Carried(
        "", sum(one.changes for one in good), sum(one.records for one in good), left(), good[0].has_more
    )


def take_in_one(found: Found, enrolled: Standing) -> Carried:
    """Take in one bundle once it was read to its end, and take it off the stick; a damaged one changes nothing."""
    try:
        for _reply in replies(found):
            pass
        if found.head.epoch != enrolled.epoch:
            return Carried(OLD, left=left())
        tally = Tally()
        for reply in replies(found):
            lay_in(reply, tally, found.head.epoch)
    except SetBackError as error:
        epochs.begin(epochs.still(found.head.epoch), error.reason)
        return Carried(BEGUN_ANEW, left=left())
    except CutBundleError:
        return Carried(CUT, left=left())
    except BundleError:
        return Carried(FORGED, left=left())
    if not tally.word:
        stick.clear(found, enrolled.replica)
    return tally.carried()


def replies(found: Found) -> Iterator[Reply]:
    """Yield the replies in a bundle, one at a time. Raises BundleError, OSError."""
    with found.path.open("rb") as file:
        opened = bundle.read_head(file, Direction.DOWN)
        signer = state.get("central_signing_key", "")
        for piece in bundle.pieces(file, opened, signer=signer, reader=reply_key()):
            yield courier.decoded(courier.unpacked(piece), Reply)


def lay_in(reply: Reply, tally: Tally, epoch: str) -> None:
    """Apply what still fits of one reply, as if it had come over the line just now.

    Raises SetBackError where one of the two databases turns out to be an earlier copy.
    """
    before = standing.read_enrolled()
    if before.epoch != epoch:
        return
    if reply.problem:
        tally.word = problem_of(reply, before)
        return
    answer = answers.read(bytes(reply.answer))
    if before.lost:
        # The one thing that was asked: where the timelines of central part.
        # Where the worker has heard it over the line meanwhile, this is old news.
        with suppress(StaleAnswerError):
            resending.hear(before, answer)
            resending.finish(NoLine())
            tally.fitted += 1
        return
    while not (lives.is_past(before, answer) or lay(before, reply, answer, tally)):
        before = standing.read_enrolled()
    kinds, gone = laying.finish()
    exchange.tell(kinds)
    erasing.tell(gone)


def problem_of(reply: Reply, before: Standing) -> str:
    """Return the word of what central did not serve, "" when that is old news. Raises SetBackError."""
    word = reply.problem.error if reply.problem else ""
    if 0 < reply.first <= before.acknowledged:
        return ""
    if word in exchange.SET_BACK:
        raise exchange.SET_BACK[word]("one of the two was put back")
    return word


def has_moved(before: Standing, answer: Answer) -> bool:
    """Go on in the life of the answer if nothing was lost, and say whether the kiosk stands otherwise than before."""
    with suppress(StaleAnswerError):
        return bool(before.timeline) and going_on.adopt(before, answer)
    return True


def lay(before: Standing, reply: Reply, answer: Answer, tally: Tally) -> bool:
    """Apply what fits to `before`; return whether no other exchange came between, so that it is done.

    Raises CentralRestoredError where central lives another life and has lost something, and then took nothing, too.
    """
    if has_moved(before, answer):
        return False
    applying.require_same_life(before, answer)
    # Whatever this kiosk knows to be acknowledged is in those pages; older ones would undo it here.
    if answer.acknowledged < before.acknowledged:
        return True
    if answer.acknowledged > outbox.head():
        raise RestoredError("central holds changes that this database has not made")
    changes, pages = fitting.changes(before, reply, answer.acknowledged), fitting.pages(before, reply, answer)
    acknowledged = changes[-1].n if changes else before.acknowledged
    if answer.acknowledged > acknowledged:
        # They speak of changes of this kiosk that are to be sent again first.
        pages = []
    if not (changes or pages) and (reply.marks or answer.pages):
        return True
    fit = replace(answer, acknowledged=acknowledged, pages=pages)
    is_whole = before.feeds == reply.since and len(pages) == len(answer.pages)
    try:
        pulled, kinds, erased = exchange.apply(before, changes, fit, is_whole=is_whole, is_carried=True)
    except StaleAnswerError:
        return False
    exchange.tell(kinds)
    erasing.tell(erased)
    tally.changes += len(changes)
    tally.records += pulled
    tally.fitted += 1
    tally.has_more = answer.has_more
    return True


def left() -> int:
    """Return how many changes wait for central."""
    return max(0, outbox.head() - standing.read().acknowledged)
