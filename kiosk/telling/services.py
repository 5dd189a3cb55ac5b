"""What was told is told: once, by somebody, at some moment; and a slip is taken back."""

from datetime import timedelta
from uuid import UUID

from kiosk.core import outbox, today
from kiosk.registration.models import Notice
from kiosk.security import audit


def tell(notices: list[UUID], *, household: UUID, by: UUID) -> tuple[list[UUID], int]:
    """Write down that a household was told these; return which of them nobody had told yet, and when it was.

    What somebody else told meanwhile stays as she wrote it: nothing is told twice (SPEC idea 5).
    """
    with outbox.authored(by.hex):
        news, now = untold_of(notices), today.present()
        for notice in news:
            notice.told_at = now
            notice.save(only=[Notice.told_at])
        if news:
            audit.note("told_news", staff=by, kind="household", subject=household.hex)
        return [notice.id for notice in news], now


def take_back(notices: list[UUID], told_at: int, *, household: UUID, by: UUID) -> None:
    """Say that she was not told after all; what was told at another moment stays told."""
    with outbox.authored(by.hex):
        slips = list(Notice.select().where(Notice.id.in_(notices), Notice.told_at == told_at))
        for notice in slips:
            notice.told_at = None
            notice.save(only=[Notice.told_at])
        if slips:
            audit.note("untold_news", staff=by, kind="household", subject=household.hex)


def note_no_answer(notices: list[UUID], *, household: UUID, by: UUID) -> None:
    """Write down that nobody answered: she is tried again after all others."""
    with outbox.authored(by.hex):
        news = untold_of(notices)
        for notice in news:
            notice.tried_at = today.present()
            notice.save(only=[Notice.tried_at])
        if news:
            audit.note("tried_to_tell", staff=by, kind="household", subject=household.hex)


def put_off(notices: list[UUID], *, household: UUID, by: UUID) -> None:
    """Leave it for tomorrow: until then she is on nobody's list."""
    with outbox.authored(by.hex):
        news = untold_of(notices)
        tomorrow = (today.now_here().date() + timedelta(days=1)).isoformat()
        for notice in news:
            notice.again_on = tomorrow
            notice.save(only=[Notice.again_on])
        if news:
            audit.note("tried_to_tell", staff=by, kind="household", subject=household.hex)


def untold_of(notices: list[UUID]) -> list[Notice]:
    return list(Notice.select().where(Notice.id.in_(notices), Notice.told_at.is_null()))
