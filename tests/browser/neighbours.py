"""What a key mother and her neighbour touch on the pages that they share."""

from datetime import timedelta

from kiosk.activities.models import Activity, Function
from kiosk.activities.services import publish_activity
from kiosk.core import clock, state
from kiosk.core.ids import new_id
from kiosk.core.text import Text
from tests.browser.screens import CARD, COME, CONTINUE, Screen

NEW, LIST = "a[href$='/desk/neighbours/new']", "a[href$='/desk/families/']"
ABSENT = "button[name=absent]"
UNDO = "form[action$='/neighbour/undo'] button"
BACK = "a[href$='/neighbour/back']"
AGREE = "form[action$='/neighbour/consent'] button"
SEE, NOT = "button[name=may][value=see]", "button[name=may][value=not]"
ROW = "a.neighbour"


def publish() -> None:
    room = Text.of("nl", {"nl": "Keuken", "ar": "المطبخ", "tr": "Mutfak"})
    activity = Activity(
        centre=new_id(),
        function=Function.SUPPORT,
        drawing="sewing",
        title=Text.of("nl", {"nl": "Samen naaien", "ar": "نخيط معًا", "tr": "Birlikte dikelim"}),
        about=room,
        room=room,
    )
    noon = clock.local(state.get("zone")).replace(hour=12, minute=30) + timedelta(days=2)
    publish_activity(activity, dates=[(noon, noon + timedelta(hours=2))], capacity=900)


def begin(screen: Screen, language: str) -> None:
    """Let the key mother begin, and the neighbour walk to W4."""
    screen.touch(NEW)
    screen.touch(f"button[name=language][value={language}]")
    screen.remember_visit()
    screen.touch(CARD)
    screen.touch(COME)
    screen.touch(CONTINUE)
