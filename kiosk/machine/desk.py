"""The caretaker's page: how the machine is, in one look, and what she does where it is not well."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kiosk.core import clock, health, printer, stretches, today, turned
from kiosk.core.languages import SHIPPED
from kiosk.core.lights import Light, Topic, lamps, worst
from kiosk.core.pages import settings
from kiosk.machine import forms, queries, services
from kiosk.screen.desk import desk_pages, signed_in
from kiosk.screen.frame import current_visit, offered_languages
from kiosk.screen.visits import current_visits
from kiosk.security.permissions import Permission, allows, may

bp = desk_pages("machine_desk", __name__, "/machine")
LONGEST_READING = 15


@bp.get("/")
@allows(Permission.KEEP_MACHINE)
def index() -> str:
    """Show what /health knows: what needs somebody as a line each, the worst first, and what is well in a few words."""
    report, _status = health.index()
    shown = lamps(report | {"printer": printer.status()})
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
            if lamp.light != Light.GREEN
        ],
        wells=[
            (forms.TITLES[lamp.topic], forms.figure(lamp, report))
            for lamp in shown
            if lamp.light == Light.GREEN
        ],
        signs=forms.SIGNS,
        version=report["version"],
        is_alone=not report.get("enrolled"),
        wall=clock.wall() if any(lamp.word == forms.UNSURE for lamp in shown) else None,
        shown_now=forms.told({"at": clock.wall()}),
        can_carry=forms.BY_STICK in current_app.view_functions,
        can_switch_off=can_switch_off(),
        has_stayed_on=current_app.config.get("HAS_STAYED_ON", False),
    )


@bp.post("/today")
@allows(Permission.KEEP_MACHINE)
def believe() -> Response:
    """Take her word for it that the clock of this machine is right."""
    seen = request.form.get("wall", "")
    if seen.isdecimal() and len(seen) <= LONGEST_READING and today.believe(int(seen)):
        services.confirmed_clock(signed_in())
        stretches.look()
    return redirect(url_for("machine_desk.index"), 303)


@bp.get("/off")
@allows(Permission.KEEP_MACHINE)
def off() -> str | Response:
    """Ask once whether the machine is to be switched off."""
    if not can_switch_off():
        return redirect(url_for("machine_desk.index"), 303)
    return render_template("machine/desk/off.html")


@bp.post("/off")
@allows(Permission.KEEP_MACHINE)
def switch_off() -> str | Response:
    """End cleanly, and switch the machine off; whoever stands here is signed out with it."""
    if not can_switch_off():
        return redirect(url_for("machine_desk.index"), 303)
    services.switched_off(signed_in())
    page = render_template("machine/desk/switched_off.html")
    current_visits().end(current_visit().token)
    current_app.config["MOVE"]("off")
    return page


@bp.get("/settings")
@allows(Permission.KEEP_MACHINE)
def turn() -> str:
    """Show what can be turned at the screen, and what whoever set the machine up has fixed."""
    return render_template(
        "machine/desk/turn.html", dials=queries.dials(settings()), languages=offered_languages()
    )


@bp.post("/settings")
@allows(Permission.KEEP_MACHINE)
def take_turn() -> Response:
    """Take one touch of a dial."""
    name, value = forms.turned(request.form)
    services.turn(name, value, signed_in())
    back = "machine_desk.ruler" if name == queries.RULER else "machine_desk.turn"
    return redirect(url_for(back), 303)


@bp.get("/languages")
@allows(Permission.KEEP_MACHINE)
def languages() -> str:
    """Show the languages in the order of the picker, and behind them those that are off."""
    offered = offered_languages()
    others = [language for language in SHIPPED.values() if language not in offered]
    is_fixed = turned.is_fixed("languages")
    return render_template("machine/desk/languages.html", offered=offered, others=others, is_fixed=is_fixed)


@bp.post("/languages")
@allows(Permission.KEEP_MACHINE)
def turn_language() -> Response:
    """Switch one on or off, or move it up. She goes on in her own language, also where that is now off."""
    code, deed = request.form.get("code", ""), request.form.get("deed", "")
    services.turn_language(code, deed, [language.code for language in offered_languages()], signed_in())
    return redirect(url_for("machine_desk.languages"), 303)


@bp.get("/ruler")
@allows(Permission.KEEP_MACHINE)
def ruler() -> str:
    """Show ten centimetres to hold a ruler against, and make them longer or shorter until they are."""
    dial = next(dial for dial in queries.dials(settings()) if dial.name == queries.RULER)
    return render_template("machine/desk/ruler.html", ruler=dial, pixels=settings().millimetre)


def can_switch_off() -> bool:
    return bool(settings().power_off_command) and current_app.config["MOVE"] is not None


def link_of(topic: Topic) -> str:
    """Return the endpoint of the page where this is seen to, empty where she has none."""
    endpoint = forms.PAGES.get(topic, "")
    permission = getattr(current_app.view_functions.get(endpoint), "permission", None)
    return endpoint if may(signed_in().role, permission) else ""
