"""A kiosk joins with a code that the console showed once: a quarter of an hour, one use, kept by its hash only."""

import hashlib
import re
import secrets

from kiosk.core import clock
from kiosk.core.ids import new_id
from sync.central import holds, ledger
from sync.central.audience import centre_feed
from sync.central.database import database
from sync.central.errors import MalformedError, OtherCentreError, UnknownCodeError
from sync.central.tables import Centre, Code, Feed, Replica
from sync.central.ways import is_id
from sync.joining import EnrolAnswer, EnrolRequest

# Neither 0 and O nor 1, I and L: a code is read from one screen and typed at another. 12 of 30 letters are 58 bits.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
GROUPS, GROUP_LETTERS = 3, 4
VALID_MILLISECONDS = 15 * 60 * 1_000
TOKEN_BYTES = 16
MAX_NAME_LETTERS, MAX_KEY_LETTERS = 60, 500


def make_code(centre: Centre) -> str:
    """Return a new code for the centre, to be shown once; codes of yesterday are forgotten."""
    code = "-".join(
        "".join(secrets.choice(ALPHABET) for _letter in range(GROUP_LETTERS)) for _group in range(GROUPS)
    )
    now = clock.wall()
    with database.atomic():
        Code.delete().where(Code.expires_at < now - 24 * 60 * 60 * 1_000).execute()
        Code.create(hash=hash_of(code), centre=centre.id, expires_at=now + VALID_MILLISECONDS)
    return code


def hash_of(code: str) -> bytes:
    """Hash a code as it was meant: letters and digits only, in capitals."""
    return hashlib.sha256(re.sub(r"[^A-Z0-9]", "", code.upper()).encode()).digest()


def enrol(wish: EnrolRequest) -> EnrolAnswer:
    """Trade the code for a token; all of it or nothing.

    Raises UnknownCodeError, OtherCentreError (the code is not used up then), MalformedError.
    """
    name = wish.name.strip()
    if not 1 <= len(name) <= MAX_NAME_LETTERS or not name.isprintable():
        raise MalformedError("a kiosk needs a name of 1 to 60 letters")
    if (
        not wish.public_key.isascii()
        or not wish.public_key.isprintable()
        or len(wish.public_key) > MAX_KEY_LETTERS
    ):
        raise MalformedError("this is no public key")
    if wish.centre and not is_id(wish.centre):
        raise MalformedError("this is no id of a centre")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with database.atomic():
        centre = adopt(redeem(wish.code), wish.centre)
        is_begun = has_begun(centre)
        replica = Replica.create(
            id=new_id().hex,
            centre=centre.id,
            name=name,
            token_hash=hash_of_token(token),
            public_key=wish.public_key,
            enrolled_at=clock.wall(),
        )
    holds.hand_over()
    return EnrolAnswer(
        replica.id, token, centre.id, centre.name, centre.area, bool(centre.is_office), is_begun
    )


def has_begun(centre: Centre) -> bool:
    """Say whether a kiosk of the centre is in the network, or was and has left records: a second one only joins."""
    kiosks = Replica.select().where(Replica.centre == centre.id, Replica.revoked_at.is_null())
    feed = centre_feed(centre.id)
    return bool(kiosks.exists() or ledger.heads([feed]).get(feed))


def hash_of_token(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def redeem(code: str) -> Centre:
    """Use the code up and return its centre. Raises UnknownCodeError, the same for wrong, used and too old."""
    now = clock.wall()
    digest = hash_of(code)
    used = (
        Code.update(used_at=now)
        .where(Code.hash == digest, Code.used_at.is_null(), Code.expires_at > now)
        .execute()
    )
    if not used:
        raise UnknownCodeError("this code is wrong, used or too old; ask for a new one")
    centre: Centre = Centre.get_by_id(Code.get_by_id(digest).centre)
    return centre


def adopt(centre: Centre, wished: str) -> Centre:
    """Return the centre, under the id that a kiosk gave it when it was set up without a line, if it still can be.

    Records of that kiosk carry its id already. Raises OtherCentreError when the centre has kiosks or records by
    another id, or the id is another centre's.
    """
    if not wished or wished == centre.id:
        return centre
    old_feed = centre_feed(centre.id)
    heads = ledger.lock({old_feed})
    if Replica.select().where(Replica.centre == centre.id).exists() or heads.get(old_feed):
        raise OtherCentreError(
            "the centre of this code has begun under another id; make a new centre for this kiosk"
        )
    if Centre.get_or_none(Centre.id == wished):
        raise OtherCentreError("this kiosk belongs to another centre; ask for a code of that one")
    Centre.update(id=wished).where(Centre.id == centre.id).execute()
    Code.update(centre=wished).where(Code.centre == centre.id).execute()
    Feed.delete().where(Feed.feed == old_feed).execute()
    ledger.make_feeds({centre_feed(wished)})
    adopted: Centre = Centre.get_by_id(wished)
    return adopted
