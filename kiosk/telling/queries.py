"""Who must still be told what: those whom somebody here may reach, and those whom nobody keeps, by their ticket."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec
from peewee import JOIN, Expression

from kiosk.activities.models import Activity, Occurrence
from kiosk.core import state
from kiosk.core.errors import NotFoundError
from kiosk.core.today import now_here
from kiosk.registration.models import Household, Notice, NoticeReason, Registration, RegistrationStatus
from kiosk.registration.queries import who_may_be_called
from kiosk.vouching.queries import opened, seen_by

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

CALLS_OF_A_PAGE = 12


class News(NamedTuple):
    """One thing to tell, and about which place: as little of it as a list needs; moments in milliseconds since 1970."""

    id: UUID
    reason: str
    arose_at: int
    tried_at: int | None
    again_on: str | None
    occurrence: UUID | None
    series: UUID
    activity: UUID
    dye: str
    animal: str
    number: int
    household: UUID
    language: str
    is_seen: bool


class Call(msgspec.Struct):
    """A household that must be told: all of its news, oldest first, each with the date it is about if that is here.

    `is_seen` where her name may be read.
    """

    household: UUID
    language: str
    is_seen: bool
    news: list[tuple[News, Occurrence | None]] = []

    @property
    def ticket(self) -> News:
        return self.news[0][0]

    @property
    def tried_at(self) -> int | None:
        return max((one.tried_at for one, _date in self.news if one.tried_at), default=None)

    @property
    def turn(self) -> tuple[int, int, UUID]:
        """When it is her turn: first who was not tried yet, oldest news first."""
        return self.tried_at or 0, min(one.arose_at for one, _date in self.news), self.household

    def is_for_today(self, tomorrow: str) -> bool:
        """Say whether she is on the list: not while all of it was put off until the day that is tomorrow.

        Only that one day hides her, so that no clock that jumps ever keeps her from being told (G9).
        """
        return any(one.again_on != tomorrow for one, _date in self.news)


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
    """Return a query of what was not told and she may tell: rows of `News`.

    What another centre tells is not on the list here, and what is to be told here of another centre's date is.
    """
    columns = (
        *(Notice.id, Notice.reason, Notice.arose_at, Notice.tried_at, Notice.again_on, Notice.occurrence),
        *(Registration.series, Registration.activity),
        *(Registration.dye, Registration.animal, Registration.number),
        *(Household.id, Household.language, seen_by(signed_in)),
    )
    # CROSS: the few notices first. Left to itself SQLite walks through all households, and their places.
    return (
        Notice.select(*columns)
        .join(Registration, JOIN.CROSS)
        .join(Household, JOIN.CROSS)
        .where(
            Registration.id == Notice.registration,
            Household.id == Registration.household,
            Notice.told_at.is_null(),
            Notice.recipient.is_null() | (Notice.recipient == state.get("centre")),
            Registration.status != RegistrationStatus.CANCELLED,
            reached_by(signed_in),
        )
        .order_by(Notice.arose_at, Notice.id)
        .tuples()
    )


def gathered(notices: Any) -> list[Call]:
    """Put notices together by household, leaving out what nobody needs to hear any more."""
    rows = [News(*row) for row in notices]
    dates, now = dates_about(rows), now_here()
    found: dict[UUID, Call] = {}
    for one in rows:
        date = dates.get(one.occurrence or one.series)
        if is_worth_telling(one.reason, date, now):
            call = Call(one.household, one.language, is_seen=bool(one.is_seen))
            found.setdefault(one.household, call).news.append((one, date))
    return list(found.values())


def is_worth_telling(reason: str, date: Occurrence | None, now: datetime) -> bool:
    """Say whether it still matters: a date that is over does not, nor where one will be that was called off since."""
    if date is None:
        return True
    return date.ends_at > now and (reason == NoticeReason.DATE_CANCELLED or not date.is_cancelled)


def dates_about(rows: list[News]) -> dict[UUID, Occurrence]:
    """Return the dates that news are about, by id; for a whole series its next one, by the series' id."""
    named = {one.occurrence for one in rows if one.occurrence}
    whole = {one.series for one in rows if not one.occurrence}
    found = {date.id: date for date in Occurrence.select().where(Occurrence.id.in_(named))}
    by_series: dict[UUID, list[Occurrence]] = defaultdict(list)
    for date in Occurrence.select().where(Occurrence.series.in_(whole)).order_by(Occurrence.starts_at):
        by_series[date.series].append(date)
    now = now_here()
    for series, dates in by_series.items():
        coming = [date for date in dates if date.ends_at > now and not date.is_cancelled]
        found[series] = (coming or dates)[0]
    return found


def activities_about(call: Call) -> dict[UUID, Activity]:
    """Return the activities that she must be told something about, as far as they are here."""
    ids = {one.activity for one, _date in call.news}
    return {activity.id: activity for activity in Activity.select().where(Activity.id.in_(ids))}


def names_of(shown: list[Call], signed_in: "SignedIn") -> dict[UUID, str]:
    """Return the names of those on a page, by household: of whom may be read by her who looks."""
    ids = [call.household for call in shown if call.is_seen]
    rows = Household.select(Household.id, Household.name_sealed).where(Household.id.in_(ids))
    return {row.id: opened(row, "name_sealed", signed_in) for row in rows}


def who_can_be_called(shown: list[Call]) -> set[UUID]:
    """Return the households on a page that left a number and said yes to being called, as far as they may be seen."""
    ids = [call.household for call in shown if call.is_seen]
    rows = Household.select(Household.id).where(Household.id.in_(ids), Household.phone_sealed.is_null(False))
    return who_may_be_called([row.id for row in rows])


def phone_of(call: Call, signed_in: "SignedIn") -> str:
    """Return her telephone number; "" for who may not read it, or while she has not said yes to being called."""
    is_open = call.household in who_can_be_called([call])
    row = Household.get_or_none(Household.id == call.household) if is_open else None
    return "" if row is None else opened(row, "phone_sealed", signed_in)
