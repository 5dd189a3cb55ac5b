"""Who must still be told what: those whom somebody here may reach, and those whom nobody keeps, by their ticket."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import Expression

from kiosk.activities.models import Activity, Occurrence
from kiosk.core import state
from kiosk.core.errors import NotFoundError
from kiosk.core.today import now_here
from kiosk.registration.models import Household, Notice, NoticeReason, Registration, RegistrationStatus
from kiosk.vouching.queries import opened, seen_by

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

CALLS_OF_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: what happened, and to which date of which activity; None for what has not arrived here."""

    notice: Notice
    registration: Registration
    date: Occurrence | None = None
    activity: Activity | None = None


@dataclass(slots=True)
class Call:
    """A household that must be told, with all of its news, oldest first; `is_seen` where her name may be read."""

    household: Household
    is_seen: bool
    news: list[News] = field(default_factory=list)

    @property
    def ticket(self) -> Registration:
        return self.news[0].registration

    @property
    def tried_at(self) -> int | None:
        return max((one.notice.tried_at for one in self.news if one.notice.tried_at), default=None)

    @property
    def turn(self) -> tuple[int, int, UUID]:
        """When it is her turn: first who was not tried yet, oldest news first."""
        return self.tried_at or 0, min(one.notice.arose_at for one in self.news), self.household.id

    def is_for_today(self, tomorrow: str) -> bool:
        """Say whether she is on the list: not while all of it was put off until the day that is tomorrow.

        Only that one day hides her, so that no clock that jumps ever keeps her from being told (G9).
        """
        return any(one.notice.again_on != tomorrow for one in self.news)


def calls(signed_in: "SignedIn") -> list[Call]:
    """Return whom she can tell something today, in the order of their turn."""
    tomorrow = (now_here().date() + timedelta(days=1)).isoformat()
    found = gathered(open_notices(signed_in))
    return sorted((call for call in found if call.is_for_today(tomorrow)), key=lambda call: call.turn)


def call(household_id: UUID, signed_in: "SignedIn") -> Call | None:
    """Return what a household must be told, None when all of it was. Raises NotFoundError for nobody of hers."""
    found = gathered(open_notices(signed_in).where(Household.id == household_id))
    if (
        not found
        and not Household.select().where((Household.id == household_id) & reached_by(signed_in)).exists()
    ):
        raise NotFoundError
    return found[0] if found else None


def reached_by(signed_in: "SignedIn") -> Expression:
    """Return the condition for whom she tells: whom she sees, and whom nobody keeps."""
    return seen_by(signed_in) | is_nobodys()


def is_nobodys() -> Expression:
    """Return the condition for who came by herself, or who did not invite the key mother that registered her."""
    left = Household.confirmed_at.is_null(False) & (Household.is_open_to_voucher == False)  # noqa: E712  SQL
    return (
        Household.merged_into.is_null()
        & Household.kept_by.is_null()
        & (Household.vouched_by.is_null() | left)
    )


def open_notices(signed_in: "SignedIn") -> Any:
    """Return a query of what was not told: rows of `id`, and whether her name may be read (`is_seen`).

    What another centre tells is not on the list here, and what is to be told here of another centre's date is.
    """
    centre = state.get("centre")
    return (
        Notice.select(Notice, Registration, Household, seen_by(signed_in).alias("is_seen"))
        .join(Registration, on=(Registration.id == Notice.registration), attr="place")
        .join(Household, on=(Household.id == Registration.household), attr="whose")
        .where(
            Notice.told_at.is_null(),
            Notice.recipient.is_null() | (Notice.recipient == centre),
            Registration.status != RegistrationStatus.CANCELLED,
            reached_by(signed_in),
        )
        .order_by(Notice.arose_at, Notice.id)
    )


def gathered(notices: Any) -> list[Call]:
    """Put notices together by household, leaving out what nobody needs to hear any more."""
    rows = list(notices)
    dates, activities = dates_about(rows), activities_about(rows)
    now = now_here()
    found: dict[UUID, Call] = {}
    for row in rows:
        place = row.place
        date = dates.get(row.occurrence or place.series)
        if not is_worth_telling(row, date, now):
            continue
        call = found.setdefault(place.whose.id, Call(place.whose, is_seen=bool(row.is_seen)))
        call.news.append(News(row, place, date, activities.get(place.activity)))
    return list(found.values())


def is_worth_telling(notice: Notice, date: Occurrence | None, now: datetime) -> bool:
    """Say whether it still matters: a date that is over does not, nor where one will be that was called off since."""
    if date is None:
        return True
    return date.ends_at > now and (notice.reason == NoticeReason.DATE_CANCELLED or not date.is_cancelled)


def dates_about(rows: list[Any]) -> dict[UUID, Occurrence]:
    """Return the dates that notices are about, by id; for a whole series its next one, by the series' id."""
    named = {row.occurrence for row in rows if row.occurrence}
    whole = {row.place.series for row in rows if not row.occurrence}
    found = {date.id: date for date in Occurrence.select().where(Occurrence.id.in_(named))}
    by_series: dict[UUID, list[Occurrence]] = defaultdict(list)
    for date in Occurrence.select().where(Occurrence.series.in_(whole)).order_by(Occurrence.starts_at):
        by_series[date.series].append(date)
    now = now_here()
    for series, dates in by_series.items():
        coming = [date for date in dates if date.ends_at > now and not date.is_cancelled]
        found[series] = (coming or dates)[0]
    return found


def activities_about(rows: list[Any]) -> dict[UUID, Activity]:
    ids = {row.place.activity for row in rows}
    return {activity.id: activity for activity in Activity.select().where(Activity.id.in_(ids))}


def name_of(call: Call, signed_in: "SignedIn") -> str:
    """Return her name for whom may read it, "" for everybody else."""
    return opened(call.household, "name_sealed", signed_in) if call.is_seen else ""


def phone_of(call: Call, signed_in: "SignedIn") -> str:
    """Return her telephone number, which is kept only while she wants to be called; "" for who may not read it."""
    return opened(call.household, "phone_sealed", signed_in) if call.is_seen else ""
