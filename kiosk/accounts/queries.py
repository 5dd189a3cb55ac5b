"""Who works here: only rows that the centre itself has signed are believed."""

from typing import Any
from uuid import UUID

from kiosk.accounts.models import Grant, Staff, StaffStatus, Way, Wrap
from kiosk.core import state
from kiosk.core.errors import ConflictError, NotFoundError
from kiosk.core.pictures import PICTURES
from kiosk.security import ciphers, keyring, locks, signatures, vault, wraps
from kiosk.security.ciphers import PrivateKey
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role

LEADING = (Role.COACH, Role.DEPUTY)
ORDER = (StaffStatus.ACTIVE, StaffStatus.NOMINATED, StaffStatus.LEFT)

# A wrap that nothing opens: trying somebody who is not here takes as long as trying a wrong secret.
NOBODYS: dict[str, Any] = {"salt": "A" * 22, "memory_kib": 65_536, "content": "A" * 80}


class WrongSecretError(Exception):
    """Something does not fit, and nobody is told what: the pictures, the badge, the code, or the person."""


class LastCoachError(ConflictError):
    """Nobody would be left who leads the centre, or somebody would take herself out."""


class StaleKeyError(ConflictError):
    """The centre's key changed while she stood here; she must touch her pictures again."""


def is_genuine(staff: Staff) -> bool:
    """Say whether the row carries the signature of this centre, under the key that is pinned here."""
    signer = state.get("centre_signing_key", "")
    if not signer or not staff.proof:
        return False
    return signatures.is_genuine(
        staff.proof,
        signer=signer,
        staff=staff.id,
        role=staff.role,
        status=staff.status,
        public_key=staff.public_key,
    )


def staff(staff_id: UUID) -> Staff:
    """Return somebody who works or worked here, as the centre signed it. Raises NotFoundError."""
    found: Staff | None = Staff.get_or_none(Staff.id == staff_id)
    if found is None or not found.is_person or not is_genuine(found):
        raise NotFoundError
    return found


def everybody() -> list[Staff]:
    """Return all whom the centre has signed, those who work here first, in the order in which they came."""
    people = [one for one in Staff.select().order_by(Staff.id) if one.is_person and is_genuine(one)]
    return sorted(people, key=lambda one: ORDER.index(one.status))


def working_staff() -> list[Staff]:
    """Return those who work here now, in the order in which they came."""
    return [one for one in everybody() if one.is_active]


def who_can_sign_in() -> list[Staff]:
    """Return those who work here now and have a secret to open the desk with."""
    with_secret = {wrap.staff for wrap in Wrap.select(Wrap.staff)}
    return [one for one in working_staff() if one.has_key and one.id in with_secret]


def role_of(staff_id: UUID) -> Role | None:
    """Return what somebody is here now, None for whoever does not work here. The recovery sheet is the sheet."""
    found: Staff | None = Staff.get_or_none(Staff.id == staff_id)
    if found is None or not found.is_active or not is_genuine(found):
        return None
    return Role(found.role)


def leading_staff() -> list[Staff]:
    """Return the coaches and deputies who work here now."""
    return [one for one in working_staff() if one.role in LEADING]


def sheet() -> Staff | None:
    """Return the recovery sheet as the centre signed it, None where there is none."""
    rows = Staff.select().where((Staff.role == Role.SHEET) & (Staff.status == StaffStatus.ACTIVE))
    return next((row for row in rows if is_genuine(row)), None)


def name_of(staff: Staff, by: SignedIn) -> str:
    """Return her name, opened with the centre's key, "" where there is none to open."""
    if not staff.name_sealed:
        return ""
    try:
        return by.open(staff.name_sealed, record=staff.id, field="name_sealed")
    except vault.CannotOpenError:
        return ""


def wrap_of(staff_id: UUID, way: Way) -> Wrap | None:
    """Return her key under one of her secrets, None when she has no such secret."""
    found: Wrap | None = Wrap.get_or_none((Wrap.staff == staff_id) & (Wrap.way == way))
    return found


def free_tiles() -> list[str]:
    """Return the pictures that nobody here has as her tile, in the order of the grid."""
    taken = {one.tile for one in Staff.select().where(Staff.status != StaffStatus.LEFT)}
    return [picture for picture in PICTURES if picture not in taken]


def require_other_lead(staff: Staff) -> None:
    """Raise LastCoachError where she is the only one who leads here."""
    if [one.id for one in leading_staff()] == [staff.id]:
        raise LastCoachError


def is_current(by: SignedIn) -> bool:
    """Say whether the keys she opened are still those of the centre."""
    return bool(signatures.public_of(by.centre) == state.get("centre_key"))


def require_current(by: SignedIn) -> None:
    if not is_current(by):
        raise StaleKeyError


def purpose(staff_id: UUID, way: Way) -> str:
    """Return what binds a wrap to whose it is and which way it opens."""
    return f"{way}/{staff_id.hex}"


def doors_of(staff_id: UUID) -> tuple[str, str]:
    """Return the names of the locks that a miss counts at: hers, where she is known here, and this machine's."""
    is_known = Staff.select().where(Staff.id == staff_id).exists()
    return (f"staff/{staff_id.hex}" if is_known else "staff/nobody", "machine")


def seconds_closed(staff_id: UUID) -> int:
    """Return for how many seconds her door or this machine's stays closed, 0 when both are open."""
    try:
        locks.require_open(*doors_of(staff_id))
    except locks.DoorClosedError as error:
        return error.seconds
    return 0


def keys_of(staff_id: UUID, way: Way, secret: bytes) -> SignedIn:
    """Unwrap her key, and with it the centre's. Raises WrongSecretError.

    Whoever is not here costs as much time as a wrong secret.
    """
    wrap = wrap_of(staff_id, way)
    try:
        if way == Way.SHEET and wrap:
            own = vault.unwrap_recovery(secret.decode(), vault.Recovery(**wrap.sealed))
        else:
            sealed = wrap.sealed if wrap else NOBODYS | {"iterations": wraps.calibrated()}
            own = wraps.unwrap(secret, sealed, purpose=purpose(staff_id, way))
        return with_centre(staff_id, own)
    except (vault.CannotOpenError, UnicodeDecodeError) as error:
        raise WrongSecretError from error


def with_centre(staff_id: UUID, own: PrivateKey) -> SignedIn:
    """Return the keys of somebody who works here. Raises CannotOpenError.

    Her key must be the one that is signed, and the centre's the one that is pinned: whoever can write to the disk
    makes neither.
    """
    role, found = role_of(staff_id), Staff.get_or_none(Staff.id == staff_id)
    if found is None or role is None or signatures.public_of(own) != found.public_key:
        raise vault.CannotOpenError("not here")
    for grant in Grant.select().where(Grant.staff == staff_id):
        raw = vault.unseal(grant.key_sealed, own, record=grant.id, field="key_sealed")
        centre = ciphers.key_from(vault.decode(raw))
        if signatures.public_of(centre) == state.get("centre_key"):
            return keyring.SignedIn(staff_id, role, own, centre)
    raise vault.CannotOpenError("the key has not come yet")
