"""A call goes to the thread that worked last; those that rest are there when there are more."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, get_ident

import pytest

from sync.central.dispatcher import Dispatcher

SECONDS = 20


@dataclass
class Task:
    """A call that is served once it `may` be; `by` names the thread."""

    may: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    by: int = 0

    def service(self) -> None:
        self.by = get_ident()
        self.begun.set()
        self.may.wait(SECONDS)

    def cancel(self) -> None:
        self.may.set()


@pytest.fixture
def dispatcher() -> Iterator[Dispatcher]:
    made = Dispatcher(3)
    yield made
    made.shutdown()


def rest(dispatcher: Dispatcher, threads: int) -> None:
    """Return when so many threads rest."""
    beds = dispatcher.queue_cv.beds
    while True:
        with dispatcher.lock:
            if len(beds) == threads:
                return


def served(dispatcher: Dispatcher) -> int:
    """Have one call served and return by which thread."""
    task = Task()
    task.may.set()
    dispatcher.add_task(task)
    assert task.begun.wait(SECONDS)
    rest(dispatcher, 3)
    return task.by


def test_the_thread_that_worked_last_works_again(dispatcher: Dispatcher) -> None:
    rest(dispatcher, 3)

    assert len({served(dispatcher) for _call in range(6)}) == 1


def test_several_calls_are_served_at_once(dispatcher: Dispatcher) -> None:
    tasks = [Task() for _call in range(4)]

    for task in tasks:
        dispatcher.add_task(task)

    assert all(task.begun.wait(SECONDS) for task in tasks[:3])
    assert not tasks[3].begun.is_set()
    tasks[0].may.set()
    assert tasks[3].begun.wait(SECONDS)
    assert len({task.by for task in tasks[:3]}) == 3
    for task in tasks:
        task.may.set()


def test_all_that_rest_end_with_it() -> None:
    dispatcher = Dispatcher(3)
    rest(dispatcher, 3)

    dispatcher.shutdown()

    assert (dispatcher.threads, dispatcher.queue_cv.beds) == (set(), [])
