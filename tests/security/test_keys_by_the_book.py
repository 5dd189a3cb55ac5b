"""Another program can read wraps, grants, proofs, cards and the audit: here one does, from docs/VAULT.md alone."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.security.test_by_the_book import read

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private(number: int) -> bytes:
    return raw(VECTORS["keys"][number]["private"])


def argon2id(secret: bytes, *, salt: bytes, iterations: int, memory_kib: int, length: int) -> bytes:
    made = Argon2id(salt=salt, length=length, iterations=iterations, lanes=4, memory_cost=memory_kib)
    return made.derive(secret)


def hexadecimal(identity: str) -> str:
    return identity.replace("-", "")


def secret_of(vector: dict[str, Any]) -> bytes:
    if vector["way"] == "pictures":
        return ".".join(vector["pictures"]).encode()
    prefix, staff, secret = vector["badge"].split(".")
    assert (prefix, raw(staff).hex()) == ("pp1b", hexadecimal(vector["staff"]))
    return raw(secret)


@pytest.mark.parametrize("vector", VECTORS["wraps"], ids=lambda vector: vector["way"])
def test_it_opens_a_wrap(vector: dict[str, Any]) -> None:
    wrap = vector["wrap"]
    purpose = f"{vector['way']}/{hexadecimal(vector['staff'])}".encode()

    key = argon2id(
        secret_of(vector),
        salt=raw(wrap["salt"]),
        iterations=wrap["iterations"],
        memory_kib=wrap["memory_kib"],
        length=32,
    )
    content = raw(wrap["content"])

    opened = ChaCha20Poly1305(key).decrypt(content[:12], content[12:], purpose)
    assert opened == private(vector["opens_key"])


@pytest.mark.parametrize("vector", VECTORS["grants"], ids=["a grant"])
def test_it_opens_a_grant(vector: dict[str, Any]) -> None:
    own = X25519PrivateKey.from_private_bytes(private(vector["sealed_to"]))
    place = f"{hexadecimal(vector['id'])}/key_sealed".encode()

    centre = raw(read(vector["key_sealed"], own, place))

    assert centre == private(vector["opens_key"])
    public = X25519PrivateKey.from_private_bytes(centre).public_key().public_bytes_raw()
    assert hashlib.sha256(public).digest()[:8].hex() == vector["key_id"]


def signing_key(number: int) -> Ed25519PrivateKey:
    """HKDF of RFC 5869 with SHA-256 and no salt, one block."""
    extracted = hmac.digest(bytes(32), private(number), "sha256")
    seed = hmac.digest(extracted, b"parents-point signing 1" + b"\x01", "sha256")
    return Ed25519PrivateKey.from_private_bytes(seed)


@pytest.mark.parametrize("vector", VECTORS["proofs"], ids=["a proof"])
def test_it_believes_a_proof_and_no_other(vector: dict[str, Any]) -> None:
    lines = [
        "parents-point staff 1",
        hexadecimal(vector["staff"]),
        vector["role"],
        vector["status"],
        vector["public_key"],
    ]
    public = Ed25519PublicKey.from_public_bytes(raw(vector["signing_key"]))

    assert signing_key(vector["signed_by_key"]).public_key() == public
    public.verify(raw(vector["proof"]), "\n".join(lines).encode())
    with pytest.raises(InvalidSignature):
        public.verify(raw(vector["proof"]), "\n".join([*lines[:2], "coach", *lines[3:]]).encode())


def test_it_walks_the_chain_of_keys() -> None:
    chain = VECTORS["chain"]
    signer = signing_key(chain["order"][0]).public_key()

    for number, entry in zip(chain["order"], chain["keys"], strict=True):
        told = "\n".join(["parents-point centre key 1", entry["public"], entry["signing"]])
        signer.verify(raw(entry["proof"]), told.encode())
        signer = Ed25519PublicKey.from_public_bytes(raw(entry["signing"]))
        assert signer == signing_key(number).public_key()


@pytest.mark.parametrize("vector", VECTORS["cards"], ids=["a card"])
def test_it_finds_and_opens_a_card(vector: dict[str, Any]) -> None:
    prefix, *secret = vector["text"].split(".")
    salt = hashlib.sha256(bytes.fromhex(hexadecimal(vector["centre"]))).digest()

    made = argon2id(
        ".".join(secret).encode(), salt=salt, iterations=vector["iterations"], memory_kib=65_536, length=48
    )

    assert prefix == "pp1c"
    assert made[:16] == raw(vector["handle"])
    content = raw(vector["key_wrapped"])
    place = f"card/{hexadecimal(vector['id'])}/{hexadecimal(vector['household'])}".encode()
    opened = ChaCha20Poly1305(made[16:]).decrypt(content[:12], content[12:], place)
    assert opened == private(vector["opens_key"])


def test_the_last_digit_of_a_card_fits() -> None:
    """ISO/IEC 7064, the pure recursive form of MOD 11,10."""
    for vector in VECTORS["cards"]:
        rest = 10
        digits = vector["text"].split(".")[-1]
        for digit in digits[:-1]:
            total = (rest + int(digit)) % 10
            rest = 2 * (total or 10) % 11
        assert (rest + int(digits[-1])) % 10 == 1


def test_it_follows_the_audit() -> None:
    previous = ""
    for line in VECTORS["audit"]:
        names = (
            *("machine", "number", "wrote_at", "staff"),
            *("action", "kind_of_subject", "subject", "previous"),
        )
        told = json.dumps([line[name] for name in names], separators=(",", ":"))
        assert line["previous"] == previous
        previous = hashlib.sha256(told.encode()).hexdigest()
        assert line["digest"] == previous
