"""An envelope opens for those it was sealed to, in the place it was sealed for, and for nobody else anywhere."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.ids import new_id
from kiosk.security import vault
from kiosk.security.vault import CannotOpenError

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
RECORD = UUID("019538a7-5c00-7000-8000-000000000001")
MINE, MY_PUBLIC = vault.new_key()
HERS, HER_PUBLIC = vault.new_key()


def sealed(content: str = "Hana", *recipients: str, field: str = "name_sealed") -> str:
    return vault.seal(content, recipients=list(recipients or [MY_PUBLIC]), record=RECORD, field=field)


def opened(envelope: str, private: X25519PrivateKey = MINE) -> str:
    return vault.unseal(envelope, private, record=RECORD, field="name_sealed")


@given(st.text(max_size=80))
def test_what_is_sealed_opens_again(content: str) -> None:
    assert opened(sealed(content)) == content


def test_no_two_envelopes_are_alike() -> None:
    assert len({sealed() for _try in range(20)}) == 20


def test_it_opens_for_each_recipient_and_for_nobody_else() -> None:
    envelope = sealed("Hana", MY_PUBLIC, HER_PUBLIC)

    assert opened(envelope, MINE) == opened(envelope, HERS) == "Hana"
    with pytest.raises(CannotOpenError, match="not for this key"):
        opened(envelope, X25519PrivateKey.generate())


def test_it_does_not_open_for_the_wrong_key() -> None:
    with pytest.raises(CannotOpenError):
        opened(sealed("Hana", HER_PUBLIC))


@pytest.mark.parametrize(("record", "field"), [(new_id(), "name_sealed"), (RECORD, "phone_sealed")])
def test_moved_elsewhere_it_does_not_open(record: UUID, field: str) -> None:
    with pytest.raises(CannotOpenError):
        vault.unseal(sealed(), MINE, record=record, field=field)


@pytest.mark.parametrize("recipients", [[MY_PUBLIC], [HER_PUBLIC, MY_PUBLIC]])
def test_damaged_at_any_byte_it_does_not_open(recipients: list[str]) -> None:
    data = vault.decode(sealed("Hana", *recipients).removeprefix(vault.PREFIX))
    of_hers = range(1, 1 + vault.KEY_ID_BYTES + vault.SEALED_KEY_BYTES) if len(recipients) > 1 else range(0)

    for place in range(len(data)):
        damaged = bytearray(data)
        damaged[place] ^= 0x10
        if place in of_hers:
            continue  # what is damaged for another recipient is whole for me
        with pytest.raises(CannotOpenError):
            opened(vault.PREFIX + vault.encode(bytes(damaged)))


def test_cut_short_anywhere_it_does_not_open() -> None:
    data = vault.decode(sealed().removeprefix(vault.PREFIX))

    for length in range(len(data)):
        with pytest.raises(CannotOpenError):
            opened(vault.PREFIX + vault.encode(data[:length]))


@pytest.mark.parametrize("text", ["", "pp1.", "pp1.!", "pp2.AAAA", "Hana", "pp1.é", "pp1." + "A" * 5])
def test_what_is_no_envelope_does_not_open(text: str) -> None:
    with pytest.raises(CannotOpenError):
        opened(text)


def test_without_its_version_it_does_not_open() -> None:
    with pytest.raises(CannotOpenError, match="version"):
        opened(sealed().removeprefix(vault.PREFIX))


@given(st.text(min_size=4, max_size=40))
def test_an_envelope_shows_nothing_of_its_content(content: str) -> None:
    assert content not in sealed(content)


def test_its_length_does_not_tell_what_she_touched() -> None:
    assert (
        len({len(sealed(word)) for word in ("children", "work", "others", "helping", "untold", "", "أمل")})
        == 1
    )


@pytest.mark.parametrize("blocks", [b"", b"Hana", b"Hana\x80\0\1", bytes(64)])
def test_what_was_not_filled_up_does_not_open(blocks: bytes) -> None:
    with pytest.raises(ValueError, match="not filled up"):
        vault.emptied(blocks)


@pytest.mark.parametrize("vector", VECTORS["envelopes"], ids=lambda vector: vector["content"][:9] or "blank")
def test_envelopes_of_earlier_days_open(vector: dict[str, object]) -> None:
    for number, key in enumerate(VECTORS["keys"]):
        private = X25519PrivateKey.from_private_bytes(vault.decode(key["private"]))
        place = {"record": UUID(str(vector["record"])), "field": str(vector["field"])}
        if number in vector["recipients"]:  # type: ignore[operator]
            assert vault.unseal(str(vector["envelope"]), private, **place) == vector["content"]
        else:
            with pytest.raises(CannotOpenError):
                vault.unseal(str(vector["envelope"]), private, **place)


def test_a_new_key_is_told_as_its_public_half() -> None:
    private, public = vault.new_key()

    assert vault.decode(public) == private.public_key().public_bytes_raw()
