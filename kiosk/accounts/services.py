"""Who comes to work here gets a key of her own, and with it the centre's; when she leaves, both are taken back."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.accounts.models import Grant, Staff
from kiosk.core.ids import new_id
from kiosk.security import signatures, vault


def grant_key(staff: Staff, centre: X25519PrivateKey) -> Grant:
    """Seal the centre's private key to somebody's own key; what she was granted before is taken back."""
    Grant.delete().where(Grant.staff == staff.id).execute()
    grant = Grant(id=new_id(), staff=staff.id, key_id=key_id_of(centre))
    grant.key_sealed = vault.seal(
        vault.encode(centre.private_bytes_raw()),
        recipients=[staff.public_key],
        record=grant.id,
        field="key_sealed",
    )
    grant.save(force_insert=True)
    return grant


def key_id_of(private: X25519PrivateKey) -> str:
    return vault.key_id(private.public_key().public_bytes_raw()).hex()


def sign(staff: Staff, centre: X25519PrivateKey) -> None:
    """Put the centre's signature on who she is, what she may be and which key is hers; the caller saves."""
    staff.proof = signatures.sign_staff(
        centre, staff=staff.id, role=staff.role, status=staff.status, public_key=staff.public_key
    )
