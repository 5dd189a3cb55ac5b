"""What docs/EXCHANGE.md tells of the wire is what happens on it."""

import pytest

from kiosk.core.settings import Settings
from sync.central import create_app, database
from tests.sync import dialogue


def test_every_example_is_answered_as_it_is_told(store: Settings) -> None:
    talk = dialogue.begin(create_app(store).test_client())
    lines = dialogue.recorded()

    for said, told in zip(lines[::2], lines[1::2], strict=True):
        assert (said.sign, told.sign) == ("→", "←")
        assert talk.say(said.place, said.body) == told, said.body
    database.disconnect()


def test_the_examples_tell_of_every_call_and_most_verdicts() -> None:
    text = dialogue.PAGE.read_text(encoding="utf-8").split(dialogue.BEGINS)[1]

    assert len(dialogue.recorded()) >= 24
    for word in ("duplicate", "conflict", "refused", "gap", "erased", '"run"', "/v1/compare", "/v1/enrol"):
        assert word in text, word


@pytest.mark.parametrize("fault", ["accepted", "12"])
def test_a_page_that_tells_something_else_is_found(store: Settings, fault: str) -> None:
    talk = dialogue.begin(create_app(store).test_client())
    said, told = dialogue.recorded()[:2]

    assert talk.say(said.place, said.body) != told._replace(body={**told.body, "area": fault})
    database.disconnect()
