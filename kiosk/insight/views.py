"""Her own page, a question at a time: what is kept, her places, what she allows, and the end of it all."""

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from kiosk.cards.models import Purpose
from kiosk.cards.views import SHOWN
from kiosk.core.errors import InvalidInputError
from kiosk.insight import queries, services
from kiosk.registration.services import confirm as confirm_household
from kiosk.retention.services import forget_household
from kiosk.screen import typing
from kiosk.screen.frame import current_visit, visitor_pages
from kiosk.screen.keyboard import DIGITS
from kiosk.screen.paging import page_of
from kiosk.screen.visits import current_visits

bp = visitor_pages("insight", __name__, "/mine")
# What the visit keeps meanwhile: what is typed, and that she would rather not say yet whether it is she.
NAME, PHONE, LATER = "insight_name", "insight_phone", "insight_later"


@bp.get("/")
def detail() -> str | Response:
    """Offer each thing that she can do here. Who comes from her new card has seen it."""
    _opened, household = queries.own_household()
    visit = current_visit()
    visit.draft.pop(SHOWN, None)
    if household.is_unconfirmed and "later" not in request.args and LATER not in visit.draft:
        return redirect(url_for("insight.vouched"), 303)
    visit.draft[LATER] = True
    return render_template("insight/detail.html", household=household)


@bp.get("/yes")
def vouched() -> str:
    """Ask whom a key mother registered whether it is right."""
    queries.own_household()
    return render_template("insight/vouched.html")


@bp.post("/yes")
def confirm() -> Response:
    """Take her own yes."""
    _opened, household = queries.own_household()
    if household.is_unconfirmed:
        confirm_household(household, language=g.language.code)
    return redirect(url_for("insight.detail"), 303)


@bp.get("/known")
def known() -> str:
    """Show each thing that this machine knows about her, and for how many weeks."""
    opened, household = queries.own_household()
    sheet = page_of(queries.facts_of(household, opened), request.args.get("page", ""), size=rows_of_a_page())
    return render_template("insight/known.html", household=household, sheet=sheet)


@bp.get("/places")
def places() -> str:
    """Show her places; each opens as its ticket would."""
    _opened, household = queries.own_household()
    mine = queries.places_of(household)
    current_visit().opened = [place.id for place, _offer in mine]
    sheet = page_of(mine, request.args.get("page", ""), size=rows_of_a_page())
    return render_template("insight/places.html", sheet=sheet)


@bp.get("/allowed")
def allowed() -> str:
    """Show each thing she allows, or does not, as a switch."""
    _opened, household = queries.own_household()
    return render_template("insight/allowed.html", allowed=queries.allowed(household))


@bp.post("/allowed")
def allow() -> Response:
    """Take one touch of a switch: what needs something more of her, or takes something from her, is asked first."""
    _opened, household = queries.own_household()
    if request.form.get("purpose") not in set(Purpose):
        raise InvalidInputError
    purpose, is_on = Purpose(request.form["purpose"]), request.form.get("on") == "1"
    asks = {
        (Purpose.REMEMBER, True): "name",
        (Purpose.CALL, True): "phone",
        (Purpose.PLACE, False): "leaving",
    }
    if (purpose, is_on) in asks and "sure" not in request.form:
        return redirect(url_for(f"insight.{asks[purpose, is_on]}"), 303)
    change = services.allow if is_on else services.take_back
    change(household, purpose, language=g.language.code)
    if purpose == Purpose.REMEMBER:
        current_visit().name = ""
    return redirect(url_for("insight.allowed"), 303)


@bp.get("/allowed/place")
def leaving() -> str:
    """Tell what taking back this yes means, and ask."""
    queries.own_household()
    return render_template("insight/leaving.html", purpose=Purpose.PLACE)


@bp.get("/name")
def name() -> str:
    """Let her correct her name."""
    queries.own_household()
    visit = current_visit()
    fault = typing.fault_of_name(request.args.get("fault", ""))
    return render_template(
        "insight/name.html", sheet=typing.sheet(visit.draft.get(NAME, visit.name), fault=fault)
    )


@bp.post("/name")
def write() -> Response:
    """Take what was typed; a name that can be used is kept."""
    opened, household = queries.own_household()
    visit, touched = current_visit(), typing.touched()
    visit.draft[NAME] = touched.text
    if not touched.is_done:
        return touched.onward(url_for("insight.name"))
    try:
        visit.name = typing.clean_name(touched.text)
    except typing.NameMissingError:
        return redirect(url_for("insight.name", fault="missing"), 303)
    except typing.NameTooLongError:
        return redirect(url_for("insight.name", fault="long"), 303)
    services.keep_name(household, opened, name=visit.name, language=g.language.code)
    del visit.draft[NAME]
    return redirect(url_for("insight.known"), 303)


@bp.get("/phone")
def phone() -> str:
    """Ask for a number where a key mother may call her."""
    queries.own_household()
    fault = _("Please write the whole number.") if "fault" in request.args else ""
    typed = current_visit().draft.get(PHONE, "")
    return render_template("insight/phone.html", sheet=typing.sheet(typed, DIGITS, fault=fault))


@bp.post("/phone")
def dial() -> Response:
    """Take what was typed; a number that can be called is kept."""
    opened, household = queries.own_household()
    visit, touched = current_visit(), typing.touched(DIGITS)
    visit.draft[PHONE] = touched.text
    if not touched.is_done:
        return touched.onward(url_for("insight.phone"))
    try:
        services.keep_phone(household, opened, phone=touched.text, language=g.language.code)
    except services.PhoneUnusableError:
        return redirect(url_for("insight.phone", fault="short"), 303)
    del visit.draft[PHONE]
    return redirect(url_for("insight.allowed"), 303)


@bp.get("/forget")
def forget() -> str:
    """Ask once, in plain words."""
    queries.own_household()
    return render_template("insight/forget.html")


@bp.post("/forget")
def delete() -> str:
    """Forget her, here and everywhere; her visit ends with it, and this page is the last thing that knows of her."""
    opened, _household = queries.own_household()
    forget_household(opened.household)
    visit = g.pop("visit")
    current_visits().end(visit.token)
    return render_template("insight/gone.html", is_large=visit.is_large)


def rows_of_a_page() -> int:
    return queries.LARGE_ROWS if current_visit().is_large else queries.ROWS
