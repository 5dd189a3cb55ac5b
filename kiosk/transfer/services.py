"""What another program told becomes drafts, each line once; what is planned here is written on a stick."""

import hashlib
import os
from pathlib import Path
from uuid import UUID

from kiosk.core import calendars, clock, outbox, state
from kiosk.core.copying import folder_to_disk
from kiosk.core.database import database
from kiosk.core.text import Text
from kiosk.planning import services as planning
from kiosk.publishing import services as publishing
from kiosk.transfer import queries
from kiosk.transfer.models import Compared, Row

VERSION, VARIANT = 0x7 << 76, 0b10 << 62
LOW_BITS, MIDDLE_BITS = (1 << 62) - 1, (1 << 12) - 1


def id_of(row: Row, turn: int = 0) -> UUID:
    """Return the id of the draft of a line: the same line of the same centre has the same one (UUIDv7 in shape).

    Its moment is that of the first date, so that it says nothing about who read the file when. `turn` counts how often
    a draft of the line was thrown away: what is erased never comes back under its id.
    """
    told = f"{state.get('centre')}|{row.key}" + (f"\0{turn}" if turn else "")
    chance = int.from_bytes(hashlib.sha256(told.encode()).digest()[:10])
    start = row.plan.start
    moment = int(start.timestamp()) * clock.MILLISECONDS if start else 0
    high = (moment & 0xFFFF_FFFF_FFFF) << 80 | VERSION | (chance >> 62 & MIDDLE_BITS) << 64
    return UUID(int=high | VARIANT | chance & LOW_BITS)


def compared(rows: list[Row]) -> Compared:
    """Return what the kiosk knows of the lines that are understood."""
    ids = {row.line: id_of(row) for row in rows if row.fault is None}
    discarded: set[int] = set()
    turn, erased = 0, queries.erased(ids.values())
    while asked := [row for row in rows if ids.get(row.line) in erased]:
        turn += 1
        again = {row.line: id_of(row, turn) for row in asked}
        discarded.update(again)
        ids.update(again)
        erased = queries.erased(again.values())
    known = queries.known(ids.values())
    here = set()
    for line, named in ids.items():
        if named in known:
            here.add(line)
        # A line that stands in the file twice is one.
        known.add(named)
    return Compared(ids, here, discarded - here)


def take_in(rows: list[Row], *, by: UUID, language: str, is_again: bool = False) -> int:
    """Make a draft of each line that is understood and not here yet; return how many. One transaction.

    Those whose draft was thrown away are made anew only where `is_again`, and then only those.
    """
    found = compared(rows)
    wanted = found.discarded if is_again else found.fresh
    with outbox.authored(by.hex), database.atomic():
        for row in rows:
            if row.line not in wanted:
                continue
            draft = planning.begin(
                found.ids[row.line], by=by, languages=list(row.languages) or [language], plan=row.plan
            )
            told = {name: getattr(row, name) for name in ("title", "about", "room")}
            texts = {name: Text.of(language, {language: text}) for name, text in told.items() if text}
            planning.tell(draft.id, texts, by=by)
            if row.places:
                publishing.count(draft.id, by=by, capacity=row.places)
    return len(wanted)


def put_out(folder: Path, *, language: str, zone: str) -> list[str]:
    """Write the dates of the centre on a stick, as a calendar and as a table; return the names of the files.

    Each is written whole or not at all. Raises OSError when the stick is full or was pulled out.
    """
    now = clock.now()
    stem = f"parents-point-{now:%Y-%m-%d}"
    made = {
        f"{stem}.ics": calendars.write(queries.events(language), zone=zone, name="Parents' Point", now=now),
        f"{stem}.csv": queries.table(language),
    }
    for name, content in made.items():
        write(folder / name, content)
    folder_to_disk(folder)
    return list(made)


def write(target: Path, content: bytes) -> None:
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
