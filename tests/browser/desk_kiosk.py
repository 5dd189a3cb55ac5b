"""The kiosk of those who work here: five people with known pictures, one who is nominated, a mother with a card.

Its clock starts on a Monday in September at ten, and Amal and Safa are here every day until the evening.
"""

import json
import sys
from functools import partial
from pathlib import Path

import time_machine
from flask import Flask

from kiosk import server
from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff
from kiosk.activities.models import Activity, Stage
from kiosk.app import create_app
from kiosk.cards import services as cards
from kiosk.centres.services import found_centre
from kiosk.core import schema, state
from kiosk.core.database import attach, disconnect
from kiosk.core.settings import Settings
from kiosk.registration.models import Household
from kiosk.rota import queries as hours
from kiosk.rota import services as rota
from kiosk.sample import loader
from kiosk.security.permissions import Role, may
from tests import team
from tests.browser import exchanged
from tests.browser.sample_kiosk import MONDAY, NoLine


def lay_out(settings: Settings) -> dict[str, object]:
    """Let everybody work here; returns what a test must know to touch: ids, pictures, the card."""
    founded = settings.data / "founded.sqlite"
    attach(founded)
    schema.prepare()
    code = found_centre("Pendrecht", "NL-RTM", zone=settings.zone)
    state.put(zone=settings.zone)
    disconnect()
    hired = team.hire(founded, code, settings.data)
    attach(settings.kiosk_database)
    schema.prepare()
    coach = hired.signed_in("Lena")
    for name in ("Amal", "Safa"):
        for weekday in hours.DAYS:
            rota.write_day(hired.ids[name], weekday, {("09:00", "21:00")})
    Staff.update(shown_name="Amal").where(Staff.id == hired.ids["Amal"]).execute()
    nominated = accounts.hire(
        "Mirela", role=Role.KEY_MOTHER, tile="boat", language="ro", languages=["ro", "nl"], by=coach
    )
    household = Household.create(language="nl", adults=1)
    secret = cards.issue(household.id, name="Hana").secret
    neighbour = exchanged.lay_out(MONDAY, hired.ids["Amal"])
    for site in (loader.OFFICE, loader.SHOWN):
        loader.load(site, MONDAY.date())
    draft = Activity.select().order_by(Activity.id.desc()).first()
    Activity.update(stage=Stage.DRAFT).where(Activity.id == draft.id).execute()
    return {
        "people": {
            name: {"id": str(hired.ids[name]), "pictures": hired.pictures(name)} for name in hired.ids
        },
        "nominated": str(nominated.id),
        "neighbour": neighbour,
        "card": {"pictures": secret.pictures, "digits": secret.digits},
    }


def pages_of(app: Flask) -> dict[str, dict[str, str]]:
    """Return the address of every page of the desk within a visit, by endpoint: the coach's, and what she has not."""
    found: dict[str, dict[str, str]] = {"Lena": {}, "Amal": {}}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/<lang>/<visit>/desk") and "GET" in (rule.methods or set()):
            permission = getattr(app.view_functions[rule.endpoint], "permission", None)
            whose = "Lena" if may(Role.COACH, permission) else "Amal"
            found[whose][rule.endpoint] = rule.rule.removeprefix("/<lang>/<visit>/")
    return found


def main(folder: Path) -> None:
    settings = Settings(data=folder, port=0, log_level="error")
    app = create_app(settings)
    with app.app_context():
        told = lay_out(settings) | {"pages": pages_of(app)}
    say = partial(print, flush=True)
    say(json.dumps(told))
    server.serve(settings, make_worker=NoLine, say=say)


if __name__ == "__main__":
    with time_machine.travel(MONDAY, tick=True):
        main(Path(sys.argv[1]))
