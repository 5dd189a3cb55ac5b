"""Beginning a new visit for every five guesses finds nobody's ticket either."""

from flask import Flask
from flask.testing import FlaskClient

from kiosk.screen.visits import GUESSED_SECONDS, MOST_GUESSES
from tests.conftest import Founded
from tests.people import Guest

WRONG = {"dye": "indigo", "animal": "lion", "number": "7"}


def guess(client: FlaskClient, visits: int) -> str:
    """Guess four times in each of some visits, then once more; return where that led."""
    for _visit in range(visits):
        visit = Guest(client)
        for _guess in range(4):
            visit.post("ticket/", WRONG)
        visit.get("finish")
    return Guest(client).post("ticket/", WRONG).location.rpartition("/")[2]


def test_after_many_wrong_tickets_on_one_machine_a_person_helps(client: FlaskClient, centre: Founded) -> None:
    assert guess(client, MOST_GUESSES // 4) == "help"


def test_later_the_machine_looks_again(app: Flask, client: FlaskClient, centre: Founded) -> None:
    guess(client, MOST_GUESSES // 4)
    guessed_at = app.extensions["visits"].guessed_at
    guessed_at.extend([moment - GUESSED_SECONDS - 1 for moment in guessed_at])

    assert guess(client, 0) == "number?wrong=1"
