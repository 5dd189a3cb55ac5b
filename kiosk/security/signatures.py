"""Who works here, and which key is the centre's, is signed; whoever writes such a row without the key is not believed.

The signing key of a centre is Ed25519 (RFC 8032); its seed is HKDF-SHA256 (RFC 5869) over the centre's private key, so
that who opens the one has the other. Its public half is pinned by each kiosk of the centre. docs/VAULT.md.
"""

from uuid import UUID

from kiosk.security import ciphers
from kiosk.security.ciphers import PrivateKey, SigningKey
from kiosk.security.vault import decode, encode, key_id

SIGNING_INFO = b"parents-point signing 1"
STAFF_CONTEXT, KEY_CONTEXT = "parents-point staff 1", "parents-point centre key 1"


def signing_key(centre: PrivateKey) -> SigningKey:
    """Derive what signs in the name of a centre from its private key."""
    return ciphers.signing_key_of(centre, SIGNING_INFO)


def signing_public(centre: PrivateKey) -> str:
    return encode(signing_key(centre).public_key().public_bytes_raw())


def public_of(private: PrivateKey) -> str:
    """Return the public half as text, as it stands in records."""
    return encode(private.public_key().public_bytes_raw())


def key_id_of(private: PrivateKey) -> str:
    """Return the id of a key in hexadecimal, as it stands in envelopes and grants."""
    return key_id(private.public_key().public_bytes_raw()).hex()


def sign_staff(centre: PrivateKey, *, staff: UUID, role: str, status: str, public_key: str) -> str:
    """Sign that somebody works here as what she is, with the key that is hers."""
    message = statement(STAFF_CONTEXT, staff.hex, role, status, public_key)
    return encode(signing_key(centre).sign(message))


def is_genuine(proof: str, *, signer: str, staff: UUID, role: str, status: str, public_key: str) -> bool:
    """Say whether `proof` was made by the centre whose signing key is `signer`, for exactly this row."""
    return is_signed(proof, statement(STAFF_CONTEXT, staff.hex, role, status, public_key), signer)


def first_key(centre: PrivateKey) -> dict[str, str]:
    """Return the entry of a centre's first key, signed by itself."""
    return next_key(centre, centre)


def next_key(before: PrivateKey, after: PrivateKey) -> dict[str, str]:
    """Return the entry that makes `after` the centre's key, signed with the key it has now."""
    public, signing = public_of(after), signing_public(after)
    proof = signing_key(before).sign(statement(KEY_CONTEXT, public, signing))
    return {"public": public, "signing": signing, "proof": encode(proof)}


def newest(keys: list[dict[str, str]], pinned: str) -> dict[str, str] | None:
    """Return the last entry that is reached from the `pinned` signing key by valid signatures, None for none new.

    The list is walked once, in its order; an entry that is not signed by the one reached so far is passed over.
    """
    reached: dict[str, str] | None = None
    signer = pinned
    for entry in keys:
        public, signing = entry.get("public", ""), entry.get("signing", "")
        message = statement(KEY_CONTEXT, public, signing)
        if signing != signer and is_signed(entry.get("proof", ""), message, signer):
            reached, signer = entry, signing
    return reached


def statement(*parts: str) -> bytes:
    """Return what is signed: parts that cannot hold a line break, one a line."""
    return "\n".join(parts).encode()


def is_signed(proof: str, message: bytes, signer: str) -> bool:
    try:
        return ciphers.is_signed(decode(signer), decode(proof), message)
    except ValueError:
        return False
