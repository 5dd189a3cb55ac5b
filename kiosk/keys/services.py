"""The centre's key changes without gathering anybody: who works here is granted the new one, and nobody else is."""

import logging
import threading
from datetime import timedelta

from peewee import PeeweeException

from kiosk.accounts import queries as accounts
from kiosk.accounts.models import Grant, Staff
from kiosk.accounts.services import grant_key, sign
from kiosk.centres.models import Centre
from kiosk.centres.queries import this_centre
from kiosk.core import outbox, state
from kiosk.core.database import connect, disconnect
from kiosk.core.errors import NotReadyError
from kiosk.core.ids import new_id
from kiosk.core.today import now_here
from kiosk.keys import queries
from kiosk.keys.models import RetiredKey
from kiosk.keys.queries import Envelope, Place
from kiosk.security import audit, signatures, vault
from kiosk.security.ciphers import PrivateKey
from kiosk.security.keyring import SignedIn

# How many envelopes are sealed anew in one transaction; no page waits longer than for one.
BATCH = 50
# The kiosk that changed the key seals anew; others begin when it has not done so for a week, and may be lost.
TURN_DAYS = 7
log = logging.getLogger(__name__)


def rotate(by: SignedIn, *, after: "PrivateKey | None" = None) -> None:
    """Give the centre a new key, in one transaction; `by` holds it from then on, and the one before as a retired one.

    Whom the present key has signed is signed anew; those of them who work here, and the recovery sheet, are granted the
    new key; other grants end. It follows `after` in the chain (see `rejoin`). Raises StaleKeyError, NotReadyError.
    """
    accounts.require_current(by)
    centre = this_centre()
    if centre is None:
        raise NotReadyError
    fresh, _public = vault.new_key()
    with outbox.authored(by.staff.hex):
        queries.load_retired(by)
        # Asked while the present key is the one that signs: a row that somebody else put here is granted nothing.
        believed = [staff for staff in Staff.select() if accounts.is_genuine(staff)]
        earlier = by.retired | {queries.key_id_of(key): key for key in (by.centre, after or by.centre)}
        retire(earlier, fresh)
        publish(centre, after or by.centre, fresh)
        give_on(believed, fresh)
        keep_proofs()
        audit.note("rotated_key", staff=by.staff, kind=Centre.kind(), subject=centre.id.hex)
    by.retired.update(earlier)
    by.centre = fresh


def rejoin(by: SignedIn) -> None:
    """Come back to one chain after two kiosks changed the key without knowing of each other.

    Central kept the other's. Who works at both was granted that too and signs the next with it: a key that all kiosks
    follow, granted to those alone whom the key of this kiosk has signed.
    """
    if (rival := queries.rival_key(by)) is not None:
        rotate(by, after=rival)


def retire(earlier: dict[str, PrivateKey], fresh: PrivateKey) -> None:
    """Keep the keys of before for what is still sealed to them, each sealed to the new one."""
    RetiredKey.delete().where(RetiredKey.key_id.in_(list(earlier))).execute()
    for name, private in earlier.items():
        row, raw = RetiredKey(id=new_id(), key_id=name), vault.encode(private.private_bytes_raw())
        public = signatures.public_of(fresh)
        row.key_sealed = vault.seal(raw, recipients=[public], record=row.id, field="key_sealed")
        row.save(force_insert=True)


def publish(centre: Centre, before: PrivateKey, fresh: PrivateKey) -> None:
    """Publish the new key with the signature of the one before, and pin it here."""
    entry = signatures.next_key(before, fresh)
    centre.keys = [*centre.keys, entry]
    centre.public_key, centre.signing_key = entry["public"], entry["signing"]
    centre.save(only=[Centre.keys, Centre.public_key, Centre.signing_key])
    pin(entry)


def give_on(believed: list[Staff], fresh: PrivateKey) -> None:
    """Sign everybody anew, and grant the key to those of them who work here; all other grants end."""
    for staff in believed:
        sign(staff, fresh)
        staff.save(only=[Staff.proof])
        if staff.is_active and staff.has_key:
            grant_key(staff, fresh)
    Grant.delete().where(Grant.key_id != queries.key_id_of(fresh)).execute()


def pin(entry: dict[str, str], *, seals_in_days: int = 0) -> None:
    """Believe this key from here on, and seal anew from a day on."""
    turn = now_here().date() + timedelta(days=seals_in_days)
    state.put(centre_key=entry["public"], centre_signing_key=entry["signing"], seals_anew_on=turn.isoformat())


def adopt_after_pull(kinds: frozenset[str]) -> None:
    """Pin the centre's newest key, once it came and the chain of signatures leads to it from the one pinned here."""
    centre = this_centre() if kinds & {Centre.kind(), Staff.kind()} else None
    pinned = state.get("centre_signing_key")
    if centre is None or not pinned:
        return
    reached = signatures.newest(centre.keys, pinned)
    if reached:
        pin(reached, seals_in_days=TURN_DAYS)
    elif queries.is_forked():
        restore_proofs()
    keep_proofs()


def keep_proofs() -> None:
    """Remember, on this machine alone, the proofs that the pinned key made."""
    rows = filter(accounts.is_genuine, Staff.select())
    state.put(proofs={row.id.hex: [row.role, row.status, row.public_key, row.proof] for row in rows})


def restore_proofs() -> None:
    """Put back, on this machine alone, the proofs that another kiosk's key replaced: they are as true as they were.

    Not where anything else about somebody changed: whoever was taken out there is out here too.
    """
    kept = state.get("proofs", {})
    with outbox.applying():
        for row in Staff.select():
            *told, proof = kept.get(row.id.hex, [""])
            if told == [row.role, row.status, row.public_key]:
                Staff.update(proof=proof).where(Staff.id == row.id).execute()


def seal_anew(keys: SignedIn, limit: int = BATCH, *, place: Place | None = None) -> Place | None:
    """Seal one batch of what is still sealed to a retired key to the present one, in one transaction.

    Looks at `limit` envelopes behind `place` and returns where to go on, None at the end. Where it is interrupted
    nothing is half done, and whoever signs in next goes on. An envelope without an entry of the centre stays as it is.
    """
    if not accounts.is_current(keys):
        return None
    batch, following = queries.envelopes(place or Place(), limit)
    retired = {name: signatures.public_of(key) for name, key in keys.retired.items()}
    old = [envelope for envelope in batch if retired.keys() & queries.recipients_of(envelope)]
    if old:
        with outbox.authored(keys.staff.hex):
            for envelope in old:
                seal_one(envelope, keys, dropped=[*retired.values()])
    return following


def seal_one(envelope: Envelope, keys: SignedIn, *, dropped: list[str]) -> None:
    """Seal the data key of one envelope for the centre's present key, unless somebody wrote another one meanwhile."""
    model, record, field, text = envelope
    try:
        sealed = vault.reseal(
            text,
            keys.key_for(text),
            record=record,
            field=field,
            recipients=[signatures.public_of(keys.centre)],
            dropped=dropped,
        )
    except vault.CannotOpenError:
        return
    column = getattr(model, field)
    model.update({column: sealed}).where((model.id == record) & (column == text)).execute()


def begin_sealing(keys: SignedIn) -> threading.Thread | None:
    """Open the retired keys of somebody who has signed in, and go on sealing anew beside the pages until she leaves.

    Returns the thread that does it; None where no key was ever retired, or while it is another kiosk's turn.
    """
    if queries.is_forked():
        rejoin(keys)
    if not queries.are_keys_retired():
        return None
    queries.load_retired(keys)
    if state.get("seals_anew_on", "") > now_here().date().isoformat():
        return None
    thread = threading.Thread(target=seal_all, args=(keys,), name="sealing", daemon=True)
    thread.start()
    return thread


def seal_all(keys: SignedIn) -> None:
    """Seal everything anew, batch by batch, until all is done or she has signed out."""
    connect()
    try:
        place: Place | None = Place()
        while place is not None and not keys.is_forgotten:
            place = seal_anew(keys, place=place)
    except PeeweeException as error:
        # A full disk or a busy file: the next who signs in goes on from here.
        log.warning("sealing anew stopped: %s", type(error).__name__)
    finally:
        disconnect()
