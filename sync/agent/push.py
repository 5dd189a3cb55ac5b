"""The way up: changes leave the outbox in batches, in the order of their numbers, and go when they are acknowledged."""

from typing import Any

import msgspec

from kiosk.core import capture, outbox, state, today
from kiosk.core.database import database
from kiosk.core.outbox import Refused
from sync import protocol
from sync.agent import absence, erasing, leaving, parking, readings, resending, tables, unread
from sync.merge import RETOLD_AT
from sync.protocol import Change, Judgement, Verdict

BATCH_BYTES = protocol.PAGE_BYTES
# A change that no batch could carry would stop all that follow it (G2). Its number travels with an impossible kind,
# which central refuses; its content stays here among the refused.
LARGEST_CHANGE_BYTES = protocol.PAGE_BYTES // 2
TOO_LARGE_KIND, TOO_LARGE_REASON = "", "too_large"
# What one change costs beside its fields: ids, names of members, punctuation.
ENVELOPE_BYTES = 200
ERASED_REASON = "erased"
IN_PART_REASON = "in_part"
NOT_OWNER_REASON = "not_owner"
# What the desk hears of: not taken at all, or taken and waiting at its home, which its reason begins with.
KEPT = frozenset({Verdict.REFUSED, Verdict.HELD})
HELD = "held_"
NOTHING_NEW = frozenset({Verdict.REFUSED, Verdict.DUPLICATE})

# In the order of `Change`.
QUERY = (
    "SELECT n, record, kind, fields, wall_at, base, boot, is_trusted, author, audience, COALESCE(recipient, ''),"
    " is_erased, COALESCE(stood, 0) FROM outbox WHERE n > ? ORDER BY n LIMIT ?"
)
WAITING = "SELECT EXISTS (SELECT 1 FROM outbox WHERE n > ?)"
REFUSE = (
    "INSERT OR REPLACE INTO refused (epoch, n, record, kind, fields, reason, refused_at)"
    " SELECT ?, n, record, kind, fields, ?, ? FROM outbox WHERE n = ?"
)
# Each value that was written is said, if only to be followed by the next one (G8).
SAY_AGAIN = (
    "INSERT INTO outbox"  # noqa: S608  a number of ours
    " (record, kind, base, audience, recipient, is_erased, fields, wall_at, boot, is_trusted, author)"
    f" SELECT record, kind, {capture.IN_PART}, audience, recipient, 0, fields, wall_at, boot, is_trusted, author"
    " FROM outbox WHERE n = ?"
)


def batch(acknowledged: int, rows: int = protocol.MAX_CHANGES) -> list[Change]:
    """Return the changes after number `acknowledged`: at most `rows`, about BATCH_BYTES, one if any waits."""
    return readings.settled(lambda: portion(acknowledged, rows))


def portion(acknowledged: int, rows: int) -> list[Change]:
    changes: list[Change] = []
    size = 0
    cursor = database.execute_sql(QUERY, (acknowledged, min(rows, protocol.MAX_CHANGES)))
    for row in cursor:
        said = change(*row)
        size += len(said.fields) + ENVELOPE_BYTES
        if changes and size > BATCH_BYTES:
            break
        changes.append(said)
    cursor.close()
    return changes


def has_more(acknowledged: int) -> bool:
    """Say whether a change after this number waits."""
    return bool(database.execute_sql(WAITING, (acknowledged,)).fetchone()[0])


def change(n: int, record: str, kind: str, fields: str, *rest: Any) -> Change:
    """Return one row of the outbox as it travels."""
    wall_at, base, boot, is_trusted, author, audience, recipient, is_erased, stood = rest
    if len(fields) > LARGEST_CHANGE_BYTES:
        kind, fields = TOO_LARGE_KIND, "{}"
    # Word for word as it was captured: a batch sent twice is the same batch to the byte (G6).
    content: Any = msgspec.Raw(fields)
    return Change(
        n, record, kind, content, wall_at, base, boot,
        bool(is_trusted), author, audience, recipient, bool(is_erased), stood,
    )  # fmt: skip


def settle(changes: list[Change], judgements: list[Judgement], acknowledged: int) -> list[tuple[str, str]]:
    """Write down what central decided: versions, refusals, erasures; then drop what it acknowledged.

    Returns (id, kind) of the records that somebody else has erased. Runs inside `outbox.applying()`. Central tells a
    version only to a writer who knows all that stands at it; so the next change made here has the right base, and a
    record that others changed waits for its page (G8).
    """
    models = tables.models()
    sent = {change.n: change for change in changes}
    versions: dict[str, dict[str, int]] = {}
    lost: list[tuple[str, str]] = []
    cursor = database.cursor()
    for judgement in judgements:
        judged = sent.get(judgement.n)
        if judged is None:
            continue
        keep_for_desk(judged, judgement)
        if judgement.verdict == Verdict.REFUSED:
            continue
        if judged.kind in models and judged.erased:
            erase(judged, judgement.version, acknowledged)
        elif judgement.reason == ERASED_REASON:
            erasing.remember_verdict(judged)
            lost.append((judged.id, judged.kind))
        elif judged.kind in models and judgement.version:
            versions.setdefault(judged.kind, {})[judged.id] = judgement.version
    for kind, records in versions.items():
        rows = [(version, record, version) for record, version in records.items()]
        cursor.executemany(f'UPDATE "{kind}" SET version = ? WHERE id = ? AND version < ?', rows)  # noqa: S608
        parking.keep_unknown(kind, records)
        leaving.stands(changes, records)
    unread.remember(
        [
            sent[one.n]
            for one in judgements
            if not one.version and one.n in sent and is_untold(sent[one.n], one)
        ]
    )
    absence.told(acknowledged, [one.n for one in judgements if one.verdict == Verdict.REFUSED])
    cursor.execute("DELETE FROM outbox WHERE n <= ?", (acknowledged,))
    parking.leave(lost)
    erasing.erase(lost)
    return lost


def is_untold(judged: Change, judgement: Judgement) -> bool:
    """Say whether central took a change and told no number: others have written there, and their page has to come.

    Not one that was there before: nothing was numbered for that.
    """
    is_taken = judgement.verdict not in NOTHING_NEW and judgement.reason != ERASED_REASON
    return is_taken and not (judgement.version or judged.erased) and judged.kind in tables.models()


def tell_whole(judged: Change) -> bool:
    """Say a record of this centre whole of which central holds nothing, then the change; return whether that can be.

    Not one that was refused whole, nor one of others: they tell it.
    """
    model = tables.models().get(judged.kind)
    if model is None or Refused.select().where(Refused.record == judged.id).exists():
        return False
    content = capture.whole(model.replicated_fields())
    part = resending.Part(tables.table(model), judged.audience, 0)
    own = resending.ownership(part)
    sql = f'{capture.append(model, row="NEW", content=content)}, "{judged.kind}" AS NEW WHERE NEW.id = :id AND {own}'
    values = {"id": judged.id, "centre": state.get("centre"), "is_office": bool(state.get("is_office"))}
    if not database.execute_sql(sql, values).rowcount:
        return False
    # As a new one, whatever number it had: central holds nothing of it.
    database.execute_sql("UPDATE outbox SET base = 0 WHERE n = ?", (outbox.head(),))
    database.execute_sql(SAY_AGAIN, (judged.n,))
    return True


def keep_for_desk(judged: Change, judgement: Judgement) -> None:
    """Keep a refused or a held change for the desk; not what nobody wrote, told for central's sake before or now."""
    if judgement.verdict not in KEPT or judged.at == RETOLD_AT:
        return
    if judgement.reason == IN_PART_REASON and tell_whole(judged):
        return
    reason = TOO_LARGE_REASON if judged.kind == TOO_LARGE_KIND else judgement.reason
    reason = f"{HELD}{reason}" if judgement.verdict == Verdict.HELD else reason
    database.execute_sql(REFUSE, (state.get("epoch", ""), reason, today.present(), judgement.n))


def erase(judged: Change, version: int, acknowledged: int) -> None:
    """Let go of a record that is erased everywhere, unless more was said of it since; that is judged next time."""
    query = f'DELETE FROM "{judged.kind}" WHERE id = ? AND id NOT IN (SELECT record FROM outbox WHERE n > ?)'  # noqa: S608
    database.execute_sql(query, (judged.id, acknowledged))
    parking.leave([(judged.id, judged.kind)])
    erasing.remember([(judged.id, judged.kind, judged.audience, version)])
