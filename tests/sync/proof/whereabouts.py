"""Where a value may be, whatever has happened to it: no place is left out, and no other place counts (G8)."""

from collections.abc import Mapping, Set

import msgspec

from sync.central.forgotten import number_of
from tests.sync.proof.book import Held, as_json, nothing
from tests.sync.proof.central import Central
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.town import Town

CONFLICTS = "SELECT id, fields FROM record WHERE kind = 'conflict' AND NOT is_gone"


def closed(central: Central) -> set[str]:
    """Return the conflicts that are settled or gone: within a year central forgets them."""
    rows = central.rows("SELECT id, fields, is_gone FROM record WHERE kind = 'conflict'")
    return {record for record, fields, is_gone in rows if is_gone or is_settled(fields)}


def departed(central: Central) -> set[tuple[str, str]]:
    """Return what left a feed, by (feed, record): within a year central forgets of it all but a mark."""
    return {*central.rows("SELECT feed, id FROM record WHERE is_gone AND NOT is_erased")}


def is_settled(fields: str) -> bool:
    return msgspec.json.decode(fields).get("settled_at") is not None


def at_central(central: Central, *, lasting: bool = False, settling: Set[str] = frozenset()) -> Held:
    """Return what central holds: in place, in history, in a conflict. `lasting`: only what no year takes away.

    `settling`: conflicts of which a kiosk has still to say that they are settled; after a year they go as it does.
    """
    found = nothing()
    for record, fields, is_erased in central.rows("SELECT id, fields, is_erased FROM record"):
        if is_erased:
            found.erased.add(record)
        found.add(record, fields)
    past = () if lasting else ("history",)
    unsettled = {
        identity for identity, fields in central.rows(CONFLICTS) if not is_settled(fields)
    } - settling
    for table in (*past, "conflict"):
        for identity, record, name, value in central.rows(f"SELECT id, record, field, value FROM {table}"):
            if not lasting or identity in unsettled:
                found.values[record, name].add(as_json(msgspec.json.decode(value)))
    return found


def at_kiosk(kiosk: Kiosk, found: Held, owners: Mapping[str, str] | None = None) -> None:
    """Add what a kiosk holds: its rows, what waits, what was refused, what it put aside.

    `owners`: the centre of each record; then only those rows count that the kiosk tells to a central that lost them.
    """
    for (_kind, record), (_version, fields) in kiosk.records().items():
        if owners is None or owners.get(record) == kiosk.centre:
            for name, value in fields.items():
                found.values[record, name].add(as_json(value))
    for record, fields in kiosk.rows("SELECT record, fields FROM parked"):
        found.add(record, fields)
    waiting_at(kiosk, found)


def waiting_at(kiosk: Kiosk, found: Held) -> None:
    """Add what a kiosk has still to say or was refused; what is parked is a copy of central's, as its rows are."""
    for table in ("outbox", "refused"):
        for record, fields in kiosk.rows(f"SELECT record, fields FROM {table}"):
            found.add(record, fields)
    query = "SELECT record FROM tombstone UNION SELECT record FROM outbox WHERE is_erased"
    found.erased.update(record for (record,) in kiosk.rows(query))


def standing(town: Town, owners: Mapping[str, str]) -> set[str]:
    """Return the records that stand at a kiosk of the centre whose they are: nobody else tells them to central again.

    `owners` are those centres, by record.
    """
    return {
        record
        for kiosk in town.kiosks
        for _kind, record in kiosk.records()
        if owners.get(record) == kiosk.centre
    }


def standing_at(central: Central) -> set[str]:
    """Return the records that stand at central: who is to hold them reads them there."""
    return {record for (record,) in central.rows("SELECT id FROM record WHERE NOT is_gone")}


def marked(central: Central, records: Set[str]) -> set[str]:
    """Return the records of which central has but a mark: what is said of them is answered `erased`, whoever says it.

    What left a feed and stands in another has a mark there too.
    """
    marks = {mark for (mark,) in central.rows("SELECT mark FROM forgotten")}
    return {record for record in records - standing_at(central) if number_of(record) in marks}


def anywhere(town: Town, gone: Set[str] = frozenset()) -> Held:
    """Return what anybody holds. `gone`: erased records, of which a mark at central is enough to be known."""
    found = at_central(town.central)
    for kiosk in town.kiosks:
        at_kiosk(kiosk, found)
    found.erased.update(marked(town.central, gone))
    return found


def elsewhere(town: Town, kiosk: Kiosk, owners: Mapping[str, str]) -> Held:
    """Return what central holds, or has still to be told by anybody but this kiosk; `owners` as in `at_kiosk`."""
    found = at_central(town.central)
    for each in town.kiosks:
        if each is not kiosk:
            at_kiosk(each, found, owners)
    return found


def lasting(town: Town, gone: Set[str] = frozenset()) -> Held:
    """Return what no year takes away: what stands at central, waits to be chosen, or to be said for the first time.

    `gone` as in `anywhere`.
    """
    waiting = nothing()
    for kiosk in town.kiosks:
        waiting_at(kiosk, waiting)
    settling = {
        record for (record, name), said in waiting.values.items() if name == "settled_at" and said - {"null"}
    }
    found, heard = at_central(town.central, lasting=True, settling=settling), at_central(town.central)
    for place, values in waiting.values.items():
        found.values[place] |= values - heard.values[place]
    found.erased.update(waiting.erased | marked(town.central, gone))
    return found
