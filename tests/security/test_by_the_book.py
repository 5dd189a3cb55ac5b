"""Another program can open our envelopes: here one does, written from docs/VAULT.md and RFC 9180 alone."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
KEM = b"KEM" + bytes.fromhex("0020")
HPKE = b"HPKE" + bytes.fromhex("002000010003")


def extract(suite: bytes, salt: bytes, label: bytes, content: bytes) -> bytes:
    """LabeledExtract of RFC 9180 section 4."""
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + content, "sha256")


def expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand of RFC 9180 section 4; one block is enough here."""
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(key, labelled + b"\x01", "sha256")[:length]


def open_sealed_key(sealed: bytes, private: X25519PrivateKey, info: bytes) -> bytes:
    """Open one message in base mode (RFC 9180 sections 4.1 and 5.1): 32 bytes of key, then what it encrypts."""
    encapsulated, content = sealed[:32], sealed[32:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    both = encapsulated + private.public_key().public_bytes_raw()
    secret = expand(KEM, extract(KEM, b"", b"eae_prk", shared), b"shared_secret", both, 32)
    context = b"\x00" + extract(HPKE, b"", b"psk_id_hash", b"") + extract(HPKE, b"", b"info_hash", info)
    secret = extract(HPKE, secret, b"secret", b"")
    key = expand(HPKE, secret, b"key", context, 32)
    return ChaCha20Poly1305(key).decrypt(expand(HPKE, secret, b"base_nonce", context, 12), content, b"")


def read(envelope: str, private: X25519PrivateKey, place: bytes) -> str:
    text = envelope.removeprefix("pp1.")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    mine = hashlib.sha256(private.public_key().public_bytes_raw()).digest()[:8]
    entries = [data[1 + 88 * number : 89 + 88 * number] for number in range(data[0])]
    sealed = next(entry[8:] for entry in entries if entry[:8] == mine)
    rest = data[1 + 88 * data[0] :]
    blocks = ChaCha20Poly1305(open_sealed_key(sealed, private, place)).decrypt(rest[:12], rest[12:], place)
    assert len(blocks) % 64 == 0
    return blocks.rstrip(b"\0").removesuffix(b"\x80").decode()


@pytest.mark.parametrize("vector", VECTORS["envelopes"], ids=lambda vector: vector["content"][:9] or "blank")
def test_it_opens_by_the_book(vector: dict[str, Any]) -> None:
    place = f"{vector['record'].replace('-', '')}/{vector['field']}".encode()

    for number in vector["recipients"]:
        raw = base64.urlsafe_b64decode(VECTORS["keys"][number]["private"] + "=")
        assert read(vector["envelope"], X25519PrivateKey.from_private_bytes(raw), place) == vector["content"]
