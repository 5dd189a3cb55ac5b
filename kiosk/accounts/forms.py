"""What she touches, scans and types, made into what we can use."""

from kiosk.security import locks


def seconds_closed(doors: tuple[str, ...]) -> int:
    """Return for how many seconds the first of these doors stays closed, 0 when all are open."""
    try:
        locks.require_open(*doors)
    except locks.DoorClosedError as error:
        return error.seconds
    return 0
