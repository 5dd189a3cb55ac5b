"""A page belongs to this visit and this machine: nothing is kept, nothing foreign is loaded, nothing is told onward."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def init_app(app: Flask) -> None:
    app.after_request(harden)


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
