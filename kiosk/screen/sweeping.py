"""A kiosk that was left alone forgets its visitors, and overwrites in memory what it has forgotten."""

import threading

from kiosk.screen.visits import Visits
from kiosk.security.tidying import overwrite_freed

SWEEP_SECONDS = 2


class Sweeper:
    """Forgets what nobody touches, also where no page is asked for any more: a kiosk that was left alone."""

    def __init__(self, visits: Visits, seconds: float = SWEEP_SECONDS) -> None:
        self.visits, self.seconds = visits, seconds
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, name="sweeper", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """End, and forget everybody who is still here."""
        self.ending.set()
        if self.thread.is_alive():
            self.thread.join()
        for token in list(self.visits.by_token):
            self.visits.end(token)

    def run(self) -> None:
        """Forget, and then overwrite: twice, as a page that was under way may have held a word of hers until now."""
        rounds = 0
        while not self.ending.wait(self.seconds):
            self.visits.forget_the_forgotten()
            if self.visits.has_left.is_set():
                self.visits.has_left.clear()
                rounds = 2
            rounds -= bool(rounds and overwrite_freed())
