"""What kiosks call: join, exchange, and a look at whether central is well. Every answer is JSON."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import msgspec
from flask import Blueprint, Response, current_app, request
from peewee import PeeweeException

from kiosk.core import clock
from sync import protocol
from sync.central import (
    calls,
    comparing,
    database,
    enrolment,
    intake,
    keys,
    pages,
    replicas,
    rotation,
    sent,
    terse,
    timeline,
    watch,
)
from sync.central.audience import Caller
from sync.central.errors import (
    MalformedError,
    OtherReplicaError,
    OversizeError,
    TooManyTriesError,
    TooOftenError,
    UnknownCodeError,
)
from sync.central.ways import is_id
from sync.central.wire import bearer, common_protocol, decoded, packed, unpacked
from sync.clocks import STRETCHES_SINCE
from sync.comparison import CompareRequest
from sync.joining import EnrolRequest, RotateRequest
from sync.protocol import ExchangeRequest

if TYPE_CHECKING:
    from sync.central.admission import Admission
    from sync.central.contacts import Contacts
    from sync.central.throttle import Allowance, Throttle
    from sync.central.upkeep import Upkeep

bp = Blueprint("api", __name__)
read_exchange = sent.read_call
read_enrol = msgspec.json.Decoder(EnrolRequest).decode
read_rotate = msgspec.json.Decoder(RotateRequest).decode
read_compare = msgspec.json.Decoder(CompareRequest).decode


@bp.post("/v1/exchange")
def exchange() -> Response:
    """Take the caller's changes, then give it what is new in its feeds (DESIGN 4)."""
    caller = replicas.recognise(bearer())
    require_allowance(caller)
    body = unpacked()
    spoken = common_protocol(body)
    wish = decoded(read_exchange, body)
    caller.clock = wish.clock if spoken >= STRETCHES_SINCE else None
    answer = served(caller, wish, spoken)
    return packed(terse.shortened(caller, answer) if terse.is_terse(wish) else answer)


def served(
    caller: Caller, wish: ExchangeRequest, spoken: int, *, since: dict[str, int] | None = None
) -> pages.RawAnswer:
    """Return the answer to one request, whether it came over the line or by courier. Raises UnservedError.

    `since`: where its pages begin, if that is further on than the kiosk has read: earlier ones go with the same stick.
    """
    if wish.replica not in {"", caller.replica}:
        raise OtherReplicaError("this token belongs to another kiosk")
    if not is_id(wish.epoch):
        raise MalformedError("an epoch is 32 hexadecimal letters")
    if len(wish.changes) > protocol.MAX_CHANGES:
        raise OversizeError(f"at most {protocol.MAX_CHANGES} changes in one call")
    caller.epoch = wish.epoch
    wish = terse.spelled_out(caller, wish)
    upkeep: Upkeep = current_app.extensions["upkeep"]
    admission: Admission = current_app.extensions["admission"]
    upkeep.hear(caller, wish, spoken)
    taken = received(caller, wish)
    answer = pages.RawAnswer(
        protocol=spoken,
        time=clock.wall(),
        acknowledged=taken.acknowledged,
        judgements=taken.judgements,
        pages=pages.pages(caller, wish.cursors if since is None else since, written=taken.written)
        if wish.wants_pages
        else [],
        come_back_seconds=admission.come_back_seconds(),
        timeline=timeline.current(),
        forked=timeline.forked(wish.timeline, caller.feeds) if wish.timeline else {},
    )
    calls.tell(answer.judgements, answer.pages)
    upkeep.tend()
    return answer


def require_allowance(caller: Caller) -> None:
    """Raise TooOftenError when the kiosk has called more often than any need explains."""
    allowance: Allowance = current_app.extensions["allowance"]
    wait_seconds = allowance.spend(caller.replica)
    if wait_seconds:
        raise TooOftenError(wait_seconds)


def received(caller: Caller, wish: ExchangeRequest) -> intake.Taken:
    """Take the changes of the call, if any; a call without one commits nothing."""
    if not wish.changes:
        contacts: Contacts = current_app.extensions["contacts"]
        contacts.note(caller.replica)
        return intake.Taken(intake.acknowledged_now(caller), [])
    return intake.take(caller, wish.changes)


@bp.post("/v1/compare")
def compare() -> Response:
    """Say whether the caller holds what central holds of a feed (DESIGN 4, G16)."""
    caller = replicas.recognise(bearer())
    wish = decoded(read_compare, unpacked())
    comparisons: comparing.Comparisons = current_app.extensions["comparisons"]
    comparisons.spend(caller, wish)
    return packed(comparing.compare(caller, wish))


@bp.post("/v1/rotate")
def rotate() -> Response:
    """Give a new token for the old one (DESIGN 4, "Enrolment")."""
    token = bearer()
    caller = replicas.recognise(token)
    require_allowance(caller)
    answer = rotation.rotate(caller, token, decoded(read_rotate, unpacked()))
    return packed(keys.introduce(answer, current_app.config["SETTINGS"].data))


@bp.post("/v1/enrol")
def enrol() -> Response:
    """Trade a one-time code for a token (DESIGN 4, "Enrolment")."""
    throttle: Throttle = current_app.extensions["throttle"]
    address = request.remote_addr or ""
    wait_seconds = throttle.wait_seconds(address)
    if wait_seconds:
        raise TooManyTriesError(wait_seconds)
    wish = decoded(read_enrol, unpacked())
    try:
        return packed(keys.introduce(enrolment.enrol(wish), current_app.config["SETTINGS"].data))
    except UnknownCodeError:
        throttle.miss(address)
        raise


@bp.get("/health")
def health() -> tuple[dict[str, str | int], int]:
    """Say `status` "ok" or why not (503), the version, how the database is, and how many kiosks are silent."""
    stored = database_status()
    report: dict[str, str | int] = {
        "status": "ok" if stored == "ok" else f"database: {stored}",
        "version": program_version(),
        "database": stored,
    }
    if stored == "ok":
        report["silent_kiosks"] = sum(silence > watch.SILENT_MILLISECONDS for silence in watch.silences())
    return report, 200 if stored == "ok" else 503


def database_status() -> str:
    try:
        database.connect()
        database.run("SELECT head FROM feed LIMIT 1").fetchone()
    except PeeweeException as error:
        database.disconnect()
        return type(error).__name__
    return "ok"


def program_version() -> str:
    try:
        return version("parents-point")
    except PackageNotFoundError:
        return "0.1.0+checkout"
