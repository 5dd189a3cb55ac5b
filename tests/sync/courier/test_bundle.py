"""A bundle is read whole by the one it is for, or not at all: every byte of it is tried."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.security import vault
from kiosk.security.signatures import public_of
from sync import bundle
from sync.bundle import BundleError, CutBundleError, Direction, ForgedBundleError, Head, NotABundleError

PIECES = [b"Amal sews on Tuesday", b"", b"third"]


@dataclass
class Post:
    """A writer and a reader who know each other's public keys."""

    signer: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    reader: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)

    def write(self, pieces: list[bytes] = PIECES, *, number: int = 1, identity: str = "1" * 32) -> bytes:
        file = io.BytesIO()
        head = Head(identity, "a" * 32, "b" * 32, number, 7, reply_key="k")
        size = bundle.write(
            file,
            head,
            pieces,
            direction=Direction.UP,
            signer=self.signer,
            recipient=public_of(self.reader),
        )
        assert size == len(file.getvalue())
        return file.getvalue()

    def read(self, content: bytes, direction: Direction = Direction.UP) -> Iterator[bytes]:
        file = io.BytesIO(content)
        opened = bundle.read_head(file, direction)
        signer = vault.encode(self.signer.public_key().public_bytes_raw())
        return bundle.pieces(file, opened, signer=signer, reader=self.reader)


@pytest.fixture
def post() -> Post:
    return Post()


def ends(content: bytes) -> list[int]:
    """Return where the head ends and each piece of a bundle, by the table of docs/COURIER.md."""
    place = 12 + int.from_bytes(content[8:12], "big") + 64
    found = [place]
    while place < len(content):
        place += 5 + int.from_bytes(content[place : place + 4], "big") + 64
        found.append(place)
    return found


def test_it_comes_out_as_it_went_in_and_shows_nothing(post: Post) -> None:
    content = post.write()

    assert list(post.read(content)) == PIECES
    assert b"Amal" not in content
    assert ends(content)[-1] == len(content)


def test_cut_anywhere_it_is_not_whole(post: Post) -> None:
    content = post.write()

    for length in range(len(content)):
        with pytest.raises(CutBundleError):
            list(post.read(content[:length]))


def test_changed_anywhere_it_is_not_taken(post: Post) -> None:
    content = post.write([b"one", b"two"])

    for place in range(len(content)):
        other = bytearray(content)
        other[place] ^= 0x41
        with pytest.raises((CutBundleError, ForgedBundleError, NotABundleError)):
            list(post.read(bytes(other)))


def rearranged(parts: list[bytes]) -> dict[str, bytes]:
    head, first, second, third = parts
    return {
        "one left out": head + first + third,
        "two changed places": head + second + first + third,
        "one doubled": head + first + first + second + third,
        "the last left out": head + first + second,
        "more behind the last": head + first + second + third + third,
        "the last alone": head + third,
    }


def test_pieces_stay_in_their_order(post: Post) -> None:
    content = post.write()
    cuts = [0, *ends(content)]
    parts = [content[start:end] for start, end in pairwise(cuts)]

    for what, changed in rearranged(parts).items():
        with pytest.raises((CutBundleError, ForgedBundleError)):
            pytest.fail(f"{what}: {list(post.read(changed))}")


@pytest.mark.parametrize("other", [{"number": 2}, {"identity": "2" * 32}])
def test_a_head_of_another_bundle_does_not_fit(other: dict[str, object], post: Post) -> None:
    one, two = post.write(), post.write(**other)  # type: ignore[arg-type]

    with pytest.raises(ForgedBundleError):
        list(post.read(two[: ends(two)[0]] + one[ends(one)[0] :]))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda post: setattr(post, "signer", Ed25519PrivateKey.generate()), "signed"),
        (lambda post: setattr(post, "reader", X25519PrivateKey.generate()), "sealed"),
    ],
)
def test_of_another_writer_or_for_another_reader(
    change: Callable[[Post], None], what: str, post: Post
) -> None:
    content = post.write()
    change(post)

    with pytest.raises(ForgedBundleError, match=what):
        list(post.read(content))


def test_what_goes_the_other_way_or_is_no_bundle(post: Post) -> None:
    for content, direction in ((post.write(), Direction.DOWN), (b"a letter from Hana" * 9, Direction.UP)):
        with pytest.raises(NotABundleError):
            post.read(content, direction)


def test_a_head_and_a_piece_have_a_longest(post: Post) -> None:
    with pytest.raises(NotABundleError):
        post.read(bundle.MAGIC + b"u" + b"\xff" * 99)
    content = post.write()
    cut = ends(content)[0]
    with pytest.raises(ForgedBundleError):
        list(post.read(content[:cut] + b"\xff" * 99))


def test_a_bundle_of_nothing_is_none(post: Post) -> None:
    with pytest.raises(ValueError, match="at least one"):
        post.write([])


@given(content=st.binary(max_size=300), is_ours=st.booleans())
def test_whatever_lies_on_a_stick_is_refused_in_words(content: bytes, is_ours: bool) -> None:
    post = Post()
    with pytest.raises(BundleError):
        list(post.read((bundle.MAGIC + b"u" if is_ours else b"") + content))


def test_it_holds_two_pieces_at_a_time(post: Post) -> None:
    """A month of changes is not in memory at once, at neither end."""
    written: list[int] = []
    file = io.BytesIO()

    def made() -> Iterator[bytes]:
        for _piece in range(5):
            written.append(file.tell())
            yield b"x" * 1_000

    head = Head("1" * 32, "a" * 32, "b" * 32, 1, 7)
    bundle.write(
        file, head, made(), direction=Direction.UP, signer=post.signer, recipient=public_of(post.reader)
    )
    file.seek(0)
    opened = bundle.read_head(file, Direction.UP)
    signer = vault.encode(post.signer.public_key().public_bytes_raw())
    read = [file.tell() for _piece in bundle.pieces(file, opened, signer=signer, reader=post.reader)]

    places = ends(file.getvalue())
    assert written == [places[0], *places[:4]]
    assert read == places[1:]
