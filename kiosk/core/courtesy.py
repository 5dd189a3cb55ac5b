"""Whoever waits for a page comes first: what has time lets it by before the next step of its work."""

from collections.abc import Callable, Iterable
from threading import Event, Lock
from time import monotonic
from typing import Any

# Pages may follow one another all day, and the work beside them goes on all the same.
LONGEST_SECONDS = 0.05
# Whoever looked at a page a moment ago will touch something soon.
COMPANY_SECONDS = 10.0
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Courtesy:
    """Counts the pages that are being made."""

    def __init__(self) -> None:
        self.guard = Lock()
        self.pages = 0
        self.is_quiet = Event()
        self.is_quiet.set()
        self.last = float("-inf")

    @property
    def has_company(self) -> bool:
        """Say whether somebody is at the screen, or was a moment ago."""
        return not self.is_quiet.is_set() or monotonic() - self.last < COMPANY_SECONDS

    def to(self, app: Application) -> Application:
        """Return the WSGI application whose pages are let by."""

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            self.count(1)
            try:
                return app(environ, start)
            finally:
                self.count(-1)

        return answer

    def count(self, pages: int) -> None:
        with self.guard:
            self.pages += pages
            self.last = monotonic()
            if self.pages:
                self.is_quiet.clear()
            else:
                self.is_quiet.set()

    def let_by(self) -> None:
        """Return when no page is being made, or after LONGEST_SECONDS."""
        self.is_quiet.wait(LONGEST_SECONDS)


courtesy = Courtesy()
