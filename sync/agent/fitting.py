"""What of an answer by courier still fits, though it is days old."""

import msgspec

from kiosk.security import vault
from sync import courier
from sync.agent import push, room
from sync.agent.answer import Answer, ArrivedPage
from sync.agent.standing import Standing
from sync.courier import MARK_BYTES, Reply
from sync.protocol import Change


def changes(before: Standing, reply: Reply, taken: int) -> list[Change]:
    """Return what waits here in the very words that central judged, up to number `taken` or the first that is not.

    A number may have been emptied since by an erasure, or given anew by a restored card: it is sent again.
    """
    marks = vault.decode(reply.marks)
    last = min(reply.first + len(marks) // MARK_BYTES - 1, taken)
    if not reply.first <= before.acknowledged + 1 <= last:
        return []
    found: list[Change] = []
    for change in push.batch(before.acknowledged, last - before.acknowledged):
        place = (change.n - reply.first) * MARK_BYTES
        if courier.mark(msgspec.json.encode(change)) != marks[place : place + MARK_BYTES]:
            break
        found.append(change)
    return found


def pages(before: Standing, reply: Reply, answer: Answer) -> list[ArrivedPage]:
    """Return the pages that begin where this kiosk has read to; none while the disk is nearly full."""
    here = {} if room.is_low() else before.feeds
    return [
        page
        for page in answer.pages
        if page.feed in here and here[page.feed] == reply.since.get(page.feed, 0)
    ]
