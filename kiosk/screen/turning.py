"""What was turned at the screen counts from the next page on; a visit that is under way goes on as it began."""

from flask import current_app

from kiosk.core import languages, turned
from kiosk.core.pages import settings
from kiosk.screen.visits import current_visits


def take_up() -> None:
    """Let the picker, every page and the sweeper go by what was turned."""
    now = turned.applied(settings())
    current_app.config.update(SETTINGS=now, LANGUAGES=languages.chosen(now.languages))
    current_visits().go_by(now)
