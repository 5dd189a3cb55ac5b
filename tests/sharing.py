"""Where several processes share the tests, a file stays whole, and so do the files that walk the same pages."""

from xdist.scheduler import LoadScopeScheduling

# They share what one walk over every page has measured.
SURVEYS = {"test_axe.py", "test_contrast.py", "test_geometry.py"}


class FilesAndSurveys(LoadScopeScheduling):
    """Hands out one file at a time; the three surveys are one."""

    def _split_scope(self, nodeid: str) -> str:
        path: str = nodeid.partition("::")[0]
        return "surveys" if path.rpartition("/")[2] in SURVEYS else path
