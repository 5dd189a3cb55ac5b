"""Who runs central answers what a stick brings without a browser, and reads in a line what was in it."""

from pathlib import Path

from kiosk.core.settings import Settings
from sync import courier as shapes
from sync import pocket
from sync.bundle import BundleError, CutBundleError, NotABundleError
from sync.central import courier, database
from sync.central.application import create_app
from sync.central.courier import Carried
from sync.central.errors import RevokedError, UnservedError


def answer_all(settings: Settings, place: Path) -> tuple[list[str], bool]:
    """Answer the bundle in a file, or all of a stick; return a sentence on each, and whether all were answered.

    The answer lies beside each, under the same name with `.down`. Raises OSError when the stick cannot be used.
    """
    with create_app(settings).app_context():
        database.connect()
        said = [answer_one(settings, path) for path in pocket.files(place, shapes.UP_SUFFIX)]
    if not said:
        return ["There is no bundle of a kiosk here."], False
    return [sentence for sentence, _is_well in said], all(is_well for _sentence, is_well in said)


def answer_one(settings: Settings, path: Path) -> tuple[str, bool]:
    try:
        with path.open("rb") as reading, pocket.whole(path.with_suffix(shapes.DOWN_SUFFIX)) as writing:
            carried = courier.answer(reading, writing, settings.data)
    except (BundleError, UnservedError) as error:
        return f"{path.name} is not answered: {reason(error)}", False
    return f"{path.name} of {carried.name}: {sentence(carried)}", not carried.problem


def sentence(carried: Carried) -> str:
    """Return what was taken and what goes back."""
    told = f"{carried.changes} changes taken, {carried.refused} of them refused, {carried.records} records go back."
    if carried.problem:
        return f"{told} The rest was not served ({carried.problem})."
    return f"{told} There is more for another way." if carried.has_more else told


def reason(error: Exception) -> str:
    """Return why a bundle was not taken."""
    if isinstance(error, NotABundleError):
        return "this is no bundle of a kiosk, or one of a newer version."
    if isinstance(error, CutBundleError):
        return "it is not whole; copy it once more."
    if isinstance(error, RevokedError):
        return "this kiosk was taken out of the network."
    if isinstance(error, UnservedError):
        return "no kiosk has this name here."
    return "it is damaged, or was not made by this kiosk for this central."
