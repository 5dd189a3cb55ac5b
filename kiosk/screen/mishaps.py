"""Whatever goes wrong is told on a calm page, in the language of the person it happens to."""

import logging

from flask import Flask, g, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from kiosk.core.errors import ConflictError, KioskError, NotAllowedError, NotFoundError, StalePageError
from kiosk.core.languages import SHIPPED
from kiosk.screen.visits import current_visits

logger = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(KioskError, told)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, broken)


def told(error: KioskError) -> tuple[str, int]:
    if isinstance(error, StalePageError):
        return page(
            _("This visit is over."), _("Please start again."), drawing="finished", status=error.status
        )
    if isinstance(error, NotFoundError):
        return page(
            _("This is not here any more."),
            _("Please choose something else."),
            drawing="none",
            status=error.status,
        )
    if isinstance(error, NotAllowedError):
        return page(
            _("This page is not open to you."),
            _("Please ask your coach."),
            drawing="wrong",
            status=error.status,
        )
    if isinstance(error, ConflictError):
        return page(
            _("Something changed just now."), _("Please look again."), drawing="wrong", status=error.status
        )
    return page(
        _("This does not work now."), _("Please ask a key mother."), drawing="wrong", status=error.status
    )


def refused(error: HTTPException) -> tuple[str, int] | Response:
    """Answer what no page of ours answers. Reloading a page that only takes a form leads back into the visit."""
    settle()
    status = error.code or 500
    if isinstance(error, NotFound):
        return page(
            _("This is not here any more."), _("Please choose something else."), drawing="none", status=status
        )
    if isinstance(error, MethodNotAllowed) and "visit" in g:
        return redirect(home(), 303)
    if isinstance(error, MethodNotAllowed):
        return page(_("This visit is over."), _("Please start again."), drawing="finished", status=status)
    if isinstance(error, RequestEntityTooLarge):
        return page(
            _("That was too much text."),
            _("Please write less. Nothing is lost."),
            drawing="wrong",
            status=status,
        )
    return page(_("This does not work now."), _("Please ask a key mother."), drawing="wrong", status=status)


def broken(error: Exception) -> tuple[str, int]:
    """Tell the person calmly, and the log what kind of fault it was, without a word of what she typed."""
    trace, frames = error.__traceback__, []
    while trace:
        frames.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    logger.error("%s at %s in %s", type(error).__name__, request.endpoint, " > ".join(frames))
    return page(
        _("Something went wrong."),
        _("Nothing you said is lost. Please try again."),
        drawing="wrong",
        status=500,
    )


def settle() -> None:
    """Find language and visit in the address where routing did not get that far."""
    first, second = (*request.path.strip("/").split("/", 2), "", "")[:2]
    if "language" not in g:
        g.language = SHIPPED.get(first, SHIPPED["nl"])
    if "visit" not in g and (visit := current_visits().living(second)):
        g.visit = visit


def home() -> str:
    """Return where a visit goes on after a mishap: at the desk for whoever is signed in."""
    return url_for("desk.index" if g.visit.signed_in else "activities.index")


def page(title: LazyString, advice: LazyString, *, drawing: str, status: int) -> tuple[str, int]:
    """Return the page of a mishap. Where a visit goes on, it leads back into it; else to the picker."""
    settle()
    onward = home() if "visit" in g else url_for("welcome.index")
    return render_template(
        "walk/mishap.html", title=title, advice=advice, drawing=drawing, onward=onward
    ), status
