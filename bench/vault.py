"""A name is sealed while she waits, and opened at the desk: our envelope beside the bare calls of the library."""

import secrets
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bench.measures import Limit, Row, Scale, compared, counted
from kiosk.core.ids import new_id
from kiosk.security import vault, wraps
from kiosk.security.keyring import SignedIn
from kiosk.security.permissions import Role

TURNS = 5
LIMIT, SEARCH = Limit(1.3), Limit(1.5)
RECORD, FIELD, CONTENT, PLACE = new_id(), "name_sealed", "Amal van de overkant", b"place"
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
SECRET, PURPOSE = b"lion.cup.sun.boat.tree.key", f"pictures/{RECORD.hex}"


def measure(_folder: Path, scale: Scale) -> list[Row]:
    private, public = vault.new_key()
    code, recovery = vault.wrap_for_recovery(private)
    envelope = vault.seal(CONTENT, recipients=[public], record=RECORD, field=FIELD)
    plain = bare_seal(private.public_key())
    wrapped = wraps.wrap(SECRET, private, purpose=PURPOSE, iterations=recovery.iterations)
    keys = SignedIn(staff=RECORD, role=Role.COACH, own=private, centre=private)
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object], int]] = {
        "sealing a name": (
            lambda: vault.seal(CONTENT, recipients=[public], record=RECORD, field=FIELD),
            lambda: bare_seal(X25519PublicKey.from_public_bytes(vault.decode(public))),
            scale.requests,
        ),
        "opening a name": (
            lambda: vault.unseal(envelope, private, record=RECORD, field=FIELD),
            lambda: bare_open(private, *plain),
            scale.requests,
        ),
        "sealing a name anew for a changed key": (
            lambda: vault.reseal(envelope, private, record=RECORD, field=FIELD, recipients=[public]),
            lambda: bare_reseal(private, plain[0]),
            scale.requests,
        ),
        "unlocking with six pictures": (
            lambda: wraps.unwrap(SECRET, wrapped, purpose=PURPOSE),
            lambda: bare_stretch(recovery),
            1,
        ),
        "unlocking with the recovery sheet": (
            lambda: vault.unwrap_recovery(code, recovery),
            lambda: bare_stretch(recovery),
            1,
        ),
    }
    rows = [in_turns(name, *pair, runs=scale.runs) for name, pair in pairs.items()]
    search = [searching(keys, scale.records) for _run in range(scale.runs)]
    return [*rows, counted(f"opening {scale.records:,} names at the desk", "s", search, SEARCH)]


def searching(keys: SignedIn, count: int) -> float:
    """Return the seconds in which so many names are opened with the keys of somebody who is signed in."""
    public = vault.encode(keys.centre.public_key().public_bytes_raw())
    sealed = [vault.seal(CONTENT, recipients=[public], record=RECORD, field=FIELD) for _name in range(count)]
    begun = perf_counter()
    for envelope in sealed:
        keys.open(envelope, record=RECORD, field=FIELD)
    return perf_counter() - begun


def in_turns(
    name: str, ours: Callable[[], object], bound: Callable[[], object], times: int, *, runs: int
) -> Row:
    """Measure both in short turns: what else the machine does meets both alike."""
    found: tuple[list[float], list[float]] = ([], [])
    for _run in range(runs):
        turns = [(milliseconds_each(ours, times), milliseconds_each(bound, times)) for _turn in range(TURNS)]
        for kept, side in zip(found, zip(*turns, strict=True), strict=True):
            kept.append(fmean(side))
    return compared(name, "ms", *found, LIMIT)


def milliseconds_each(call: Callable[[], object], times: int) -> float:
    begun = perf_counter()
    for _time in range(times):
        call()
    return (perf_counter() - begun) * 1_000 / times


def bare_seal(public: X25519PublicKey) -> tuple[bytes, bytes, bytes]:
    """Return a sealed data key, a nonce and the content under it."""
    data_key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    sealed = SUITE.encrypt(data_key, public, info=PLACE)
    return sealed, nonce, ChaCha20Poly1305(data_key).encrypt(nonce, CONTENT.encode(), PLACE)


def bare_open(private: X25519PrivateKey, sealed: bytes, nonce: bytes, content: bytes) -> str:
    data_key = SUITE.decrypt(sealed, private, info=PLACE)
    return ChaCha20Poly1305(data_key).decrypt(nonce, content, PLACE).decode()


def bare_reseal(private: X25519PrivateKey, sealed: bytes) -> bytes:
    return SUITE.encrypt(SUITE.decrypt(sealed, private, info=PLACE), private.public_key(), info=PLACE)


def bare_stretch(recovery: vault.Recovery) -> bytes:
    return Argon2id(
        salt=vault.decode(recovery.salt),
        length=32,
        iterations=recovery.iterations,
        lanes=4,
        memory_cost=recovery.memory_kib,
    ).derive(b"a code of forty letters, as it is typed.")
