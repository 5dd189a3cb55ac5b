"""A page belongs to this visit and this machine: nothing is kept, nothing foreign is loaded, nothing is told onward."""

import re

from flask import Flask, Response, current_app, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


# A page elsewhere may point its own name at this machine (DNS rebinding); what comes under that name is not answered.
LOOPBACK = ("127.0.0.1", "localhost", "::1")
is_own_name = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?").fullmatch
MISDIRECTED = 421


def init_app(app: Flask) -> None:
    app.before_request(require_own_name)
    app.after_request(harden)


def require_own_name() -> Response | None:
    """Answer nothing under a foreign name, where the kiosk listens to this machine only (RFC 9110 15.5.20)."""
    is_for_all = current_app.config["SETTINGS"].host not in LOOPBACK
    return None if is_for_all or is_own_name(request.host) else Response(status=MISDIRECTED)


def harden(response: Response) -> Response:
    """Set the headers of SCREENS P7; only fingerprinted files may be kept."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    is_fingerprinted = request.endpoint == "static" and "v" in request.args
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_fingerprinted else "no-store"
    )
    return response
