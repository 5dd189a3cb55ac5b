"""Central begins another life of its database at each start, and when it was put back from a copy: what it tells of it.

Up to a certain number each feed is the same in both. Where this kiosk stands in that is told by `going_on.py`.
"""

from sync import protocol
from sync.agent.answer import Answer
from sync.agent.standing import Standing


def common(before: Standing, answer: Answer) -> dict[str, int]:
    """Return the last number of each feed that stands for the same here and at central; nothing where nobody knows.

    A life may have ended twice: central was put back, went on for a while, and then a later copy was put back.
    """
    bounds = before.lives.get(answer.known, {})
    return {feed: min(number, bounds.get(feed, number)) for feed, number in answer.forked.items()}


def heard(before: Standing, answer: Answer) -> dict[str, object]:
    """Return what the state says of central's lives once an answer told which of them it knows."""
    older: dict[str, dict[str, int]] = {}
    if answer.known:
        names = list(before.lives)
        after = names.index(answer.known) + 1 if answer.known in before.lives else 0
        kept = names[after : after + protocol.NAMED_LIVES - 2]
        older = {answer.known: common(before, answer), **{name: before.lives[name] for name in kept}}
    return {"timeline": answer.timeline, "lives": older}


def is_past(before: Standing, answer: Answer) -> bool:
    """Say whether an answer is of a life that ended, or asks about one that did: this kiosk has heard more since."""
    is_other = answer.timeline != before.timeline
    return is_other and (answer.timeline in before.lives or answer.known in before.lives)
