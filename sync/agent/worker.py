"""The worker carries news between this kiosk and central while nobody waits for it; whatever happens, it goes on."""

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum

from kiosk.core import outbox, stretches
from kiosk.core.database import connect, disconnect
from sync.agent import comparing, exchange, renewal, rotating, standing, witness
from sync.agent.errors import LASTING, AgentError, NoLineError, NotEnrolledError
from sync.agent.pace import Pace
from sync.agent.report import Report
from sync.agent.standing import Standing
from sync.agent.transport import LONGEST_RETRY_SECONDS, Transport

STOP_SECONDS = 10.0
log = logging.getLogger(__name__)


class WorkerState(StrEnum):
    IDLE = "idle"  # all is said; waits for news
    EXCHANGING = "exchanging"
    WAITING = "waiting"  # something failed; waits longer each time
    STOPPED = "stopped"  # central said something that only a person can mend, or the kiosk is closing
    NOT_ENROLLED = "not enrolled"
    DEAD = "dead"


class Worker:
    """One daemon thread with a database connection and a line of its own."""

    def __init__(
        self, interval_seconds: float = 60.0, rotate_days: int = 30, *, pace: Pace | None = None
    ) -> None:
        self.pace = pace or Pace(interval=interval_seconds)
        self.rotate_days = rotate_days
        self.state = WorkerState.STOPPED
        self.failures = 0
        self.restarts = 0
        self.stopping = threading.Event()
        self.changed = threading.Condition()
        self.thread = threading.Thread(target=self.supervise, name="sync-worker", daemon=True)
        self.line: Transport | None = None
        self.held_by = Standing()

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """End the thread; waits for an exchange that is under way, but not for ever."""
        self.stopping.set()
        outbox.news.set()
        if self.thread.is_alive():
            self.thread.join(STOP_SECONDS)

    def describe(self) -> dict[str, object]:
        """Return what `/health` shows: state, failures in a row, restarts since the kiosk began."""
        is_dead = self.thread.ident and not self.stopping.is_set() and not self.thread.is_alive()
        state = WorkerState.DEAD if is_dead else self.state
        return {"state": state.value, "failures": self.failures, "restarts": self.restarts}

    def wait_for(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait until the condition holds, looked at whenever the state changes; return whether it came to hold."""
        with self.changed:
            return self.changed.wait_for(condition, seconds)

    def become(self, state: WorkerState) -> None:
        with self.changed:
            self.state = state
            self.changed.notify_all()

    def supervise(self) -> None:
        """Begin the work again whenever it dies of something that nobody foresaw."""
        crashes = 0
        while not self.stopping.is_set():
            begun = time.monotonic()
            try:
                self.work()
            # Not only Exception: a thread that ends takes the exchange of this centre with it.
            except BaseException as error:
                log.error("the worker died of %s and is started again", type(error).__name__)  # noqa: TRY400
                crashes = 1 if time.monotonic() - begun > self.pace.longest else crashes + 1
                self.restarts += 1
                self.become(WorkerState.WAITING)
                self.stopping.wait(self.pace.wait(crashes))
        self.become(WorkerState.STOPPED)

    def work(self) -> None:
        connect()
        try:
            exchange.tell(renewal.take_in(standing.read().acknowledged))
            while not self.stopping.is_set():
                self.step()
            witness.write()
        finally:
            self.hang_up()
            disconnect()

    def step(self) -> None:
        """Exchange once until done, then wait for the next reason to."""
        outbox.news.clear()  # before reading the outbox: what is written from now on wakes the worker again
        if self.stopping.is_set():
            return
        try:
            enrolled = standing.read_enrolled()
        except NotEnrolledError:
            self.become(WorkerState.NOT_ENROLLED)
            outbox.news.wait(self.pace.interval)
            return
        if enrolled.last_error in LASTING and enrolled.is_same_line(self.held_by):
            outbox.news.wait(self.pace.interval)
            return
        self.become(WorkerState.EXCHANGING)
        self.rest(self.talk(enrolled))

    def talk(self, enrolled: Standing) -> Report:
        """Exchange over the kept line, or over a new one when the kiosk was enrolled elsewhere."""
        if self.line is None or not enrolled.is_same_line(self.held_by):
            self.hang_up()
            try:
                self.line = Transport(enrolled.central, enrolled.token)
            except AgentError:
                self.line = None
            self.held_by = enrolled
        report = exchange.exchange_until_done(self.line)
        if self.line is not None and not report.problem:
            rotating.rotate_when_due(self.line, self.rotate_days)
            comparing.compare_when_due(self.line)
        return report

    def rest(self, report: Report) -> None:
        if not report.problem:
            self.failures = 0
            self.become(WorkerState.IDLE)
            outbox.news.wait(min(report.wait_seconds, LONGEST_RETRY_SECONDS) or self.pace.interval)
        elif report.problem in LASTING:
            self.become(WorkerState.STOPPED)
        else:
            self.failures += 1
            self.back_off(report)

    def back_off(self, report: Report) -> None:
        """Wait after a failure; a line that was gone and answers again ends the wait at once, or a clock that was set.

        When central itself asked to be left alone, its time is kept and the line is not looked at.
        """
        wait = max(self.pace.wait(self.failures), report.wait_seconds)
        end = time.monotonic() + wait
        was_gone, stretch = report.problem == NoLineError.word, stretches.name()
        self.become(WorkerState.WAITING)  # after the stretch was read: who sees it wait may set the clock
        while (left := end - time.monotonic()) > 0:
            if not report.wait_seconds and self.line is not None:
                is_there = self.line.is_answering()
                if is_there and was_gone:
                    return
                was_gone = was_gone or not is_there
            if self.stopping.wait(min(left, self.pace.probe)):
                return
            if not report.wait_seconds and stretches.name() != stretch:
                return

    def hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None
