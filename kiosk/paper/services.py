"""A sheet is remembered when it is printed, and forgotten when it can hardly come back."""

from datetime import date
from uuid import UUID

from kiosk.activities.models import Offer
from kiosk.core import outbox, today
from kiosk.core.database import database
from kiosk.core.errors import InvalidInputError
from kiosk.core.settings import Settings
from kiosk.paper import queries
from kiosk.paper.models import Form, Sheet


def make_week(monday: date, *, by: UUID) -> Sheet:
    """Make the sheet of a week. Raises InvalidInputError for a week in which nothing happens."""
    dates = queries.dates_of_week(monday)
    if not dates:
        raise InvalidInputError("nothing happens in this week")
    return keep(Form.WEEK, [one.hex for one in dates], by=by)


def make_roster(offer: Offer, *, by: UUID) -> Sheet:
    """Make the list of a date: who comes, who waits, and blank lines for who walks in."""
    people = queries.expected(offer.series, offer.occurrence.id)
    lines = [one.id.hex for one in people] + [""] * queries.BLANK_LINES
    return keep(Form.ROSTER, lines, occurrence=offer.occurrence.id, by=by)


def keep(form: Form, lines: list[str], *, by: UUID, occurrence: UUID | None = None) -> Sheet:
    with outbox.authored(by.hex), database.atomic():
        made: Sheet = Sheet.create(
            form=form,
            number=queries.free_number(),
            occurrence=occurrence,
            lines=lines,
            printed_at=today.present(),
        )
    return made


def forget_old(_settings: Settings) -> None:
    """Forget sheets that will not come back; a task of the night."""
    with database.atomic():
        Sheet.delete().where(Sheet.printed_at < queries.oldest()).execute()
