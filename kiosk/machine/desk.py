"""The caretaker's page: how the machine is, in one look, and what she does where it is not well."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core import clock, health, stretches, today
from kiosk.core.lights import Topic, lamps, worst
from kiosk.machine import forms
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import moment_of
from kiosk.security.permissions import Permission, allows, may

bp = desk_pages("machine_desk", __name__, "/machine")
LONGEST_READING = 15


@bp.get("/")
@allows(Permission.KEEP_MACHINE)
def index() -> str:
    """Show what /health knows; a kiosk that stands alone can be connected from here."""
    report, _status = health.index()
    shown, contact = lamps(report), report.get("last_contact")
    return render_template(
        "machine/desk/index.html",
        light=worst(shown),
        whole=forms.WHOLE[worst(shown)],
        lamps=[
            (
                lamp,
                forms.TITLES[lamp.topic],
                forms.sentence(lamp, report.get("problem", "")),
                link_of(lamp.topic),
            )
            for lamp in shown
        ],
        signs=forms.SIGNS,
        contact_at=moment_of(contact) if contact else None,
        version=report["version"],
        is_alone=not report.get("enrolled"),
        wall=clock.wall() if any(lamp.word == forms.UNSURE for lamp in shown) else None,
        shown_now=forms.told({"at": clock.wall()}),
        can_carry=forms.BY_STICK in current_app.view_functions,
    )


@bp.post("/today")
@allows(Permission.KEEP_MACHINE)
def believe() -> Response:
    """Take her word for it that the clock of this machine is right."""
    seen = request.form.get("wall", "")
    if seen.isdecimal() and len(seen) <= LONGEST_READING and today.believe(int(seen)):
        stretches.look()
    return redirect(url_for("machine_desk.index"), 303)


def link_of(topic: Topic) -> str:
    """Return the endpoint of the page where this is seen to, empty where she has none."""
    endpoint = forms.PAGES.get(topic, "")
    permission = getattr(current_app.view_functions.get(endpoint), "permission", None)
    return endpoint if may(signed_in().role, permission) else ""
