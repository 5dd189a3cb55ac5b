"""She gets a card of her own, and with it she comes back: three pictures, seven digits, or the square."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.cards import forms, services
from kiosk.core.errors import StalePageError
from kiosk.core.pictures import PICTURES
from kiosk.screen import code, pictures
from kiosk.screen.frame import address_of, current_visit, visitor_pages
from kiosk.screen.visits import Visit, current_visits
from kiosk.security import locks, secrets, vault
from kiosk.security.keyring import OpenCard

bp = visitor_pages("cards", __name__, "/card")
# What the visit keeps meanwhile: the secret while it is shown, what was touched so far, where she goes afterwards.
SHOWN, TRIAL, AFTER = "card_shown", "card_trial", "after_card"


@bp.get("/new")
def new() -> str:
    """Tell what a card is, and ask whether she wants one."""
    require_own_place()
    return render_template("cards/new.html", registration_id=current_visit().registrations[-1])


@bp.post("/")
def create() -> Response:
    """Make the card of who registered in this visit; what she said is sealed for it."""
    visit = current_visit()
    if SHOWN not in visit.draft:
        issued = services.issue(require_own_place(), name=visit.name, note=visit.motive)
        visit.card, visit.draft[SHOWN] = issued.opened, issued.secret
    return redirect(url_for("cards.card"), 303)


@bp.get("/shown")
def card() -> str:
    """Show the card until she goes on; nobody can show it again."""
    secret: secrets.CardSecret | None = current_visit().draft.get(SHOWN)
    if secret is None:
        raise StalePageError
    return render_template(
        "cards/card.html",
        pictures=secret.pictures,
        digits=forms.grouped(secret.digits),
        square=code.drawn(secret.text()),
    )


@bp.get("/")
def index() -> str | Response:
    """Ask for the three pictures; a scanner may read the square on this page and the next."""
    visit = current_visit()
    trial = trial_of(visit)
    if trial.needs_help:
        return redirect(url_for("walk.help"), 303)
    trial.begin()
    return render_template(
        "cards/index.html",
        touched=len(visit.pictures),
        count=forms.MOST_PICTURES,
        fault="wrong" in request.args,
        back=address_of(visit.draft[AFTER]) if AFTER in visit.draft else url_for("seats.dye"),
    )


@bp.post("/pictures")
def touch() -> Response:
    """Take touched pictures; after the third one the digits are asked."""
    visit = current_visit()
    touched = pictures.touch(visit, request.form, count=forms.MOST_PICTURES)
    if touched is None or not set(touched) <= set(PICTURES):
        return redirect(url_for("cards.index"), 303)
    trial_of(visit).pictures = touched
    return redirect(url_for("cards.digits"), 303)


@bp.get("/digits")
def digits() -> str | Response:
    """Ask for the seven digits, and say so when one of them cannot be right."""
    trial = trial_of(current_visit())
    if not trial.has_pictures:
        return redirect(url_for("cards.index"), 303)
    return render_template(
        "cards/digits.html",
        shown=forms.grouped(trial.digits),
        trial=trial,
        most=forms.MOST_DIGITS,
        fault=trial.is_whole,
    )


@bp.post("/digits")
def type() -> Response:  # noqa: A001  what she does
    """Take touched digits; seven that fit one another open the card."""
    trial = trial_of(current_visit())
    trial.type(request.form)
    if not trial.is_whole:
        return redirect(url_for("cards.digits"), 303)
    if secrets.is_checked(trial.digits):
        return try_card(trial.secret())
    trial.slips += 1
    return redirect(url_for("walk.help" if trial.needs_help else "cards.digits"), 303)


@bp.post("/scan")
def scan() -> Response:
    """Open the card whose square was read."""
    try:
        return try_card(secrets.read_card(request.form.get("card", "")))
    except vault.CannotOpenError:
        return redirect(url_for("cards.index", wrong=1), 303)


def require_own_place() -> UUID:
    """Return the household that registered in this visit. Raises StalePageError where none did, or one has a card."""
    visit = current_visit()
    if not visit.registrations or visit.household is None or visit.card or visit.signed_in or visit.voucher:
        raise StalePageError
    return visit.household


def try_card(secret: secrets.CardSecret) -> Response:
    """Open a card, or tell that it is not known here; after five misses a person helps."""
    trial = trial_of(current_visit())
    if trial.needs_help:
        return redirect(url_for("walk.help"), 303)
    trial.begin()
    try:
        return redirect(enter(services.open_card(secret)), 303)
    except locks.DoorClosedError:
        return redirect(url_for("walk.help"), 303)
    except services.CardUnknownError:
        trial.misses += 1
        return redirect(url_for("cards.index", wrong=1), 303)


def enter(opened: OpenCard) -> str:
    """Open the card in this visit and return where she goes on.

    At the desk, where the screen was handed over to her, it is the page that asked for her card. Else her visit
    begins anew, with what is known of her: nothing of who stood here before goes with her.
    """
    visit = current_visit()
    if visit.signed_in and AFTER in visit.draft:
        visit.draft.pop(TRIAL, None)
        visit.card = opened
        return address_of(visit.draft.pop(AFTER))
    current_visits().end(visit.token)
    g.visit = fresh = current_visits().begin(is_large=visit.is_large)
    services.remember(fresh, opened)
    return url_for("insight.detail")


def trial_of(visit: Visit) -> forms.Trial:
    trial: forms.Trial = visit.draft.setdefault(TRIAL, forms.Trial())
    return trial
