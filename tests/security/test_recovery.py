"""The coach's sheet opens the centre's key; without it what is stored is useless."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.core import state
from kiosk.security import recovery, vault
from kiosk.security.vault import CannotOpenError, Recovery
from tests.conftest import Founded
from tests.opening import centre_key

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
PRIVATE = X25519PrivateKey.generate()
CODE, STORED = vault.wrap_for_recovery(PRIVATE, iterations=1, memory_kib=64)


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), CODE.replace("-", ""), f" {CODE.replace('-', '  ')}\n"],
    ids=["as printed", "small", "without hyphens", "with spaces"],
)
def test_the_code_opens_the_key_however_it_is_typed(typed: str) -> None:
    assert vault.unwrap_recovery(typed, STORED).private_bytes_raw() == PRIVATE.private_bytes_raw()


def test_one_wrong_letter_opens_nothing() -> None:
    wrong = ("B" if CODE[0] == "A" else "A") + CODE[1:]

    with pytest.raises(CannotOpenError, match="does not fit"):
        vault.unwrap_recovery(wrong, STORED)


def test_the_code_has_eight_groups_without_letters_that_are_confused() -> None:
    assert [len(group) for group in CODE.split("-")] == [4] * 8
    assert not set(CODE) & set("IO01")
    assert len(recovery.ALPHABET) == 32


def test_two_codes_differ_and_so_do_their_salts() -> None:
    code, stored = vault.wrap_for_recovery(PRIVATE, iterations=1, memory_kib=64)

    assert code != CODE
    assert stored.salt != STORED.salt


def test_a_code_of_earlier_days_opens() -> None:
    kept = VECTORS["recovery"]
    private = vault.unwrap_recovery(kept["code"], Recovery(**kept["stored"]))

    assert vault.encode(private.private_bytes_raw()) == VECTORS["keys"][kept["opens_key"]]["private"]


def test_the_sheet_of_a_founded_centre_opens_its_key(centre: Founded) -> None:
    private = centre_key(centre.code)

    assert vault.encode(private.public_key().public_bytes_raw()) == state.get("centre_key")
    assert centre.row.public_key == state.get("centre_key")


def test_a_founded_centre_stretches_as_long_as_promised(centre: Founded) -> None:
    stored = state.get("recovery")

    assert (stored["iterations"], stored["memory_kib"]) == (3, 65_536)


def test_neither_code_nor_private_key_is_stored(centre: Founded) -> None:
    private = centre_key(centre.code)
    stored = json.dumps([row.value for row in state.State.select()])

    assert centre.code not in stored
    assert vault.encode(private.private_bytes_raw()) not in stored
