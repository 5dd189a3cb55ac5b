"""One guard stands at every page of the desk: somebody is signed in, and her role does this."""

import time
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.core import state
from kiosk.core.errors import NotAllowedError
from kiosk.screen.frame import current_visit, place
from kiosk.security.permissions import may

if TYPE_CHECKING:
    from kiosk.security.keyring import SignedIn

# Who stands here for so long touches her pictures again (SCREENS M6).
ASKED_AGAIN_SECONDS = 20 * 60


def desk_pages(name: str, import_name: str, path: str = "") -> Blueprint:
    """Make the blueprint of a room for those who work here; each view declares its permission with `allows`."""
    pages = Blueprint(name, import_name, url_prefix=f"/<lang>/<visit>/desk{path}")
    pages.before_request(guard)
    return pages


def guard() -> Response | None:
    """Let nobody pass but who is signed in, works here still, and may do this. Raises NotAllowedError.

    Who must touch her pictures again is led there first, and comes back to her page; a form is taken all the same.
    """
    visit = current_visit()
    opened = visit.signed_in
    if opened is None or opened.is_forgotten:
        raise NotAllowedError
    # Asked anew at each page: who was taken out, or got another role, loses it here at the next exchange.
    role = current_app.config["ROLE_OF"](opened.staff)
    if role is None:
        opened.forget()
        visit.signed_in = None
        raise NotAllowedError
    opened.role = role
    view = current_app.view_functions[request.endpoint or ""]
    if not may(role, getattr(view, "permission", None)):
        raise NotAllowedError
    g.signed_in = opened
    return ask_again() if request.method == "GET" and is_outdated(opened) else None


def is_outdated(opened: "SignedIn") -> bool:
    """Say whether she came long ago, or the centre's key is another one since."""
    from kiosk.security import signatures  # noqa: PLC0415  loaded by then, as somebody is signed in

    is_long_ago = time.monotonic() - opened.since > ASKED_AGAIN_SECONDS
    return is_long_ago or signatures.public_of(opened.centre) != state.get("centre_key")


def ask_again() -> Response:
    """Lead her to her pictures, and back to this page afterwards."""
    current_visit().draft["back_to"] = place()
    return redirect(url_for("accounts.pictures", staff_id=signed_in().staff), 303)


def signed_in() -> "SignedIn":
    """Return who stands at the desk; only pages behind the guard ask."""
    found: SignedIn = g.signed_in
    return found
