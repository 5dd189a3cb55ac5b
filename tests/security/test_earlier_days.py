"""Wraps, grants, proofs, badges and cards that earlier versions made are understood by every later one."""

import json
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.cards import services as cards
from kiosk.cards.models import Card
from kiosk.security import audit, secrets, signatures, vault, wraps
from kiosk.security.audit import AuditLine

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def private(number: int) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(vault.decode(VECTORS["keys"][number]["private"]))


def test_wraps_open() -> None:
    for vector in VECTORS["wraps"]:
        staff = UUID(vector["staff"])
        if vector["way"] == "badge":
            assert secrets.read_badge(vector["badge"])[0] == staff
            secret = secrets.read_badge(vector["badge"])[1]
        else:
            secret = secrets.picture_secret(vector["pictures"])
        opened = wraps.unwrap(secret, vector["wrap"], purpose=f"{vector['way']}/{staff.hex}")
        assert opened.private_bytes_raw() == private(vector["opens_key"]).private_bytes_raw()


def test_grants_open() -> None:
    for vector in VECTORS["grants"]:
        own, record = private(vector["sealed_to"]), UUID(vector["id"])
        opened = vault.unseal(vector["key_sealed"], own, record=record, field="key_sealed")
        assert vault.decode(opened) == private(vector["opens_key"]).private_bytes_raw()
        assert vault.recipients_of(vector["key_sealed"]) == [
            vault.key_id(own.public_key().public_bytes_raw()).hex()
        ]


def test_proofs_are_believed() -> None:
    for vector in VECTORS["proofs"]:
        signer = signatures.signing_public(private(vector["signed_by_key"]))
        told = {name: vector[name] for name in ("role", "status", "public_key")}
        assert signer == vector["signing_key"]
        assert signatures.is_genuine(vector["proof"], signer=signer, staff=UUID(vector["staff"]), **told)
        told["role"] = "coach"
        assert not signatures.is_genuine(vector["proof"], signer=signer, staff=UUID(vector["staff"]), **told)


def test_the_chain_of_keys_is_walked() -> None:
    first, last = VECTORS["chain"]["keys"]

    assert signatures.newest([first, last], first["signing"]) == last


def test_cards_open() -> None:
    for vector in VECTORS["cards"]:
        secret, salt = secrets.read_card(vector["text"]), secrets.card_salt(UUID(vector["centre"]))
        handle, key = secrets.card_keys(secret, salt=salt, iterations=vector["iterations"])
        card = Card(
            id=UUID(vector["id"]), household=UUID(vector["household"]), key_wrapped=vector["key_wrapped"]
        )
        opened = cards.unwrapped(card, key)
        assert handle == vector["handle"]
        assert opened is not None
        assert opened.private_bytes_raw() == private(vector["opens_key"]).private_bytes_raw()


def test_lines_of_the_audit_have_the_same_digest() -> None:
    for vector in VECTORS["audit"]:
        assert audit.digest_of(AuditLine(**vector)) == vector["digest"]
