"""What kiosks call: exchange, compare, rotate, join. Every answer is JSON."""

from collections.abc import Callable

import msgspec

from kiosk.core import clock
from sync import protocol
from sync.central import (
    calls,
    comparing,
    enrolment,
    epochs,
    intake,
    keys,
    pages,
    replicas,
    rotation,
    sent,
    terse,
    timeline,
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
from sync.central.parting import parting
from sync.central.parts import Parts
from sync.central.ways import is_id
from sync.central.wire import Answer, Environ, bearer, common_protocol, decoded, newest_of, packed, unpacked
from sync.clocks import STRETCHES_SINCE
from sync.comparison import CompareRequest
from sync.joining import EnrolRequest, RotateRequest
from sync.protocol import ExchangeRequest

Service = Callable[[Parts, Environ], Answer]
read_exchange = sent.read_call
read_enrol = msgspec.json.Decoder(EnrolRequest).decode
read_rotate = msgspec.json.Decoder(RotateRequest).decode
read_compare = msgspec.json.Decoder(CompareRequest).decode


def exchange(parts: Parts, environ: Environ) -> Answer:
    """Take the caller's changes, then give it what is new in its feeds (DESIGN 4)."""
    caller = replicas.recognise(bearer(environ))
    require_allowance(parts, caller)
    wish = request_of(unpacked(environ))
    spoken = newest_of(*wish.protocol)
    caller.clock = wish.clock if spoken >= STRETCHES_SINCE else None
    answer = served(parts, caller, wish, spoken)
    return packed(terse.shortened(caller, answer) if terse.is_terse(wish) else answer)


def request_of(body: bytes) -> ExchangeRequest:
    """Return the request that is said in a body; one that cannot be read may be of a version not spoken here."""
    try:
        return decoded(read_exchange, body)
    except MalformedError:
        common_protocol(body)
        raise


def served(
    parts: Parts, caller: Caller, wish: ExchangeRequest, spoken: int, *, since: dict[str, int] | None = None
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
    parts.upkeep.wake()
    parts.upkeep.hear(caller, wish, spoken)
    wish, known, forked = parting(caller, wish)
    taken = received(parts, caller, wish)
    answer = pages.RawAnswer(
        protocol=spoken,
        time=clock.wall(),
        acknowledged=taken.acknowledged,
        judgements=taken.judgements,
        pages=told(caller, wish, wish.cursors if since is None else since, taken),
        come_back_seconds=parts.admission.come_back_seconds(),
        timeline=timeline.current(),
        forked=forked,
        known=known,
        continued=epochs.held_of_former(caller, wish.continues),
    )
    calls.tell(answer.judgements, answer.pages)
    parts.upkeep.tend()
    return answer


def told(
    caller: Caller, wish: ExchangeRequest, since: dict[str, int], taken: intake.Taken
) -> list[pages.RawPage]:
    """Return the pages that the caller asks for, where it has read to `since`."""
    if not wish.wants_pages:
        return []
    return pages.pages(caller, since, written=taken.written, is_anew=bool(wish.continues))


def require_allowance(parts: Parts, caller: Caller) -> None:
    """Raise TooOftenError when the kiosk has called more often than any need explains."""
    wait_seconds = parts.allowance.spend(caller.replica)
    if wait_seconds:
        raise TooOftenError(wait_seconds)


def received(parts: Parts, caller: Caller, wish: ExchangeRequest) -> intake.Taken:
    """Take the changes of the call, if any; a call without one commits nothing."""
    if not wish.changes:
        parts.contacts.note(caller.replica)
        return intake.Taken(intake.acknowledged_now(caller), [])
    return intake.take(caller, wish.changes)


def compare(parts: Parts, environ: Environ) -> Answer:
    """Say whether the caller holds what central holds of a feed (DESIGN 4, G16)."""
    caller = replicas.recognise(bearer(environ))
    wish = decoded(read_compare, unpacked(environ))
    parts.upkeep.wake()
    parts.comparisons.spend(caller, wish)
    answer = comparing.compare(caller, wish)
    return packed(msgspec.structs.replace(answer, timeline=timeline.current()))


def rotate(parts: Parts, environ: Environ) -> Answer:
    """Give a new token for the old one (DESIGN 4, "Enrolment")."""
    token = bearer(environ)
    caller = replicas.recognise(token)
    require_allowance(parts, caller)
    answer = rotation.rotate(caller, token, decoded(read_rotate, unpacked(environ)))
    return packed(keys.introduce(answer, parts.settings.data))


def enrol(parts: Parts, environ: Environ) -> Answer:
    """Trade a one-time code for a token (DESIGN 4, "Enrolment")."""
    address = environ.get("REMOTE_ADDR", "")
    wait_seconds = parts.throttle.wait_seconds(address)
    if wait_seconds:
        raise TooManyTriesError(wait_seconds)
    wish = decoded(read_enrol, unpacked(environ))
    try:
        return packed(keys.introduce(enrolment.enrol(wish), parts.settings.data))
    except UnknownCodeError:
        parts.throttle.miss(address)
        raise


CALLS: dict[str, Service] = {
    "/v1/exchange": exchange,
    "/v1/compare": compare,
    "/v1/rotate": rotate,
    "/v1/enrol": enrol,
}
