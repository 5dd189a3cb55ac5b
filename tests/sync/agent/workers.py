"""Paces that make a test of the worker certain: nothing here is waited for by the clock."""

from kiosk.core import outbox, state
from sync.agent.pace import Pace
from sync.agent.worker import Worker, WorkerState

# Nothing waits this long: it is when a test is given up.
PATIENCE = 20.0


class Slow(Pace):
    """Waits for ever after a failure; only something that happens ends it."""

    def wait(self, failures: int) -> float:
        return 0.0 if failures < 1 else 3_600.0


HURRIED = Pace(interval=3_600, first=0.001, longest=0.002, probe=0.001)
STUBBORN = Slow(interval=3_600, probe=0.01)


def is_acknowledged() -> bool:
    return bool(state.get("acknowledged", 0) == outbox.head())


def begin(worker: Worker) -> None:
    worker.start()
    assert worker.wait_for(lambda: worker.state == WorkerState.IDLE, PATIENCE)
