"""What was about either of two records is about the one that stays; undone, each has its own again."""

from collections.abc import Iterable
from uuid import UUID

from kiosk.core import erasure, outbox, today
from kiosk.core.database import database
from kiosk.core.errors import ConflictError, NotFoundError
from kiosk.core.record import kinds
from kiosk.members.models import Merge
from kiosk.members.services import swap
from kiosk.merges import forms, queries
from kiosk.merges.forms import GIVEN_UP, TAKEN
from kiosk.registration.models import Household, Registration, RegistrationStatus
from kiosk.registration.queries import kept_household
from kiosk.retention.queries import owner
from kiosk.seats import services as seats
from kiosk.security import audit
from kiosk.security.keyring import SignedIn
from kiosk.vouching.services import found


class MergedElsewhereError(ConflictError):
    """One of the two has become part of another record meanwhile."""


def merge(one_id: UUID, other_id: UUID, *, taken: set[str], by: SignedIn) -> Merge:
    """Make two records one: which of both stays is `forms.in_order`, `taken` are the fields of the other's that stay.

    All that was about the other one is about her now; of two places on one date one is kept. One transaction; done
    twice it is done once. Raises NotFoundError, MergedElsewhereError.
    """
    with outbox.authored(by.staff.hex):
        kept, absorbed = forms.in_order(found(one_id), found(other_id))
        if (done := queries.standing_merge(kept, absorbed)) is not None:
            return done
        if kept.merged_into or absorbed.merged_into or kept.id == absorbed.id:
            raise MergedElsewhereError
        moved = hand_on(absorbed.id, kept.id)
        absorbed.merged_into = kept.id
        absorbed.save(only=[Household.merged_into])
        moved[TAKEN] = [
            forms.mark(field, kept)
            for field in sorted(taken)
            if swap(forms.FIELDS[field], kept, absorbed, by=by)
        ]
        moved[GIVEN_UP] = [place.hex for place in give_up_doubles(kept.id)]
        made: Merge = Merge.create(
            household=kept.id,
            absorbed=absorbed.id,
            moved={name: ids for name, ids in moved.items() if ids},
            merged_at=today.present(),
        )
        audit.note("neighbours_merged", staff=by.staff, kind=Household.kind(), subject=kept.id.hex)
        return made


def undo(merge_id: UUID, *, by: SignedIn) -> Merge:
    """Tell two records apart again: all goes back that was not changed since. Raises NotFoundError."""
    with outbox.authored(by.staff.hex):
        row: Merge | None = Merge.get_or_none(Merge.id == merge_id)
        if row is None:
            raise NotFoundError
        if row.undone_at is not None:
            return row
        kept, absorbed = found(row.household), found(row.absorbed)
        given_up = row.moved.get(GIVEN_UP, [])
        row.undone_at, row.moved = today.present(), {**row.moved, GIVEN_UP: []}
        row.save(only=[Merge.undone_at, Merge.moved])
        if absorbed.merged_into != kept.id:
            return row
        absorbed.merged_into = None
        absorbed.save(only=[Household.merged_into])
        hand_on(kept.id, absorbed.id, only=row.moved)
        marks = set(row.moved.get(TAKEN, []))
        for field in forms.FIELDS:
            if forms.mark(field, kept) in marks:
                swap(forms.FIELDS[field], kept, absorbed, by=by)
        come_again(given_up)
        audit.note("neighbours_parted", staff=by.staff, kind=Household.kind(), subject=kept.id.hex)
        return row


def hand_on(giver: UUID, taker: UUID, only: dict[str, list[str]] | None = None) -> dict[str, list[str]]:
    """Let all that is about one be about the other, or what of it is named; returns the ids by kind."""
    moved = {}
    for model in queries.followers():
        wanted = None if only is None else set(only.get(model.kind(), []))
        rows = model.select(model.id).where(owner(model) == giver)
        ids = [row.id for row in rows if wanted is None or row.id.hex in wanted]
        if ids:
            model.update({owner(model): taker}).where(model.id.in_(ids)).execute()
            moved[model.kind()] = [identity.hex for identity in ids]
    return moved


def give_up_doubles(household_id: UUID) -> list[UUID]:
    """Keep one place of a household for each date, the best, and give up the others through the seats."""
    given_up = []
    for places in queries.places_by_unit(household_id).values():
        standing = [place for place in places if not place.is_cancelled]
        for double in sorted(standing, key=queries.worth)[1:]:
            seats.withdraw(double)
            given_up.append(double.id)
    return given_up


def come_again(places: Iterable[str]) -> None:
    for place in Registration.select().where(Registration.id.in_([UUID(one) for one in places])):
        if place.is_cancelled:
            seats.change(place, RegistrationStatus.CONFIRMED)


def settle(came: frozenset[str]) -> None:
    """Bring what came from elsewhere to whom it belongs: late records of one that is part of another, and circles.

    Every kiosk comes to the same, whatever came first; done again it changes nothing.
    """
    if not came & {Household.kind(), Merge.kind(), *(model.kind() for model in queries.followers())}:
        return
    merged = list(Household.select().where(Household.merged_into.is_null(False)))
    if not merged:
        return
    with database.atomic():
        for one in merged:
            kept = kept_household(one.id)
            if kept is not None and kept.id == one.id:
                one.merged_into = None
                one.save(only=[Household.merged_into])
                Merge.update(undone_at=today.present()).where(
                    Merge.absorbed == one.id, Merge.undone_at.is_null()
                ).execute()
        homes = queries.homes_of([one.id for one in merged])
        late = queries.owners_among(list(homes))
        for giver in late:
            hand_on(giver, homes[giver])
        # Who takes a second place on a date later on may have her reason: only what a merge brought together counts.
        for household_id in {homes[one] for one in (homes if Merge.kind() in came else late)}:
            give_up_doubles(household_id)
        mend()


def mend() -> None:
    """Give a place back where two kiosks each gave up the other one of two: nobody loses what nobody gave up."""
    rows = [row for row in Merge.select() if row.moved.get(GIVEN_UP)]
    given_up = {place for row in rows for place in row.moved[GIVEN_UP]}
    for places in queries.places_given_up([UUID(place) for place in given_up]):
        best = min(places, key=queries.worth)
        for row in rows:
            left = [place for place in row.moved[GIVEN_UP] if place != best.id.hex]
            if len(left) < len(row.moved[GIVEN_UP]):
                row.moved = {**row.moved, GIVEN_UP: left}
                row.save(only=[Merge.moved])
        seats.change(best, RegistrationStatus.CONFIRMED)


def forget_what_followed(erased: list[tuple[str, str]]) -> None:
    """Erase what came from a record that was forgotten elsewhere, wherever a merge had taken it since."""
    gone = [UUID(record) for record, kind in erased if kind == Household.kind()]
    for row in Merge.select().where(Merge.absorbed.in_(gone), Merge.undone_at.is_null()):
        for kind, ids in row.moved.items():
            model = kinds().get(kind)
            if model is None:
                continue
            wanted = [UUID(one) for one in ids]
            if model is Registration:
                for place in Registration.select().where(Registration.id.in_(wanted)):
                    seats.withdraw(place)
            model.delete().where(model.id.in_(wanted)).execute()
            erasure.scrub(ids)
        blank(row)
        row.delete_instance()


def blank(row: Merge) -> None:
    """Take off the one that stays what it had taken from the one that was forgotten, if it still stands."""
    kept, marks = Household.get_or_none(Household.id == row.household), row.moved.get(TAKEN, [])
    if kept is None:
        return
    for field in ("name", "phone"):
        if forms.mark(field, kept) in marks:
            columns = forms.FIELDS[field]
            for column in columns:
                setattr(kept, column, None)
            kept.save(only=[getattr(Household, column) for column in columns])
            erasure.take_out(kept.id.hex, list(columns))
