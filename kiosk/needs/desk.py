"""Where slips with questions are typed in: a touch for each, counted first and then written down all at once."""

from collections import Counter

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core.errors import InvalidInputError
from kiosk.needs import services
from kiosk.needs.models import NeedTopic
from kiosk.screen.desk import desk_pages
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.security.permissions import Permission, allows

bp = desk_pages("needs_desk", __name__, "/slips")
# Where the visit keeps what was touched and not yet written down, the language of the slips, and how many were written.
TOUCHED, LANGUAGE, WRITTEN = "slips", "slips_language", "slips_written"
MOST = 99


@bp.get("/")
@allows(Permission.KEEP_TODAY)
def slips() -> str:
    """Show a tile for each topic with how often it was touched."""
    return render_template(
        "needs/desk/slips.html",
        topics=list(NeedTopic),
        touched=touched(),
        spoken=language(),
        languages=offered_languages(),
        written=current_visit().draft.pop(WRITTEN, 0),
    )


@bp.post("/")
@allows(Permission.KEEP_TODAY)
def create() -> Response:
    """Count a touch, take one back, change the language; or write down all that was counted."""
    form, draft, counted = request.form, current_visit().draft, touched()
    if "language" in form:
        draft[LANGUAGE] = chosen(form["language"])
    elif "wipe" in form:
        draft[TOUCHED] = draft.get(TOUCHED, [])[:-1]
    elif "save" in form:
        draft.pop(TOUCHED, None)
        for topic in counted.elements():
            services.ask(topic, language())
        draft[WRITTEN] = counted.total()
    elif form.get("topic", "") in set(NeedTopic) and counted.total() < MOST:
        draft[TOUCHED] = [*draft.get(TOUCHED, []), form["topic"]]
    return redirect(url_for("needs_desk.slips"), 303)


def touched() -> Counter[str]:
    return Counter(current_visit().draft.get(TOUCHED, []))


def language() -> str:
    """Return the language of the slips: the one that was touched last, else that of the page."""
    found: str = current_visit().draft.get(LANGUAGE, g.language.code)
    return found


def chosen(code: str) -> str:
    """Return the language that was touched. Raises InvalidInputError for one that is not offered here."""
    if code not in {offered.code for offered in offered_languages()}:
        raise InvalidInputError
    return code
