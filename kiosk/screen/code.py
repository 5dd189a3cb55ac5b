"""A square that a phone reads without a network: one event, nothing about a person (SCREENS 5)."""

from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

LONGEST_BYTES = 200
# All that ends a line somewhere or cannot be seen, but the line feed, which has an escape (RFC 5545 3.3.11).
CONTROLS = dict.fromkeys({*range(32), *range(127, 160), 0x2028, 0x2029} - {ord("\n")})


def event(title: str, place: str, start: datetime, end: datetime, *, is_wrapped: bool = False) -> str:
    """Return a bare VEVENT (RFC 5545 3.6.1) in floating local time, at most 200 bytes: the place gives way first."""
    for where in (place, ""):
        for length in range(len(title), 0, -1):
            text = compose(title[:length].rstrip(), where, start, end, is_wrapped=is_wrapped)
            if len(text.encode()) <= LONGEST_BYTES or (not where and length == 1):
                return text
            if where and length < len(title):
                break
    return compose(title[:1], "", start, end, is_wrapped=is_wrapped)


def compose(title: str, place: str, start: datetime, end: datetime, *, is_wrapped: bool) -> str:
    lines = ["BEGIN:VEVENT", f"SUMMARY:{escape(title)}"]
    lines += [f"LOCATION:{escape(place)}"] if place else []
    lines += [f"DTSTART:{start:%Y%m%dT%H%M00}", f"DTEND:{end:%Y%m%dT%H%M00}", "END:VEVENT"]
    if is_wrapped:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR"]
    return "\r\n".join(lines) + "\r\n"


def escape(text: str) -> str:
    """Return the text on one line, so that a title of another centre adds no line of its own to the event."""
    return (
        text.translate(CONTROLS)
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\n", "\\n")
    )


def get_ready() -> None:
    """Load what draws a code, so that the first ticket does not wait for it."""
    drawn("")


def drawn(content: str) -> Markup:
    """Return the code as inline SVG: level M, four modules of white border, black on white."""
    import segno  # noqa: PLC0415  not before it is needed: the kiosk opens sooner

    code = segno.make(content, error="m", boost_error=False, encoding="utf-8")
    drawing = code.svg_inline(border=4, svgclass="qr", lineclass=None, omitsize=True)
    return Markup(drawing.replace("<svg ", '<svg role="img" aria-label="QR" ', 1))  # noqa: S704  made by segno of modules only


# Drawing one takes longer than all the rest of a page; everybody who comes to a date gets the same. A secret is never
# drawn by this: it would stay in memory when its page is gone.
square = lru_cache(maxsize=64)(drawn)
