"""Three pictures and seven digits, or the square, open her own page; what is wrong is told calmly."""

from collections.abc import Callable

import pytest

from kiosk.cards.services import Issued
from kiosk.core.pictures import PICTURES
from kiosk.security.secrets import check_digit
from tests.cards.conftest import NAME
from tests.people import Guest


def other_digit(digits: str) -> str:
    return digits[:-1] + str((int(digits[-1]) + 1) % 10)


def other_number(digits: str) -> str:
    """Return another number whose check digit fits."""
    free = str((int(digits[0]) + 1) % 10) + digits[1:6]
    return free + check_digit(free)


def touch_pictures(visit: Guest, pictures: tuple[str, ...]) -> str:
    for picture in pictures:
        where = visit.post("card/pictures", {"picture": picture}).location
    return where


def test_pictures_and_digits_open_her_page(visit: Guest, issued: Issued) -> None:
    where = touch_pictures(visit, issued.secret.pictures)
    for digit in issued.secret.digits:
        opened = visit.post("card/digits", {"digit": digit})

    assert where.endswith("/card/digits")
    assert opened.location.endswith("/mine/")
    assert visit.token not in opened.location


def test_with_script_they_come_at_once(visit: Guest, issued: Issued) -> None:
    visit.post("card/pictures", {"pictures": " ".join(issued.secret.pictures)})

    assert visit.post("card/digits", {"digits": issued.secret.digits}).location.endswith("/mine/")


def test_the_square_opens_it_without_a_touch(visit: Guest, issued: Issued) -> None:
    assert visit.post("card/scan", {"card": f"{issued.secret.text()}\r\n"}).location.endswith("/mine/")


def test_a_wrong_digit_is_told_before_anything_is_tried(visit: Guest, issued: Issued) -> None:
    touch_pictures(visit, issued.secret.pictures)

    visit.post("card/digits", {"digits": other_digit(issued.secret.digits)})

    assert "One digit is wrong" in visit.get("card/digits").get_data(as_text=True)
    assert visit.post("card/digits", {"digits": issued.secret.digits}).location.endswith("/mine/")


def test_twenty_wrong_digits_are_enough(visit: Guest, issued: Issued) -> None:
    touch_pictures(visit, issued.secret.pictures)

    answers = [
        visit.post("card/digits", {"digits": other_digit(issued.secret.digits)}).location.rsplit("/", 1)[1]
        for _slip in range(20)
    ]

    assert answers == ["digits"] * 19 + ["help"]
    assert visit.get("card/").location.endswith("/help")


def test_a_digit_can_be_wiped(visit: Guest, issued: Issued) -> None:
    touch_pictures(visit, issued.secret.pictures)
    for form in ({"digit": "9"}, {"digit": "8"}, {"wipe": "1"}):
        visit.post("card/digits", form)

    assert "9–– ––– · –" in visit.get("card/digits").get_data(as_text=True)


def test_another_card_is_not_known_and_nothing_more_is_told(visit: Guest, issued: Issued) -> None:
    others = [picture for picture in PICTURES if picture not in issued.secret.pictures]
    answers = set()
    for pictures, digits in (
        (tuple(others[:3]), issued.secret.digits),
        (issued.secret.pictures, other_number(issued.secret.digits)),
    ):
        touch_pictures(visit, pictures)
        visit.post("card/digits", {"digits": digits})
        answers.add(visit.get("card/?wrong=1").data)

    assert len(answers) == 1
    assert b"This card is not known here" in answers.pop()


def test_after_five_misses_a_person_helps_also_in_another_visit(visit: Guest, issued: Issued) -> None:
    wrong = issued.secret.text()[:-7] + other_number(issued.secret.digits)

    answers = [visit.post("card/scan", {"card": wrong}).location.rsplit("/", 1)[1] for _miss in range(5)]

    another = Guest(visit.client)
    assert answers == ["?wrong=1"] * 5
    assert visit.get("card/").location.endswith("/help")
    assert another.post("card/scan", {"card": issued.secret.text()}).location.endswith("/help")


@pytest.mark.parametrize("scanned", ["", "pp1c.lion.cup.sun.1234567", "pp1b.x.y", "lion", "pp1c..." * 20])
def test_what_is_no_card_is_no_guess(visit: Guest, issued: Issued, scanned: str) -> None:
    for _each in range(6):
        visit.post("card/scan", {"card": scanned})

    assert visit.post("card/scan", {"card": issued.secret.text()}).location.endswith("/mine/")


def test_no_secret_and_no_name_is_in_an_address(
    visit: Guest, issued: Issued, caplog: pytest.LogCaptureFixture
) -> None:
    addresses = [touch_pictures(visit, issued.secret.pictures)]
    addresses += [visit.post("card/digits", {"digit": digit}).location for digit in issued.secret.digits]

    told = " ".join(addresses) + caplog.text
    assert not [word for word in (*issued.secret.pictures, issued.secret.digits, NAME) if f"/{word}" in told]
    assert "?" not in "".join(addresses)


def test_who_stood_here_before_leaves_nothing_in_her_visit(
    visit: Guest, issued: Issued, register: Callable[[str], str]
) -> None:
    done = register("Wilma").split(visit.token)[1]
    before = visit.token

    visit.token = visit.post("card/scan", {"card": issued.secret.text()}).location.split("/")[2]

    assert visit.get(done[1:]).status_code == 410
    assert visit.client.get(f"/en/{before}/activities/").status_code == 410
    assert "Wilma" not in visit.get("mine/known").get_data(as_text=True)
