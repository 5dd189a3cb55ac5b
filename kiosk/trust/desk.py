"""Who trusts me, for a key mother; who is nominated and who trusts her, for the coach."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff, StaffStatus
from kiosk.accounts.queries import staff
from kiosk.cards.views import AFTER
from kiosk.core.errors import NotFoundError
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit
from kiosk.screen.visits import Visit
from kiosk.security.permissions import Permission, allows, may
from kiosk.trust import forms, queries, services
from kiosk.trust.queries import Point

bp = desk_pages("trust_desk", __name__, "/trust")
# Whom the mother is asked about, while the screen is in her hands.
ASKED = "trust_asked"


@bp.get("/")
@allows(Permission.SEE_OWN_TRUST)
def index() -> str:
    """Show the key mother who trusts her."""
    me = signed_in()
    links = queries.open_links(me.own, staff_id=me.staff)
    return render_template("trust/desk/index.html", links=list(queries.names_of(links, me)))


@bp.get("/links/<uuid:link_id>")
@allows(Permission.SEE_OWN_TRUST)
def part(link_id: UUID) -> str:
    """Ask once whether she wants to dissolve a link."""
    one = own_link(link_id)
    name = queries.name_of_household(one.household, signed_in())
    return render_template("trust/desk/part.html", one=one, name=name)


@bp.post("/links/<uuid:link_id>")
@allows(Permission.SEE_OWN_TRUST)
def let_go(link_id: UUID) -> Response:
    services.let_go(own_link(link_id), signed_in())
    return redirect(url_for("trust_desk.index"), 303)


@bp.post("/")
@allows(Permission.SEE_OWN_TRUST)
def ask_for_me() -> Response:
    """Hand the screen to a mother who wants to say that she trusts the key mother who stands here."""
    return handed_over(staff(signed_in().staff))


@bp.get("/nominations")
@allows(Permission.NOMINATE)
def nominations() -> str:
    """Show who is nominated, and who works here already."""
    me = signed_in()
    people = [(one, queries.name_of(one, me), queries.count_of(one)) for one in queries.in_care()]
    can_hire = may(me.role, Permission.KEEP_STAFF)
    return render_template("trust/desk/nominations.html", people=people, can_hire=can_hire)


@bp.get("/nominations/<uuid:staff_id>")
@allows(Permission.NOMINATE)
def detail(staff_id: UUID) -> str:
    """Show three notes about somebody, and who trusts her."""
    return shown(nominee(staff_id))


@bp.get("/nominations/<uuid:staff_id>/<any(development, engagement, acceptance):point>")
@allows(Permission.NOMINATE)
def note(staff_id: UUID, point: str) -> str:
    """Let the coach write one of the three notes."""
    person = nominee(staff_id)
    return render_template(
        "trust/desk/note.html",
        person=person,
        point=Point(point),
        sheet=forms.sheet(draft_of(person, Point(point))),
    )


@bp.post("/nominations/<uuid:staff_id>/<any(development, engagement, acceptance):point>")
@allows(Permission.NOMINATE)
def write(staff_id: UUID, point: str) -> Response:
    """Take one touch of the keyboard; the note is kept when she goes on, and only then."""
    person, draft = nominee(staff_id), current_visit().draft
    touched = forms.touched()
    draft[forms.DRAFT] = (person.id, point, touched.text)
    if not touched.is_done:
        return touched.onward(url_for("trust_desk.note", staff_id=staff_id, point=point))
    services.write_note(person, Point(point), forms.cleaned(touched.text), signed_in())
    del draft[forms.DRAFT]
    return redirect(url_for("trust_desk.detail", staff_id=staff_id), 303)


@bp.post("/nominations/<uuid:staff_id>")
@allows(Permission.NOMINATE)
def approve(staff_id: UUID) -> Response | tuple[str, int]:
    """Let her start, or say that nobody trusts her yet."""
    person = nominee(staff_id)
    try:
        services.approve(person, signed_in())
    except accounts.NotYetError as error:
        return shown(person, is_too_early=True), error.status
    return redirect(url_for("trust_desk.detail", staff_id=staff_id), 303)


@bp.post("/nominations/<uuid:staff_id>/ask")
@allows(Permission.NOMINATE)
def ask(staff_id: UUID) -> Response:
    """Hand the screen to a mother who wants to say that she trusts somebody."""
    return handed_over(nominee(staff_id))


def shown(person: Staff, **told: Any) -> str:
    me = signed_in()
    links = queries.open_links(me.own, staff_id=person.id)
    return render_template(
        "trust/desk/detail.html",
        person=person,
        name=queries.name_of(person, me),
        notes=queries.notes_of(person.id, me.own),
        links=list(queries.names_of(links, me)),
        **told,
    )


def nominee(staff_id: UUID) -> Staff:
    """Return somebody who is nominated or works here. Raises NotFoundError for whoever left."""
    found = staff(staff_id)
    if found.status == StaffStatus.LEFT:
        raise NotFoundError
    return found


def own_link(link_id: UUID) -> queries.OpenLink:
    """Return a link that trusts the key mother who stands here. Raises NotFoundError."""
    one = queries.open_link(link_id, signed_in().own)
    if one.link.staff != signed_in().staff:
        raise NotFoundError
    return one


def draft_of(person: Staff, point: Point) -> str:
    """Return what was typed so far, else the note as it is kept."""
    whose, which, text = current_visit().draft.get(forms.DRAFT, (None, "", ""))
    if (whose, which) == (person.id, point):
        return str(text)
    return queries.note(queries.nomination_of(person.id), point, signed_in().own).text


def handed_over(person: Staff) -> Response:
    """Ask the mother for her card. Whoever comes back to the desk afterwards touches her pictures again."""
    visit = current_visit()
    close_card(visit)
    visit.draft |= {ASKED: person.id, AFTER: "trust/confirm"}
    signed_in().since = float("-inf")
    return redirect(url_for("trust.new"), 303)


def close_card(visit: Visit) -> None:
    """Let go of the card that lies open, if one does."""
    if visit.card:
        visit.card.forget()
        visit.card = None
