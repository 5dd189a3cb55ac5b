"""What seals, stretches and signs comes from one library, which is loaded by the first who needs it.

No page that a visitor only reads needs it, and it takes as much memory as all our own rooms: a kiosk opens without.
So nobody else in the house imports it: a key that is passed on is named by the types below.
"""
# ruff: noqa: PLC0415  see above

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hpke import Suite

PrivateKey: TypeAlias = "X25519PrivateKey"
SigningKey: TypeAlias = "Ed25519PrivateKey"
KEY_BYTES, NONCE_BYTES, LANES = 32, 12, 4


class DoesNotFitError(Exception):
    """It was sealed with another key or for another place, or is damaged."""


def new_key() -> PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate()


def key_from(raw: bytes) -> PrivateKey:
    """Return the private key of 32 bytes. Raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(raw)


@cache
def suite() -> "Suite":
    """Return what seals to a public key: HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@cache
def cipher() -> "type[ChaCha20Poly1305]":
    """Return what locks with a key that both sides have; ten thousand names are opened with it in a row."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305


@cache
def invalid_tag() -> type[Exception]:
    from cryptography.exceptions import InvalidTag

    return InvalidTag


def seal_to(public: bytes, content: bytes, place: bytes) -> bytes:
    """Seal for who has the private key, bound to a place. Raises ValueError where `public` is no key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return suite().encrypt(content, X25519PublicKey.from_public_bytes(public), info=place)


def open_with(private: PrivateKey, sealed: bytes, place: bytes) -> bytes:
    """Open what was sealed to a key. Raises DoesNotFitError, ValueError."""
    try:
        return suite().decrypt(sealed, private, info=place)
    except invalid_tag() as error:
        raise DoesNotFitError from error


def lock(key: bytes, nonce: bytes, content: bytes, place: bytes) -> bytes:
    """Put content under a key that both sides have, with ChaCha20-Poly1305 (RFC 8439), bound to a place."""
    return cipher()(key).encrypt(nonce, content, place)


def unlock(key: bytes, nonce: bytes, locked: bytes, place: bytes) -> bytes:
    """Return what lies under a key. Raises DoesNotFitError, ValueError."""
    try:
        return cipher()(key).decrypt(nonce, locked, place)
    except invalid_tag() as error:
        raise DoesNotFitError from error


def stretch(
    secret: bytes, *, salt: bytes, iterations: int, memory_kib: int, length: int = KEY_BYTES
) -> bytes:
    """Return a key from what somebody remembers or holds: Argon2id (RFC 9106). Raises ValueError."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=salt, length=length, iterations=iterations, lanes=LANES, memory_cost=memory_kib
    )
    return derivation.derive(secret)


def new_signing_key() -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def signing_key_from(seed: bytes) -> SigningKey:
    """Return the signing key (Ed25519, RFC 8032) of 32 bytes. Raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def signing_key_of(private: PrivateKey, info: bytes) -> SigningKey:
    """Derive a signing key from another private key with HKDF-SHA256 (RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    seed = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info)
    return signing_key_from(seed.derive(private.private_bytes_raw()))


def is_signed(signer: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the owner of a public key (Ed25519) signed the message. Raises ValueError where it is no key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, message)
    except InvalidSignature:
        return False
    return True
