"""A copy opens whole or not at all, with the keys it was sealed to and no other."""

import io

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict

from kiosk.security import ciphers, sealed_copy, signatures, vault
from kiosk.security.sealed_copy import (
    PIECE_BYTES,
    DamagedCopyError,
    NotACopyError,
    Opening,
    WrongWordsError,
    pieces,
    read_head,
    seal,
    unseal,
)

SHEET = X25519PrivateKey.generate()
COACH = X25519PrivateKey.generate()
RECIPIENTS = [signatures.public_of(SHEET), signatures.public_of(COACH)]


def written(
    content: bytes, *, recipients: list[str] | None = None, sheet: dict[str, object] | None = None
) -> bytes:
    file = io.BytesIO()
    opening, key = sealed_copy.begin(
        file, machine="a" * 32, made_at=1, sheet=sheet or {}, recipients=recipients or RECIPIENTS
    )
    seal(file, [content[:7], content[7:]], opening, key)
    return file.getvalue()


def opened(sealed: bytes, private: X25519PrivateKey = COACH) -> bytes:
    file = io.BytesIO(sealed)
    opening = read_head(file)
    return b"".join(unseal(file, opening, opening.data_key(private)))


def noise(length: int) -> bytes:
    """Return bytes that nothing makes smaller, the same each time."""
    return ciphers.seal_to(COACH.public_key().public_bytes_raw(), bytes(length), b"noise")[:length]


@pytest.mark.parametrize("private", [SHEET, COACH])
@pytest.mark.parametrize("length", [0, 1, PIECE_BYTES - 100, PIECE_BYTES, 3 * PIECE_BYTES + 5])
def test_it_opens_with_each_key_it_was_sealed_to(length: int, private: X25519PrivateKey) -> None:
    content = noise(length)

    assert opened(written(content), private) == content


def test_another_key_opens_nothing() -> None:
    with pytest.raises(WrongWordsError):
        opened(written(b"everything"), X25519PrivateKey.generate())


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_one_byte_that_changed_is_seen(data: st.DataObject) -> None:
    sealed = bytearray(written(b"a name, a place, " * 9))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(sealed_copy.CopyError):
        opened(bytes(sealed))


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_copy_that_was_cut_is_seen(data: st.DataObject) -> None:
    sealed = written(noise(2 * PIECE_BYTES))

    with pytest.raises(sealed_copy.CopyError):
        opened(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


def test_a_copy_that_ends_at_a_whole_piece_is_cut_all_the_same() -> None:
    sealed = written(noise(2 * PIECE_BYTES))
    file = io.BytesIO(sealed)
    opening = read_head(file)
    start, step = file.tell(), PIECE_BYTES + sealed_copy.TAG_BYTES
    key = opening.data_key(COACH)

    file = io.BytesIO(sealed[: start + step])
    file.seek(start)

    with pytest.raises(DamagedCopyError):
        list(pieces(file, opening, key))


def test_pieces_do_not_change_places_nor_come_from_another_copy() -> None:
    one, other = written(noise(4 * PIECE_BYTES)), written(noise(4 * PIECE_BYTES))
    file = io.BytesIO(one)
    read_head(file)
    start, step = file.tell(), PIECE_BYTES + sealed_copy.TAG_BYTES
    first, second = one[start : start + step], one[start + step : start + 2 * step]

    for forged in (
        one[:start] + second + first + one[start + 2 * step :],
        one[:start] + first + first + one[start + 2 * step :],
        one[: start + step] + other[start + step :],
        other[:start] + one[start:],
        one + first,
        one + b"x",
    ):
        with pytest.raises(sealed_copy.CopyError):
            opened(forged)


@pytest.mark.parametrize("foreign", [b"", b"SQLite format 3\0", sealed_copy.MAGIC + b"\xff\xff\xff\xff{}"])
def test_what_is_no_copy_is_refused(foreign: bytes) -> None:
    with pytest.raises((NotACopyError, DamagedCopyError)):
        read_head(io.BytesIO(foreign))


def test_the_code_of_the_sheet_opens_it_however_it_was_typed() -> None:
    code, recovery = vault.wrap_for_recovery(SHEET, iterations=1)
    sealed = written(b"everything", sheet=asdict(recovery))
    opening = read_head(io.BytesIO(sealed))

    for words in (code, code.lower().replace("-", " "), vault.sheet_words(code, recovery)):
        assert opened(sealed, opening.sheet_key(words)) == b"everything"


@pytest.mark.parametrize(
    "sheet",
    [
        {},
        {"salt": "AAAA", "iterations": 10**9, "memory_kib": 65_536, "wrapped": "A" * 80},
        {"salt": "AAAA", "iterations": 1, "memory_kib": 10**9, "wrapped": "A" * 80},
        {"salt": 7, "iterations": "x", "memory_kib": None, "wrapped": []},
    ],
)
def test_a_sheet_that_is_none_costs_nothing(sheet: dict[str, object]) -> None:
    opening = read_head(io.BytesIO(written(b"", sheet=sheet)))

    with pytest.raises(WrongWordsError):
        opening.sheet_key("ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789")


def test_a_wrong_code_opens_nothing() -> None:
    _code, recovery = vault.wrap_for_recovery(SHEET, iterations=1)
    opening = read_head(io.BytesIO(written(b"", sheet=asdict(recovery))))

    for words in ("", "ABCD", "pp1r.x", "pp1r.ABCD.A.1.65536.AAAA", "я" * 9):
        with pytest.raises(WrongWordsError):
            opening.sheet_key(words)


def test_the_head_tells_of_nobody() -> None:
    told = msgspec.to_builtins(read_head(io.BytesIO(written(b"a name"))).head)

    assert set(told) == {"machine", "made_at", "sheet", "entries"}
    assert isinstance(read_head(io.BytesIO(written(b""))), Opening)
