"""A kiosk joins the network with a code read from central's console; from then on it has a name and a token."""

import secrets
from contextlib import closing

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.security import ciphers, vault
from sync.agent import epochs, standing, tables
from sync.agent.errors import CentralRestoredError, OtherCentreError, UnreadableAnswerError
from sync.agent.standing import Standing
from sync.agent.transport import Transport
from sync.joining import EnrolAnswer, EnrolRequest

PATH = "/v1/enrol"
# What a central says that does not know the token of a kiosk.
FORGOTTEN = "unknown_token"


def enrol(central_url: str, code: str, kiosk_name: str) -> EnrolAnswer:
    """Trade a one-time code for a place in the network and remember it; the worker then begins at once.

    A centre id that this kiosk gave itself when it was set up without a line is offered to central. A kiosk that was in
    the network before gets another place there, keeps everything, and begins a new epoch.
    Raises InsecureError, LineError, TurnedAwayError (wrong or used code, throttled),
    OtherCentreError when the code is for another centre and there are records here.
    """
    before, centre = standing.read(), state.get("centre", "")
    device_key = ciphers.new_signing_key()
    public_key = vault.encode(device_key.public_key().public_bytes_raw())
    with closing(Transport(central_url)) as line:
        body = line.call(PATH, EnrolRequest(code, kiosk_name, public_key, centre))
    answer = read(body)
    if centre not in {"", answer.centre} and has_records():
        raise OtherCentreError("the code is for another centre than the one whose records are kept here")
    values = {
        "central": central_url.rstrip("/"),
        "token": answer.token,
        "replica": answer.replica,
        "is_office": answer.is_office,
        "is_begun": answer.is_begun,
        "centre": answer.centre,
        "area": answer.area,
        "last_error": "",
        # It may lie here: it signs for this machine and opens nothing of anybody. Whoever takes the machine has
        # the machine's own voice until central revokes it, as with the token beside it.
        "device_key": vault.encode(device_key.private_bytes_raw()),
        "central_sealing_key": answer.sealing_key,
        "central_signing_key": answer.signing_key,
    }
    if answer.signing_key != state.get("central_signing_key", ""):
        # Another central: the life of the one before is nothing to it.
        values |= {"timeline": "", "lives": {}, "unread": {}}
    if before.is_enrolled:
        epochs.begin(standing.read(), reason_of(before), **values)
    else:
        with database.atomic():
            state.put(**values, epoch=secrets.token_hex(epochs.EPOCH_BYTES), acknowledged=0, cursors={})
    outbox.news.set()
    return answer


def reason_of(before: Standing) -> str:
    """Return why a new epoch begins: a central that has forgotten a kiosk's token was put back from a copy."""
    is_forgotten = before.last_error == FORGOTTEN and before.acknowledged > 0
    return CentralRestoredError.reason if is_forgotten else epochs.ENROLLED


def read(body: bytes) -> EnrolAnswer:
    try:
        return msgspec.json.decode(body, type=EnrolAnswer)
    except msgspec.MsgspecError as error:
        raise UnreadableAnswerError(type(error).__name__) from error


def has_records() -> bool:
    """Return whether anything that travels was ever written on this kiosk."""
    return outbox.head() > 0 or any(model.select().exists() for model in tables.models().values())
