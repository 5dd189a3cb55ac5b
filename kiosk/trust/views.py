"""With her card in her hand a mother says whom she trusts, and takes it back when she likes; nobody is told."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.accounts.models import Staff
from kiosk.accounts.queries import staff
from kiosk.core.errors import StalePageError
from kiosk.screen.frame import current_visit, page_number, visitor_pages
from kiosk.security.keyring import OpenCard
from kiosk.trust import queries, services
from kiosk.trust.desk import ASKED, close_card

bp = visitor_pages("trust", __name__, "/trust")
PEOPLE = 3


@bp.get("/")
def index() -> str | Response:
    """Show the mother whom she trusts."""
    card = current_visit().card
    if card is None:
        return redirect(url_for("cards.index"), 303)
    people = trusted_by(card)
    count = max(1, -(-len(people) // PEOPLE))
    number = page_number(request.args.get("page", ""), count)
    shown = people[(number - 1) * PEOPLE : number * PEOPLE]
    return render_template("trust/index.html", people=shown, number=number, count=count)


@bp.post("/")
def take_back() -> Response:
    """Take one link back."""
    card = shown_card()
    for one, _person in trusted_by(card):
        if one.link.id.hex == request.form.get("link"):
            services.take_back(one)
    return redirect(url_for("trust.index"), 303)


@bp.get("/new")
def new() -> str:
    """Tell her whom she is asked about, and that she says yes with her card."""
    return render_template("trust/new.html", person=asked())


@bp.get("/confirm")
def confirm() -> str | Response:
    """Ask her whether she trusts this woman."""
    person = asked()
    if current_visit().card is None:
        return redirect(url_for("trust.new"), 303)
    return render_template("trust/confirm.html", person=person)


@bp.post("/confirm")
def create() -> Response:
    """Take her yes."""
    services.confirm(asked(), shown_card())
    return redirect(url_for("trust.thanks"), 303)


@bp.get("/thanks")
def thanks() -> str:
    """Thank her, whatever she said; her card is closed, and the screen goes back."""
    close_card(current_visit())
    current_visit().draft.pop(ASKED, None)
    return render_template("trust/thanks.html")


def asked() -> Staff:
    """Return whom she is asked about. Raises StalePageError where the screen was not handed to her."""
    person = current_visit().draft.get(ASKED)
    if person is None:
        raise StalePageError
    return staff(person)


def shown_card() -> OpenCard:
    card = current_visit().card
    if card is None:
        raise StalePageError
    return card


def trusted_by(card: OpenCard) -> list[tuple[queries.OpenLink, Staff]]:
    """Return her links with whom each trusts; who left is not shown any more."""
    people = {one.id: one for one in queries.in_care()}
    links = queries.open_links(card.key)
    return [(one, people[one.link.staff]) for one in links if one.link.staff in people]
