"""One guard stands at every page of the desk: somebody is signed in, and her role does this."""

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, g, request

from kiosk.core.errors import NotAllowedError
from kiosk.screen.frame import current_visit
from kiosk.security.permissions import may

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn


def desk_pages(name: str, import_name: str, path: str = "") -> Blueprint:
    """Make the blueprint of a room for those who work here; each view declares its permission with `allows`."""
    pages = Blueprint(name, import_name, url_prefix=f"/<lang>/<visit>/desk{path}")
    pages.before_request(guard)
    return pages


def guard() -> None:
    """Let nobody pass but who is signed in, works here still, and may do this. Raises NotAllowedError."""
    visit = current_visit()
    signed_in = visit.signed_in
    if signed_in is None:
        raise NotAllowedError
    # Asked anew at each page: who was taken out, or got another role, loses it here at the next exchange.
    role = current_app.config["ROLE_OF"](signed_in.staff)
    if role is None:
        visit.signed_in = None
        raise NotAllowedError
    signed_in.role = role
    view = current_app.view_functions[request.endpoint or ""]
    if not may(role, getattr(view, "permission", None)):
        raise NotAllowedError
    g.signed_in = signed_in


def signed_in() -> "SignedIn":
    """Return who stands at the desk; only pages behind the guard ask."""
    found: SignedIn = g.signed_in
    return found
