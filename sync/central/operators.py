"""An operator runs central: a name, and a password that the machine makes and shows once."""

import hashlib
import hmac
import secrets
from threading import Lock

from kiosk.core.settings import Settings
from sync.central import database
from sync.central.tables import Operator

SALT_BYTES = 16
# scrypt (RFC 7914) takes 16 MiB while it runs: one at a time.
COST, BLOCK, LANES = 2**14, 8, 1
hashing = Lock()
ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
PASSWORD_LETTERS = 20


def create(settings: Settings, name: str) -> str:
    """Make an operator and return the password; an operator of that name gets a new one. Raises ValueError."""
    if not name.strip() or not name.isprintable():
        raise ValueError("an operator needs a name that can be read")
    database.attach(settings)
    database.migrate()
    password = "".join(secrets.choice(ALPHABET) for _letter in range(PASSWORD_LETTERS))
    salt = secrets.token_bytes(SALT_BYTES)
    kept = salt + derive(password, salt)
    with database.database.atomic():
        Operator.delete().where(Operator.name == name).execute()
        Operator.create(name=name, password=kept)
    return password


def is_right(name: str, password: str) -> bool:
    """Say whether the password is the operator's; an unknown name takes as long."""
    operator = find(name)
    kept = bytes(operator.password) if operator else bytes(SALT_BYTES + 32)
    salt, expected = kept[:SALT_BYTES], kept[SALT_BYTES:]
    return hmac.compare_digest(derive(password, salt), expected) and operator is not None


def find(name: str) -> Operator | None:
    if "\0" in name:
        return None
    operator: Operator | None = Operator.get_or_none(Operator.name == name)
    return operator


def mark(operator: Operator) -> str:
    """Return what a session keeps: it ends when the operator gets a new password, or signs out anywhere."""
    return hashlib.sha256(bytes(operator.password) + b":%d" % operator.sessions).hexdigest()[:16]


def end_sessions(name: str) -> None:
    """End every session of the operator: a cookie that somebody copied is worth nothing afterwards."""
    Operator.update(sessions=Operator.sessions + 1).where(Operator.name == name).execute()


def derive(password: str, salt: bytes) -> bytes:
    with hashing:
        return hashlib.scrypt(
            password.encode("utf-8", "replace"), salt=salt, n=COST, r=BLOCK, p=LANES, dklen=32, maxmem=2**26
        )
