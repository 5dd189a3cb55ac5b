"""W3, W4, W6, W7: how many, with or without a name, is this right, done."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.activities.models import Offer
from kiosk.activities.queries import first_date
from kiosk.activities.views import found_offer
from kiosk.core import outbox
from kiosk.core.errors import StalePageError
from kiosk.core.pages import settings
from kiosk.registration import forms, queries, services
from kiosk.registration.models import Registration
from kiosk.screen import code, typing
from kiosk.screen.frame import current_visit, is_clock_unsure, visitor_pages
from kiosk.screen.visits import MOST_PEOPLE, current_visits
from kiosk.security import audit

bp = visitor_pages("registration", __name__, "/places")


def own_registration(offer: Offer) -> Registration | None:
    """Return what this visit already has for the unit, so that going back never registers twice."""
    mine = Registration.select().where(Registration.id.in_(current_visit().registrations))
    unit = offer.unit_id
    return next((one for one in mine if unit in {one.occurrence, one.series} and not one.is_cancelled), None)


@bp.get("/<uuid:occurrence_id>/people")
def people(occurrence_id: UUID) -> str | Response:
    """W3: how many adults, how many children, and if she likes how old they are."""
    offer = found_offer(occurrence_id)
    already = own_registration(offer)
    if already:
        return redirect(after_yes(already.id), 303)
    return render_template("registration/people.html", offer=offer, bands=forms.BANDS)


@bp.post("/<uuid:occurrence_id>/people")
def count(occurrence_id: UUID) -> Response:
    """Take one touch on W3: the nth figure, or an age."""
    visit = current_visit()
    if "adults" in request.form:
        touched = forms.figure(request.form["adults"], lowest=1, highest=MOST_PEOPLE)
        visit.adults = forms.next_number(touched, visit.adults, lowest=1)
    elif "children" in request.form:
        touched = forms.figure(request.form["children"], highest=MOST_PEOPLE)
        visit.children = forms.next_number(touched, visit.children, lowest=0)
        visit.bands = forms.trim_bands(visit.bands, visit.children)
    elif "band" in request.form:
        visit.bands, visit.children = forms.touch_band(
            visit.bands, request.form["band"], visit.children, most=MOST_PEOPLE
        )
    return redirect(url_for("registration.people", occurrence_id=occurrence_id), 303)


@bp.get("/<uuid:occurrence_id>/who")
def who(occurrence_id: UUID) -> str | Response:
    """W4: a picture ticket, or a first name. In one visit nobody is asked twice (SCREENS F5)."""
    if current_visit().household:
        return redirect(url_for("registration.check", occurrence_id=occurrence_id), 303)
    return render_template("registration/who.html", offer=found_offer(occurrence_id))


@bp.post("/<uuid:occurrence_id>/who")
def forgo_name(occurrence_id: UUID) -> Response:
    """Choose the picture ticket: no name, also when one was typed before."""
    current_visit().name = ""
    return redirect(url_for("registration.check", occurrence_id=occurrence_id), 303)


@bp.get("/<uuid:occurrence_id>/name")
def name(occurrence_id: UUID) -> str:
    """W5: a first name, or what people call her, in any script."""
    return render_template(
        "registration/name.html",
        offer=found_offer(occurrence_id),
        sheet=typing.sheet(current_visit().name, fault=typing.fault_of_name(request.args.get("fault", ""))),
    )


@bp.post("/<uuid:occurrence_id>/name")
def write(occurrence_id: UUID) -> Response:
    """Take what was typed, wherever she goes next: a letter, another board, another language, onward."""
    visit, touched = current_visit(), typing.touched()
    visit.name = touched.text
    here = url_for("registration.name", occurrence_id=occurrence_id)
    if not touched.is_done:
        return touched.onward(here)
    try:
        visit.name = typing.clean_name(visit.name)
    except typing.NameMissingError:
        return redirect(f"{here}?fault=missing", 303)
    except typing.NameTooLongError:
        return redirect(f"{here}?fault=long", 303)
    return redirect(url_for("registration.check", occurrence_id=occurrence_id), 303)


@bp.get("/<uuid:occurrence_id>/check")
def check(occurrence_id: UUID) -> str | Response:
    """W6: everything she said as one picture, a change beside each answer, and what she agrees to."""
    visit, offer = current_visit(), found_offer(occurrence_id)
    already = own_registration(offer)
    if already:
        return redirect(after_yes(already.id), 303)
    if offer.activity.training and not visit.motive:
        return redirect(url_for("trainings.motive", occurrence_id=occurrence_id), 303)
    return render_template(
        "registration/check.html",
        offer=offer,
        place_key=visit.key_for(offer.unit_id),
        will_wait=not offer.has_room_for(visit.people),
        just_filled="filled" in request.args,
    )


@bp.post("/<uuid:occurrence_id>")
def create(occurrence_id: UUID) -> Response:
    """Register. The one-time key makes ten touches one registration; a full date leads back to W6, all kept."""
    visit = current_visit()
    key = request.form.get("key", "")
    if not is_of_this_page(occurrence_id, key):
        raise StalePageError
    if not (queries.registration_with_key(key) or current_visits().may_register(visit)):
        return redirect(url_for("walk.help"), 303)
    try:
        registration = register(forms.family_of(visit, request.form, g.language.code), occurrence_id, key)
    except services.JustFilledError:
        return redirect(url_for("registration.check", occurrence_id=occurrence_id, filled=1), 303)
    visit.household = registration.household
    visit.keys = {unit: other for unit, other in visit.keys.items() if other != key}
    if registration.id not in visit.registrations:
        visit.registrations.append(registration.id)
        current_visits().note_coming(visit, registration.people)
    return redirect(after_yes(registration.id), 303)


def register(family: services.Family, occurrence_id: UUID, key: str) -> Registration:
    """Register, and write down that a key mother did where it was her (SPEC C5). Raises what the service raises."""
    will_wait = "wait" in request.form
    if family.vouched_by is None:
        return services.register_family(family, occurrence_id, place_key=key, will_wait=will_wait)
    with outbox.authored(family.vouched_by.hex):
        made = services.register_family(family, occurrence_id, place_key=key, will_wait=will_wait)
        if made.id not in current_visit().registrations:
            subject = made.household.hex
            audit.note("neighbour_registered", staff=family.vouched_by, kind="household", subject=subject)
    return made


def after_yes(registration_id: UUID) -> str:
    """Return the page that follows: hers, or the one that a key mother shares with her neighbour."""
    endpoint = "vouching.detail" if current_visit().voucher else "registration.detail"
    return url_for(endpoint, registration_id=registration_id)


def is_of_this_page(occurrence_id: UUID, key: str) -> bool:
    """Say whether a one-time key was given for this date or its series, or has registered already."""
    keys = current_visit().keys
    return bool(
        keys.get(occurrence_id) == key
        or queries.registration_with_key(key)
        or keys.get(found_offer(occurrence_id).unit_id) == key
    )


@bp.get("/done/<uuid:registration_id>")
def detail(registration_id: UUID) -> str:
    """W7: the ticket, the facts, and a code for a phone; only for the visit that registered."""
    if registration_id not in current_visit().registrations:
        raise StalePageError
    registration = queries.registration(registration_id)
    offer = found_offer(registration.occurrence or first_date(registration.series))
    occurrence, activity = offer.occurrence, offer.activity
    event = code.event(
        activity.title.shown_in(g.language.code).text,
        activity.room.shown_in(g.language.code).text,
        occurrence.starts_at,
        occurrence.ends_at,
        is_wrapped=settings().calendar_wrapper,
    )
    return render_template(
        "registration/detail.html",
        registration=registration,
        offer=offer,
        square=code.square(event),
        position=queries.position_in_line(registration) if registration.is_waiting else 0,
        is_clock_unsure=is_clock_unsure(),
    )
