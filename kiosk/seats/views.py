"""Giving up a place with the ticket: its colour, its picture, its number, yes."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kiosk.activities.models import Offer
from kiosk.activities.queries import first_date, offer_of
from kiosk.core.errors import NotFoundError, StalePageError
from kiosk.core.pages import settings
from kiosk.registration import queries
from kiosk.registration.models import Registration
from kiosk.screen.frame import current_visit, visitor_pages
from kiosk.screen.visits import current_visits
from kiosk.seats import forms, services
from kiosk.tickets.models import Animal, Dye

bp = visitor_pages("seats", __name__, "/ticket")
# A guess finds somebody else's ticket once in hundreds; after this many a key mother helps (SPEC, card: five misses).
MOST_WRONG = 5
# Where the visit keeps what was touched of a ticket.
TICKET = "ticket"


@bp.get("/")
def dye() -> str:
    """Ask for the colour of the ticket."""
    return render_template("seats/dye.html", dyes=list(Dye))


@bp.get("/picture")
def animal() -> str | Response:
    """Ask for its picture."""
    touched = touched_so_far()
    if "dye" not in touched:
        return redirect(url_for("seats.dye"), 303)
    return render_template("seats/animal.html", dye=Dye(touched["dye"]), animals=list(Animal))


@bp.get("/number")
def number() -> str | Response:
    """Ask for its number: ten digits, one or two touches; the second one looks it up."""
    touched = touched_so_far()
    if "animal" not in touched:
        return redirect(url_for("seats.animal"), 303)
    return render_template(
        "seats/number.html",
        dye=Dye(touched["dye"]),
        animal=Animal(touched["animal"]),
        digit=touched.get("digit", ""),
        fault=_("No ticket like this is kept here. Please look again.") if "wrong" in request.args else "",
    )


@bp.post("/")
def find() -> Response:
    """Take one touch; the number looks the ticket up and opens its page for this visit only.

    No address tells a ticket: who looks at the screen's address, or at what a browser keeps, finds none. After five
    wrong ones a person helps.
    """
    visit = current_visit()
    if visit.wrong_tickets >= MOST_WRONG or current_visits().are_guessing:
        return redirect(url_for("walk.help"), 303)
    touched = forms.touched(request.form, so_far=touched_so_far())
    if "number" not in touched:
        visit.draft[TICKET] = touched
        return redirect(url_for("seats.number" if "animal" in touched else "seats.animal"), 303)
    ticket = forms.ticket_of(touched)
    visit.draft.pop(TICKET, None)
    found = queries.registrations_with_ticket(ticket.dye, ticket.animal, ticket.number)
    if not found:
        visit.wrong_tickets += 1
        current_visits().note_guess()
        visit.draft[TICKET] = {"dye": ticket.dye, "animal": ticket.animal}
        return redirect(url_for("seats.number", wrong=1), 303)
    visit.opened = [one.id for one in found]
    # The page that follows tells her; of two who drew one ticket nobody knows which one it told.
    if len(found) == 1 and visit.signed_in is None:
        services.note_told(visit.opened)
    return redirect(url_for("seats.detail", registration_id=found[0].id), 303)


def touched_so_far() -> dict[str, str]:
    """Return what of a ticket was touched in this visit."""
    touched: dict[str, str] = current_visit().draft.get(TICKET, {})
    return touched


@bp.get("/kept/<uuid:registration_id>")
def detail(registration_id: UUID) -> str:
    """Show what the ticket stands for, without a name, and ask whether the place is given up."""
    registration = opened_registration(registration_id)
    others = [one for one in current_visit().opened if one != registration_id]
    return render_template(
        "seats/detail.html",
        registration=registration,
        offer=offer_for(registration),
        position=queries.position_in_line(registration) if registration.is_waiting else 0,
        other=others[0] if others and not registration.is_cancelled else None,
    )


@bp.post("/kept/<uuid:registration_id>/delete")
def delete(registration_id: UUID) -> Response:
    """Give up the place; the next family in line gets it."""
    services.withdraw(opened_registration(registration_id))
    return redirect(url_for("seats.detail", registration_id=registration_id), 303)


def opened_registration(registration_id: UUID) -> Registration:
    """Return a registration whose ticket was shown in this visit, or that was made in it. Raises StalePageError."""
    visit = current_visit()
    if registration_id not in {*visit.opened, *visit.registrations}:
        raise StalePageError
    return queries.registration(registration_id)


def offer_for(registration: Registration) -> Offer | None:
    """Return the offer, or None when its activity has not arrived here; the ticket is valid all the same."""
    try:
        occurrence = registration.occurrence or first_date(registration.series)
    except NotFoundError:
        return None
    return offer_of(occurrence, fresh_hours=settings().fresh_hours)
