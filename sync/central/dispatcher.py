"""Of the threads that rest, the one that worked last takes the next call: what it has read is still at hand."""

from threading import Lock

from waitress.task import ThreadedTaskDispatcher


class LastFirst:
    """What threads wait at (as at a `threading.Condition`, its lock held); who came last is woken first."""

    def __init__(self, lock: Lock) -> None:
        self.lock = lock
        self.beds: list[Lock] = []

    def wait(self) -> None:
        bed = Lock()
        bed.acquire()
        self.beds.append(bed)
        self.lock.release()
        bed.acquire()
        self.lock.acquire()

    def notify(self) -> None:
        if self.beds:
            self.beds.pop().release()

    def notify_all(self) -> None:
        while self.beds:
            self.notify()


class Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """Waitress's own, which wakes the thread that has rested longest, with other beds."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.queue_cv = LastFirst(self.lock)
        self.set_thread_count(threads)
