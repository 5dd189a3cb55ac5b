"""A trial is a sample centre in a folder inside the kiosk's own: laid out, tried, and thrown away with one touch."""

import logging
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from peewee import PeeweeException

from kiosk import data
from kiosk.core import clock, database
from kiosk.core.errors import KioskError
from kiosk.core.settings import Settings

FOLDER = "trial"
log = logging.getLogger(__name__)


def settings_of(settings: Settings) -> Settings:
    """Return the settings of the trial: another folder, and nothing else."""
    return replace(settings, data=settings.data / FOLDER)


def begin(settings: Settings) -> bool:
    """Lay the sample out; say whether it lies there. Where it cannot, the kiosk stays where it was."""
    clear_away(settings.data / FOLDER)
    try:
        lay_out(settings_of(settings), clock.local(settings.zone).date())
    except (KioskError, OSError, PeeweeException) as error:
        log.error("the trial was not laid out: %s", type(error).__name__)  # noqa: TRY400  no content
        return end(settings)
    return True


def end(settings: Settings) -> bool:
    """Throw away what was tried, also after a power cut, and open the kiosk's own folder; says that it is no trial.

    Raises what `data.open_folder` raises.
    """
    clear_away(settings.data / FOLDER)
    data.open_folder(settings)
    return False


def clear_away(folder: Path) -> None:
    database.disconnect()
    if folder.exists():
        shutil.rmtree(folder)


def lay_out(settings: Settings, today: date) -> None:
    """Found the sample centre in its folder with its activities and its people."""
    # Loaded with the first trial: a kiosk that has its centre opens sooner.
    from kiosk.sample import loader, staff  # noqa: PLC0415

    data.open_folder(settings)
    shown = next(site for site in loader.sites() if site["key"] == loader.SHOWN)
    sheet = staff.found(shown["name"], shown["area"], zone=settings.zone)
    for site in (loader.OFFICE, loader.SHOWN):
        loader.load(site, today)
    staff.begin(sheet)
