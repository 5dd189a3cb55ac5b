"""Who runs central answers what a stick brings without a browser, and reads in a line what was in it."""

from collections.abc import Callable
from pathlib import Path

from kiosk.core.settings import Settings
from sync import courier as shapes
from sync import pocket
from sync.bundle import BundleError, CutBundleError, NotABundleError
from sync.central import courier, database
from sync.central.application import create_app
from sync.central.courier import Carried
from sync.central.errors import RevokedError, UnservedError


def answer_all(settings: Settings, place: Path, say: Callable[[str], object]) -> int:
    """Answer the bundle in a file, or all of a stick; say a sentence on each. Returns 0, or 1 if one was not answered.

    The answer lies beside each, under the same name with `.down`. Raises OSError when the stick cannot be used.
    """
    with create_app(settings).app_context():
        database.connect()
        answered = [answer_one(settings, path, say) for path in pocket.files(place, shapes.UP_SUFFIX)]
    if not answered:
        say("There is no bundle of a kiosk here.")
    return 0 if answered and all(answered) else 1


def answer_one(settings: Settings, path: Path, say: Callable[[str], object]) -> bool:
    """Answer one bundle and say what was in it, or why not; return whether all of it was served."""
    try:
        with path.open("rb") as reading, pocket.whole(path.with_suffix(shapes.DOWN_SUFFIX)) as writing:
            carried = courier.answer(reading, writing, settings.data)
    except (BundleError, UnservedError) as error:
        say(f"{path.name} is not answered: {reason(error)}")
        return False
    say(f"{path.name} of {carried.name}: {sentence(carried)}")
    return not carried.problem


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
