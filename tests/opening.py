"""Opens what a centre sealed, as its coach would with the recovery sheet in her hand."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.accounts.models import Grant, Staff
from kiosk.core import state
from kiosk.security import vault
from kiosk.security.permissions import Role


def sheet_key(code: str) -> X25519PrivateKey:
    """Return the sheet's own key. Raises CannotOpenError for another code."""
    return vault.unwrap_recovery(code, vault.Recovery(**state.get("recovery")))


def centre_key(code: str) -> X25519PrivateKey:
    """Return the centre's private key, given the code of its sheet."""
    return granted(sheet_key(code))


def granted(sheet: X25519PrivateKey) -> X25519PrivateKey:
    """Return the centre's private key, given the sheet's."""
    staff = Staff.get(Staff.role == Role.SHEET)
    grant = Grant.get(Grant.staff == staff.id)
    raw = vault.unseal(grant.key_sealed, sheet, record=grant.id, field="key_sealed")
    return X25519PrivateKey.from_private_bytes(vault.decode(raw))
