"""A key mother at the page on which neighbours are added in a row."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from werkzeug.test import TestResponse

from kiosk.activities.models import Occurrence
from tests.team import Colleague

KEY = re.compile(r'name="key" value="([^"]+)"')
PLACE = re.compile(r'name="place" value="([^"]+)"')


@dataclass
class InRow:
    """What she touches on the page of a date; `answer` is what the last touch led to."""

    mother: Colleague
    date: Occurrence
    sent: list[dict[str, str]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"neighbours-row/{self.date.id}"

    @property
    def page(self) -> str:
        return self.mother.get(self.place).text

    def key(self) -> str:
        found = KEY.search(self.page)
        assert found
        return found[1]

    @property
    def added(self) -> list[str]:
        """Return the places of who was added, the last one first, as the page lists them."""
        return list(dict.fromkeys(PLACE.findall(self.page)))

    def save(self, name: str, **touched: str) -> TestResponse:
        """Fill the page with a name and what else is touched, and touch "Save and next"."""
        form = {"name": name, "agreed": "1", "go": "1", "key": self.key(), **touched}
        self.sent.append(form)
        return self.mother.post(self.place, form)


Sit = Callable[[str], Colleague]


@pytest.fixture
def row(at_desk: Sit, sewing: list[Occurrence]) -> InRow:
    return InRow(at_desk("Amal"), sewing[0])


@pytest.fixture
def other_row(at_desk: Sit, sewing: list[Occurrence]) -> InRow:
    return InRow(at_desk("Safa"), sewing[0])
