"""Where a value may be, whatever has happened to it: no place is left out, and no other place counts (G8)."""

from collections import defaultdict

import msgspec

from tests.sync.proof.book import Held, as_json, nothing
from tests.sync.proof.central import Central
from tests.sync.proof.kiosks import Kiosk
from tests.sync.proof.town import Town

CONFLICTS = "SELECT id, fields FROM record WHERE kind = 'conflict' AND NOT is_gone"


def at_central(central: Central, *, lasting: bool = False) -> Held:
    """Return what central holds: in place, in history, in a conflict. `lasting`: only what no year takes away."""
    found = nothing()
    for record, fields, is_erased in central.rows("SELECT id, fields, is_erased FROM record"):
        if is_erased:
            found.erased.add(record)
        found.add(record, fields)
    past = () if lasting else ("history",)
    unsettled = {
        identity
        for identity, fields in central.rows(CONFLICTS)
        if msgspec.json.decode(fields).get("settled_at") is None
    }
    for table in (*past, "conflict"):
        for identity, record, name, value in central.rows(f"SELECT id, record, field, value FROM {table}"):
            if not lasting or identity in unsettled:
                found.values[record, name].add(as_json(msgspec.json.decode(value)))
    return found


def at_kiosk(kiosk: Kiosk, found: Held) -> None:
    """Add what a kiosk holds: its rows, what waits, what was refused, what it put aside."""
    for (_kind, record), (_version, fields) in kiosk.records().items():
        for name, value in fields.items():
            found.values[record, name].add(as_json(value))
    waiting_at(kiosk, found)


def waiting_at(kiosk: Kiosk, found: Held) -> None:
    for table in ("outbox", "refused", "parked"):
        for record, fields in kiosk.rows(f"SELECT record, fields FROM {table}"):
            found.add(record, fields)
    query = "SELECT record FROM tombstone UNION SELECT record FROM outbox WHERE is_erased"
    found.erased.update(record for (record,) in kiosk.rows(query))


def agreed(town: Town) -> Held:
    """Return what central holds, what waits, and what stands alike at every kiosk that has it.

    When central was set back, a value that was followed by another one may be known to be old by nobody any more.
    """
    found = at_central(town.central)
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kiosk in town.kiosks:
        waiting_at(kiosk, found)
        for (_kind, record), (_version, fields) in kiosk.records().items():
            for name, value in fields.items():
                rows[record, name].add(as_json(value))
    for place, values in rows.items():
        if len(values) == 1:
            found.values[place] |= values
    return found


def anywhere(town: Town) -> Held:
    """Return what anybody holds."""
    found = at_central(town.central)
    for kiosk in town.kiosks:
        at_kiosk(kiosk, found)
    return found


def lasting(town: Town) -> Held:
    """Return what no year takes away: what stands at central or waits to be chosen or sent."""
    found = at_central(town.central, lasting=True)
    for kiosk in town.kiosks:
        waiting_at(kiosk, found)
    return found
