"""What has time lets a page by, and goes on all the same when pages follow one another all day."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from kiosk.core import courtesy
from kiosk.core.courtesy import Courtesy


class Page:
    """A WSGI application that takes as long as it is told."""

    def __init__(self) -> None:
        self.is_begun, self.may_end = Event(), Event()

    def __call__(self, _environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        self.is_begun.set()
        self.may_end.wait()
        return [b"a page"]


def ask(app: Callable[..., Iterable[bytes]]) -> Iterable[bytes]:
    return app({}, lambda *_given: None)


def test_it_waits_until_the_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courtesy, "LONGEST_SECONDS", 60.0)
    polite, page, order = Courtesy(), Page(), []

    def work() -> None:
        polite.let_by()
        order.append("work")

    with ThreadPoolExecutor(2) as threads:
        asked = threads.submit(ask, polite.to(page))
        page.is_begun.wait()
        worked = threads.submit(work)
        order.append("page")
        page.may_end.set()
        worked.result()

    assert asked.result() == [b"a page"]
    assert order == ["page", "work"]


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courtesy, "LONGEST_SECONDS", 0.001)
    polite, page = Courtesy(), Page()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(ask, polite.to(page))
        page.is_begun.wait()

        polite.let_by()

        assert not polite.is_quiet.is_set()
        page.may_end.set()


def test_a_page_that_fails_is_over_too() -> None:
    polite = Courtesy()

    def fails(_environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(polite.to(fails))

    assert polite.is_quiet.is_set()


def test_somebody_is_there_for_a_while_after_her_page(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(courtesy, "monotonic", lambda: now)
    polite = Courtesy()
    assert not polite.has_company

    ask(polite.to(lambda _environ, _start: []))
    assert polite.has_company

    now += courtesy.COMPANY_SECONDS
    assert not polite.has_company
