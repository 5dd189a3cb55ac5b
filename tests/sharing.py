"""Where several processes share the tests, a file stays whole, and so do the files that walk the same pages."""

import re
from collections import OrderedDict
from typing import Any

from xdist.scheduler import LoadScopeScheduling

# They share what one walk over every page has measured, language by language.
SURVEYS = {"test_axe.py", "test_contrast.py", "test_geometry.py"}
LANGUAGE = re.compile(r"\[([a-z]{2})[] -]")
# The walks along the pages of the desk, by who walks there (tests/browser/survey.py), are another piece of work.
AT_DESK = re.compile(r"-(Lena|Amal)\]")
# What takes longest begins first, or all the others wait for it at the end.
LONGEST = (
    "surveys-nl",
    "surveys-ar",
    "surveys-nl-desk",
    "surveys-ar-desk",
    "surveys-tr-desk",
    "tests/bench/test_bench.py",
    "tests/browser/test_vouching.py",
    "tests/browser/test_sign_in.py",
    "surveys-hu",
    "tests/browser/test_card.py",
    "tests/browser/test_set_up.py",
    "tests/sync/proof/test_every_statement.py",
    "surveys-en",
)


class LongestFirst(OrderedDict[str, Any]):
    """The work that nobody has begun; what takes longest is given out before the rest."""

    def popitem(self, last: bool = True) -> tuple[str, Any]:
        scope = next((scope for scope in LONGEST if scope in self), None)
        return super().popitem(last) if scope is None else (scope, self.pop(scope))


class FilesAndSurveys(LoadScopeScheduling):
    """Hands out one file at a time; of the three surveys, what is read in one language."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.workqueue = LongestFirst()

    def _split_scope(self, nodeid: str) -> str:
        path: str = nodeid.partition("::")[0]
        if path.rpartition("/")[2] not in SURVEYS:
            return path
        read = LANGUAGE.search(nodeid)
        # A test without a language asks what is told of the Dutch pages.
        return f"surveys-{read[1] if read else 'nl'}{'-desk' if AT_DESK.search(nodeid) else ''}"
