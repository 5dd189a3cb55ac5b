"""A key lies under a secret, for one purpose, and what was stretched less than promised is refused."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from peewee import SqliteDatabase

from kiosk.core import state
from kiosk.security import vault, wraps
from kiosk.security.vault import CannotOpenError

PRIVATE = X25519PrivateKey.generate()
SECRET, PURPOSE = b"lion.cup.sun.boat.tree.key", "pictures/019538a75c0070008000000000000001"
WRAPPED = wraps.wrap(SECRET, PRIVATE, purpose=PURPOSE)


def test_the_secret_opens_her_key() -> None:
    opened = wraps.unwrap(SECRET, WRAPPED, purpose=PURPOSE)

    assert opened.private_bytes_raw() == PRIVATE.private_bytes_raw()


@pytest.mark.parametrize(
    ("secret", "purpose"),
    [
        (b"lion.cup.sun.boat.key.tree", PURPOSE),
        (b"", PURPOSE),
        (SECRET, PURPOSE.replace("pictures", "badge")),
        (SECRET, PURPOSE[:-1] + "2"),
    ],
)
def test_another_secret_or_purpose_opens_nothing(secret: bytes, purpose: str) -> None:
    with pytest.raises(CannotOpenError):
        wraps.unwrap(secret, WRAPPED, purpose=purpose)


@pytest.mark.parametrize(
    "altered",
    [
        {"memory_kib": 64},
        {"memory_kib": 2_000_000},
        {"iterations": 0},
        {"iterations": 10**9},
        {"iterations": "many"},
        {"salt": "!"},
        {"salt": ""},
        {"content": ""},
        {"content": WRAPPED["content"][:-4]},
        {"content": None},
    ],
)
def test_what_is_no_wrap_opens_nothing(altered: dict[str, Any]) -> None:
    with pytest.raises(CannotOpenError):
        wraps.unwrap(SECRET, WRAPPED | altered, purpose=PURPOSE)


def test_what_is_missing_opens_nothing() -> None:
    for name in WRAPPED:
        with pytest.raises(CannotOpenError):
            wraps.unwrap(
                SECRET, {key: value for key, value in WRAPPED.items() if key != name}, purpose=PURPOSE
            )


def test_no_two_wraps_are_alike_and_none_shows_the_key() -> None:
    other = wraps.wrap(SECRET, PRIVATE, purpose=PURPOSE)

    assert other["salt"] != WRAPPED["salt"]
    assert other["content"] != WRAPPED["content"]
    assert vault.encode(PRIVATE.private_bytes_raw()) not in str(WRAPPED)


def test_how_long_a_try_takes_is_measured_once(database: SqliteDatabase) -> None:
    found = wraps.calibrated()

    assert found >= 1
    assert state.get("stretch_iterations") == found
    state.put(stretch_iterations=7)
    assert wraps.calibrated() == 7
