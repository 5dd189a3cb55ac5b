"""Who comes to work here gets a key of her own, and with it the centre's; when she leaves, both are taken back."""

from collections.abc import Callable
from uuid import UUID

from kiosk.accounts import queries
from kiosk.accounts.models import Grant, Staff, StaffStatus, Way, Wrap
from kiosk.core import outbox, state
from kiosk.core.errors import ConflictError
from kiosk.core.ids import new_id
from kiosk.core.today import now_here
from kiosk.security import audit, keyring, locks, secrets, signatures, vault, wraps
from kiosk.security.ciphers import PrivateKey
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role

# What must hold before somebody may start; who keeps the trust links asks for one here (SPEC A2).
may_activate: list[Callable[[Staff], bool]] = []
# Told, last in the transaction that takes somebody out: the centre's key must change.
after_removal: list[Callable[[SignedIn], None]] = []
# Told in the transaction in which somebody gets another key: what was sealed to the one before must be sealed anew.
after_new_key: list[Callable[[Staff, SignedIn], None]] = []


class NotYetError(ConflictError):
    """She cannot start yet: nobody has said that she trusts her."""


def hire(
    name: str,
    *,
    role: Role,
    tile: str,
    language: str,
    languages: list[str],
    by: SignedIn,
    shown_name: str | None = None,
) -> Staff:
    """Write down, as nominated, whom only the centre's key names again. Raises ConflictError for a taken tile.

    `shown_name` is what the public screen may say, None for nothing.
    """
    queries.require_current(by)
    if tile not in queries.free_tiles() or role == Role.SHEET:
        raise ConflictError
    staff = Staff(id=new_id(), tile=tile, role=role, language=language, languages=languages)
    staff.shown_name, staff.portrait = shown_name, f"key-mother-{staff.id.int % 3 + 1}"
    centre = [state.get("centre_key")]
    staff.name_sealed = vault.seal(name, recipients=centre, record=staff.id, field="name_sealed")
    sign(staff, by.centre)
    with outbox.authored(by.staff.hex):
        staff.save(force_insert=True)
        audit.note("hired", staff=by.staff, kind="staff", subject=staff.id.hex)
    return staff


def activate(staff: Staff, by: SignedIn) -> None:
    """Let somebody start. Raises NotYetError while one of those asked in `may_activate` says no."""
    queries.require_current(by)
    require_trusted(staff)
    with outbox.authored(by.staff.hex):
        write(staff, by, status=StaffStatus.ACTIVE)
        if staff.has_key:
            grant_key(staff, by.centre)
        audit.note("activated", staff=by.staff, kind="staff", subject=staff.id.hex)


def change_role(staff: Staff, role: Role, by: SignedIn) -> None:
    """Give somebody another role. Raises LastCoachError, and NotYetError for a key mother whom nobody trusts yet."""
    queries.require_current(by)
    if role not in queries.LEADING:
        queries.require_other_lead(staff)
    with outbox.authored(by.staff.hex):
        write(staff, by, role=role)
        if staff.is_active:
            require_trusted(staff)
        audit.note("changed_role", staff=by.staff, kind="staff", subject=staff.id.hex)


def give_pictures(staff: Staff, pictures: tuple[str, ...], by: SignedIn) -> None:
    """Let six pictures open her key, in place of those before (see `give_secret`)."""
    give_secret(staff, Way.PICTURES, secrets.picture_secret(pictures), by)


def give_badge(staff: Staff, by: SignedIn) -> str:
    """Return the text of a new badge, which is kept nowhere (see `give_secret`)."""
    badge = secrets.new_badge(staff.id)
    give_secret(staff, Way.BADGE, secrets.read_badge(badge)[1], by)
    return badge


def give_secret(staff: Staff, way: Way, secret: bytes, by: SignedIn) -> None:
    """Wrap her key under a new secret.

    Who changes her own secret keeps her key, and with it her other way in. From anybody else's hand she gets a new
    key, as nobody else has hers open: whatever opened the one before opens nothing any more.
    """
    queries.require_current(by)
    is_own = by.staff == staff.id
    own = by.own if is_own else vault.new_key()[0]
    purpose = queries.purpose(staff.id, way)
    sealed = wraps.wrap(secret, own, purpose=purpose, iterations=wraps.calibrated())
    with outbox.authored(by.staff.hex):
        hers = Wrap.staff == staff.id
        Wrap.delete().where(hers & (Wrap.way == way) if is_own else hers).execute()
        Wrap.create(staff=staff.id, way=way, sealed=sealed)
        locks.open(queries.doors_of(staff.id)[0])
        audit.note(f"gave_{way}", staff=by.staff, kind="staff", subject=staff.id.hex)
        if is_own:
            return
        write(staff, by, public_key=signatures.public_of(own))
        if staff.is_active:
            grant_key(staff, by.centre)
        for tell in after_new_key:
            tell(staff, by)


def remove(staff: Staff, by: SignedIn) -> None:
    """Take somebody out: her secrets and keys are deleted, and the centre's key changes (`after_removal`).

    Raises LastCoachError for oneself, and where no coach or deputy would be left.
    """
    queries.require_current(by)
    queries.require_other_lead(staff)
    if by.staff == staff.id:
        raise queries.LastCoachError
    with outbox.authored(by.staff.hex):
        write(staff, by, status=StaffStatus.LEFT, shown_name=None)
        for model in (Wrap, Grant):
            model.delete().where(model.staff == staff.id).execute()
        audit.note("removed", staff=by.staff, kind="staff", subject=staff.id.hex)
        for tell in after_removal:
            tell(by)


def sign_in_with_pictures(staff_id: UUID, pictures: tuple[str, ...]) -> SignedIn:
    """Open her keys with six pictures (see `sign_in`)."""
    return sign_in(staff_id, Way.PICTURES, secrets.picture_secret(pictures))


def sign_in_with_badge(text: str) -> SignedIn:
    """Open her keys with a scanned badge. Raises WrongSecretError, and DoorClosedError after too many misses."""
    try:
        staff_id, secret = secrets.read_badge(text)
    except vault.CannotOpenError:
        staff_id, secret = UUID(int=0), b""
    return sign_in(staff_id, Way.BADGE, secret)


def open_with_sheet(code: str) -> SignedIn:
    """Open the centre's key with the code of the recovery sheet. Raises WrongSecretError, DoorClosedError."""
    sheet = queries.sheet()
    return sign_in(sheet.id if sheet else UUID(int=0), Way.SHEET, code.encode())


def sign_in(staff_id: UUID, way: Way, secret: bytes) -> SignedIn:
    # Noted before it is tried, and taken back: tries at the same time do not slip through.
    doors = queries.doors_of(staff_id)
    locks.note_miss(*doors)
    signed_in = queries.keys_of(staff_id, way, secret)
    locks.open(*doors)
    day = now_here().date().isoformat()
    with outbox.authored(staff_id.hex):
        Staff.update(seen_on=day).where(Staff.id == staff_id).execute()
        audit.note(f"signed_in_{way}", staff=staff_id)
    for begin in keyring.after_sign_in:
        begin(signed_in)
    return signed_in


def write(staff: Staff, by: SignedIn, **changed: str | None) -> None:
    """Write what changed about somebody, signed anew."""
    for name, value in changed.items():
        setattr(staff, name, value)
    sign(staff, by.centre)
    staff.save(only=[*(getattr(Staff, name) for name in changed), Staff.proof])


def require_trusted(staff: Staff) -> None:
    if not all(may(staff) for may in may_activate):
        raise NotYetError


def grant_key(staff: Staff, centre: PrivateKey) -> Grant:
    """Seal the centre's private key to somebody's own key; what she was granted before is taken back."""
    Grant.delete().where(Grant.staff == staff.id).execute()
    name = vault.key_id(centre.public_key().public_bytes_raw()).hex()
    grant, raw = Grant(id=new_id(), staff=staff.id, key_id=name), vault.encode(centre.private_bytes_raw())
    grant.key_sealed = vault.seal(raw, recipients=[staff.public_key], record=grant.id, field="key_sealed")
    grant.save(force_insert=True)
    return grant


def sign(staff: Staff, centre: PrivateKey) -> None:
    """Put the centre's signature on who she is, what she may be and which key is hers; the caller saves."""
    staff.proof = signatures.sign_staff(
        centre, staff=staff.id, role=staff.role, status=staff.status, public_key=staff.public_key
    )
