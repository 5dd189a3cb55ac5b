"""Forgetting: who is forgotten leaves freed places, and a gap where she was that nothing fills again."""

from typing import Any
from uuid import UUID

from kiosk.activities.models import Series
from kiosk.activities.queries import is_home
from kiosk.core import erasure, state
from kiosk.core.database import database
from kiosk.core.record import Record, kinds
from kiosk.core.settings import Settings
from kiosk.registration.models import Household, Notice, Registration
from kiosk.registration.queries import one_family
from kiosk.registration.services import recount
from kiosk.retention import queries
from kiosk.retention.models import Lives
from kiosk.retention.queries import about_households, field_of, owner
from kiosk.seats.services import seat_waiting

Rows = dict[type[Record], list[UUID]]


def forget_household(household_id: UUID) -> None:
    """Erase a household and all that is about it: places, consents, notices, cards, and what was sealed to its card.

    One transaction. Her places go to who waits. Each erasure travels; central's tombstone absorbs every later change
    (DESIGN 4, G14). What waited to be sent is emptied, and the file swept; a caller with a transaction of its own
    sweeps after it (`erasure.sweep`). Who is not here any more is forgotten without complaint.
    """
    erase_household(household_id)
    erasure.sweep()


def erase_household(household_id: UUID) -> None:
    """Do the same without sweeping, where many are forgotten one after the other."""
    with database.atomic():
        family = one_family(household_id)
        rows = rows_about(family)
        freed = list(Registration.select().where(Registration.household.in_(family)))
        erase({Household: family, **rows})
        give_on(freed)


def rows_about(family: list[UUID]) -> Rows:
    """Return the ids of all records about a household and what is the same as it, by model, whatever their room."""
    rows = {model: ids_where(model, owner(model).in_(family)) for model in about_households()}
    rows[Notice] = own_notices(rows[Registration])
    rows |= sealed_to(card_keys(family))
    return rows | answers_about([*family, *(identity for ids in rows.values() for identity in ids)])


def answers_about(records: list[UUID], *, fields: list[str] | None = None) -> Rows:
    """Return what is kept of values that did not stand, about these records: all, or those of some fields."""
    conflict = kinds().get("conflict")
    about, named = (field_of(conflict, name) if conflict else None for name in ("about", "field"))
    if conflict is None or about is None or named is None:
        return {}
    condition = about.in_(records)
    return {conflict: ids_where(conflict, condition if fields is None else condition & named.in_(fields))}


def own_notices(registrations: list[UUID]) -> list[UUID]:
    """Return what this centre wrote down to be told; what another one sent here, it takes back itself."""
    is_own = Notice.recipient.is_null() | (Notice.recipient != state.get("centre"))
    return ids_where(Notice, Notice.registration.in_(registrations) & is_own)


def ids_where(model: type[Record], condition: Any) -> list[UUID]:
    return [row.id for row in model.select(model.id).where(condition)]


def card_keys(family: list[UUID]) -> set[str]:
    """Return the ids of the keys of her cards."""
    keys: set[str] = set()
    for model in about_households():
        key = field_of(model, "public_key")
        if key is not None:
            query: Any = model.select(key).where(owner(model).in_(family)).tuples()
            keys |= {row[0] for row in query if row[0]}
    if not keys:
        return keys
    # Loaded with the first card: a kiosk opens sooner and lighter.
    from kiosk.security import vault  # noqa: PLC0415

    return {vault.key_id(vault.decode(key)).hex() for key in keys}


def sealed_to(key_ids: set[str]) -> Rows:
    """Return the records of other rooms that were sealed to one of these keys, as who she trusts: they are hers."""
    if not key_ids:
        return {}
    found: Rows = {}
    for model in kinds().values():
        sealed = [field for field in model.replicated_fields() if field.name.endswith("_sealed")]
        if not sealed or model is Household or model in about_households():
            continue
        query: Any = model.select(model.id, *sealed).tuples()
        found[model] = [
            identity
            for identity, *envelopes in query
            if any(is_for(envelope, key_ids) for envelope in envelopes if envelope)
        ]
    return found


def is_for(envelope: str, key_ids: set[str]) -> bool:
    """Say whether one of these keys opens the envelope; one that is damaged keeps nobody from being forgotten."""
    from kiosk.security import vault  # noqa: PLC0415  as above

    try:
        return not key_ids.isdisjoint(vault.recipients_of(envelope))
    except vault.CannotOpenError:
        return False


def erase(rows: Rows) -> None:
    """Delete these records, and take what they held out of all that waits. Runs in the caller's transaction."""
    for model, ids in rows.items():
        if ids:
            model.delete().where(model.id.in_(ids)).execute()
    erasure.scrub([identity.hex for ids in rows.values() for identity in ids])


def give_on(freed: list[Registration]) -> None:
    """Count the places anew and seat who waits longest, where this kiosk is the one that promises them."""
    wanted = {one.series for one in freed}
    homes = {one.id: one for one in Series.select().where(Series.id.in_(list(wanted))) if is_home(one)}
    recount(list(homes.values()))
    for series, occurrence in {(one.series, one.occurrence) for one in freed}:
        if series in homes:
            seat_waiting(homes[series], occurrence)


def forget_what_hung_on(erased: list[tuple[str, str]]) -> None:
    """Erase what this kiosk wrote about households that were forgotten elsewhere, before it heard of that."""
    for identity in (UUID(record) for record, kind in erased if kind == Household.kind()):
        family = one_family(identity)
        rows = rows_about(family)
        freed = list(Registration.select().where(Registration.id.in_(rows[Registration])))
        erase({Household: [one for one in family if one != identity], **rows})
        give_on(freed)
    # Somebody of another centre who had a place here: what she was to be told of it goes with the place.
    gone = [UUID(record) for record, kind in erased if kind == Registration.kind()]
    erase({Notice: own_notices(gone)})


def keep_lives(settings: Settings) -> None:
    """Let go of all whose life is over: single fields, households, questions, and what was left of households.

    Several kiosks of a centre may do the same; one that has not heard from central for a week leaves it to others, as
    it cannot know who came since. Each household is a transaction of its own (G13).
    """
    if not queries.is_in_touch():
        return
    lives, now = Lives.of(settings), queries.present()
    for household, last in queries.households(lives, now=now):
        if queries.is_over(household, lives, last=last, now=now):
            erase_household(household.id)
        else:
            fade(household, [name for name, life in lives.fields.items() if last + life <= now])
    for model, ids in queries.leftovers(lives, now=now):
        with database.atomic():
            freed = list(Registration.select().where(Registration.id.in_(ids)))
            erase({model: ids})
            give_on(freed)


def fade(household: Household, fields: list[str]) -> None:
    """Take these fields off a household, wherever they still stand, and what was written there besides."""
    filled = [name for name in fields if getattr(household, name) is not None]
    besides = answers_about([household.id], fields=fields) if fields else {}
    if not filled and not any(besides.values()):
        return
    with database.atomic():
        erase(besides)
        if not filled:
            return
        for name in filled:
            setattr(household, name, None)
        household.save(only=[getattr(Household, name) for name in filled])
        erasure.take_out(household.id.hex, filled)
