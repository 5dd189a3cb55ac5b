"""What a kiosk sends is read in two steps: first its frame, and what a change says only when it is judged."""

from typing import Any

import msgspec

from sync.central.nesting import is_too_deep
from sync.protocol import Change, ExchangeRequest


class Sent(Change, omit_defaults=True, frozen=True, kw_only=True, gc=False):
    """A change whose `fields` stay the JSON they came as: eight megabytes of brackets stay eight."""

    # What is read of it is a Change.
    fields: msgspec.Raw  # type: ignore[assignment]


class Call(ExchangeRequest, omit_defaults=True, frozen=True):
    """A request of such changes."""

    changes: list[Sent] = []  # type: ignore[assignment]  # noqa: RUF012  msgspec makes a new one


# Raises ValueError (msgspec's errors are) or RecursionError when the bytes are no call.
read_call = msgspec.json.Decoder(Call).decode
read_sent = msgspec.json.Decoder(Sent).decode
read_fields = msgspec.json.Decoder(dict[str, Any]).decode


def sealed(change: Change) -> Sent:
    """Return a change as it came."""
    return change if isinstance(change, Sent) else read_sent(msgspec.json.encode(change))


def opened(sent: Sent) -> Change | None:
    """Return the change with its fields read, None when they are no JSON object or nested too deep."""
    if is_too_deep(bytes(sent.fields)):
        return None
    try:
        fields = read_fields(sent.fields)
    except (ValueError, RecursionError):
        return None
    return Change(
        sent.n, sent.id, sent.kind, fields, sent.at, sent.base, sent.boot,
        sent.trusted, sent.by, sent.audience, sent.to, sent.erased, sent.stood,
    )  # fmt: skip
