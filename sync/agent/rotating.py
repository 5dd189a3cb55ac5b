"""Every month the kiosk gets a new token and a new key of its own: what was copied once is soon worth nothing."""

import logging

import msgspec

from kiosk.core import outbox, state
from kiosk.core.database import database
from kiosk.security import ciphers, vault
from sync import rotation
from sync.agent import standing
from sync.agent.errors import AgentError, UnreadableAnswerError
from sync.agent.standing import Standing
from sync.agent.transport import Line
from sync.joining import RotateAnswer, RotateRequest

PATH = "/v1/rotate"
# The version of the protocol that knows of it.
SINCE = 2
DAY, HOUR = 24 * 60 * 60 * 1_000, 60 * 60 * 1_000
log = logging.getLogger(__name__)


def rotate_when_due(line: Line, days: int) -> bool:
    """Rotate when the last time is `days` ago by central's clock, or when central's own keys are not known yet.

    Never raises AgentError: what fails is tried again after an hour. Returns whether it was done.
    """
    before = standing.read()
    if not days or before.spoken < SINCE or not is_due(before, days):
        return False
    state.put(rotation_tried_at=before.last_contact)
    try:
        rotate(line)
    except AgentError as error:
        log.warning("token and key stay as they are: %s", error.word)
        return False
    return True


def is_due(before: Standing, days: int) -> bool:
    """Say whether it is time. All moments are central's, so a wrong clock changes nothing."""
    now = before.last_contact
    if not state.get("device_key") or now - state.get("rotation_tried_at", 0) < HOUR:
        return False
    if not state.get("central_sealing_key"):
        return True
    since = state.get("rotated_at", 0)
    if not since:
        # Enrolled just now, or by a version that did not count.
        state.put(rotated_at=now)
        return False
    return bool(now - since >= days * DAY)


def rotate(line: Line) -> None:
    """Ask for a new token with a new key, and keep both in one stroke. Raises AgentError.

    The old ones are good until the new token was used: whatever is lost on the way, one of the two opens.
    """
    before = standing.read_enrolled()
    old = ciphers.signing_key_from(vault.decode(state.get("device_key")))
    new = ciphers.new_signing_key()
    public_key = vault.encode(new.public_key().public_bytes_raw())
    proof = vault.encode(old.sign(rotation.words(before.replica, public_key)))
    body = line.call(PATH, RotateRequest(public_key, proof))
    try:
        answer = msgspec.json.decode(body, type=RotateAnswer)
    except msgspec.MsgspecError as error:
        raise UnreadableAnswerError(type(error).__name__) from error
    with database.atomic():
        state.put(
            token=answer.token,
            device_key=vault.encode(new.private_bytes_raw()),
            central_sealing_key=answer.sealing_key,
            central_signing_key=answer.signing_key,
            rotated_at=before.last_contact,
        )
    # The next exchange uses the new token, which ends the old one.
    outbox.news.set()
