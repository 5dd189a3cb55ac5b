"""A kiosk begins with a C library that overwrites what is given back to it; it can only be told before the start."""

import gc
import os
import sys
from importlib import import_module

# Fill what is freed, keep nothing back from that for later, and have all threads take from one store, so that what one
# gives back serves another (GNU libc, "Memory Allocation Tunables").
TUNABLES = "GLIBC_TUNABLES"
TIDY = "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1"


def start_tidily(words: list[str]) -> None:
    """Start this program once more so, if the words of its command line are those of a kiosk.

    Called before anything else is loaded: it costs the start of an empty Python and no more. Whoever has set the
    library up otherwise keeps it so.
    """
    is_kiosk = not words or words[0] == "kiosk" or words[0].startswith("--")
    if is_kiosk and sys.platform == "linux" and TUNABLES not in os.environ:
        os.environ[TUNABLES] = TIDY
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  ourselves, as we were called
    if is_kiosk:
        # Nothing that is loaded now is garbage, and looking for some takes a sixth of the start.
        gc.disable()
        load_babel()


def load_babel() -> None:
    """Load Babel as on a machine in UTC: it asks for the zone at once, pytz opens six hundred files for any other one.

    Nobody here asks Babel for it: the zone of the centre is a setting.
    """
    zone = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    try:
        import_module("babel.localtime")
    finally:
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone


def stay() -> None:
    """Look for garbage from here on, but not among what was loaded: a look at all that halts everybody a moment.

    Called before anybody is served: what is left alone is never found to be garbage, and nobody's words may be in it.
    """
    gc.freeze()
    gc.enable()
