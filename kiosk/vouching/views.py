"""The neighbour's own pages: what is kept of her, her yes, who may go on seeing it, and back to the desk."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.activities.queries import first_date
from kiosk.activities.views import found_offer
from kiosk.core.errors import NotAllowedError, StalePageError
from kiosk.registration import queries as registrations
from kiosk.registration.models import Household
from kiosk.screen.frame import current_visit, visitor_pages
from kiosk.screen.visits import current_visits
from kiosk.vouching import services

bp = visitor_pages("vouching", __name__, "/neighbour")


def voucher() -> UUID:
    """Return the key mother who stands here with the neighbour. Raises NotAllowedError in any other visit."""
    found = current_visit().voucher
    if found is None:
        raise NotAllowedError
    return found


def own_household() -> Household:
    """Return the household of this visit. Raises NotAllowedError, and StalePageError when there is none any more."""
    voucher()
    known = current_visit().household
    household = registrations.kept_household(known) if known else None
    if household is None:
        raise StalePageError
    return household


@bp.get("/done/<uuid:registration_id>")
def detail(registration_id: UUID) -> str | Response:
    """W7 of a neighbour: her ticket, and who said yes; first she is asked who may go on seeing her."""
    visit, household = current_visit(), own_household()
    if registration_id not in visit.registrations:
        raise StalePageError
    if not household.is_unconfirmed and "invited" not in visit.draft:
        return redirect(url_for("vouching.invite"), 303)
    registration = registrations.registration(registration_id)
    return render_template(
        "vouching/detail.html",
        registration=registration,
        offer=found_offer(registration.occurrence or first_date(registration.series)),
        position=registrations.position_in_line(registration) if registration.is_waiting else 0,
        household=household,
        may_undo="may_undo" in visit.draft,
    )


@bp.get("/consent")
def consent() -> str:
    """Ask herself, in her language, whether this may be kept."""
    return render_template("vouching/consent.html", household=own_household(), name=current_visit().name)


@bp.post("/consent")
def agree() -> Response:
    """Take her own touch."""
    services.confirm(own_household().id, language=g.language.code)
    return redirect(url_for("vouching.invite"), 303)


@bp.get("/invite")
def invite() -> str:
    """Ask whether the key mother may go on seeing this; nothing is chosen for her."""
    return render_template("vouching/invite.html", household=own_household())


@bp.post("/invite")
def answer() -> Response:
    """Take her answer. Without it the key mother sees no more of her (SPEC C5)."""
    visit = current_visit()
    services.invite(own_household().id, language=g.language.code, is_open=request.form.get("may") == "see")
    visit.draft["invited"] = True
    if visit.registrations:
        return redirect(url_for("vouching.detail", registration_id=visit.registrations[-1]), 303)
    return redirect(url_for("vouching.thanks"), 303)


@bp.get("/thanks")
def thanks() -> str:
    """Say that it is done, and whose turn it is."""
    voucher()
    return render_template("vouching/thanks.html")


@bp.post("/undo")
def undo() -> Response:
    """Take back what this visit registered, whole, or what she does not want kept."""
    visit, household = current_visit(), own_household()
    if "may_undo" not in visit.draft and not household.is_unconfirmed:
        raise NotAllowedError
    services.forget(household.id, by=voucher())
    visit.household, visit.name = None, ""
    visit.registrations.clear()
    for said in ("may_undo", "invited"):
        visit.draft.pop(said, None)
    return redirect(url_for("vouching.undone"), 303)


@bp.get("/gone")
def undone() -> str:
    """Say that nothing of it is kept."""
    voucher()
    return render_template("vouching/undone.html")


@bp.get("/back")
def back() -> Response:
    """End the neighbour's visit and lead the key mother back to her desk, or to her pictures if it has closed."""
    voucher()
    visit = current_visit()
    desk, language = current_visits().living(visit.desk), visit.draft.get("desk_language", g.language.code)
    current_visits().end(visit.token)
    if desk is None or desk.signed_in is None:
        return redirect(url_for("welcome.index"), 303)
    where = {"lang": language, "visit": desk.token}
    return redirect(url_for("desk.index", **where), 303)
