"""What central writes to standard error, a line of JSON for each thing: for a machine that collects it."""

import logging
from datetime import UTC, datetime

import msgspec

from sync.central import calls


class JsonFormatter(logging.Formatter):
    """One line of JSON: when, how bad, who says it and what; or the account of a call."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower()}
        account = getattr(record, "account", None)
        if account:
            line |= account
        else:
            line |= {"logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            # Its trace names our own lines; what it was about is left out, as a value could stand in the message.
            line["error"] = getattr(record.exc_info[0], "__name__", "")
        return msgspec.json.encode(line).decode()


def begin(how: str) -> None:
    """Write as `how` says from now on: "json" also tells of every call, whatever else is written."""
    if how == "json":
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonFormatter())
        calls.log.setLevel(logging.INFO)
