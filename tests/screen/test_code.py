"""The square holds one event that a phone reads without a network, and nothing about a person."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageDraw

from kiosk.screen.code import LONGEST_BYTES, event, square

START = datetime(2026, 3, 29, 9, 30)  # noqa: DTZ001  local wall time of the centre, on the night the clock changes
END = datetime(2026, 3, 29, 11, 30)  # noqa: DTZ001  local wall time of the centre


def lines(text: str) -> dict[str, str]:
    return dict(line.split(":", 1) for line in text.removesuffix("\r\n").split("\r\n"))


def test_it_is_a_bare_event_in_local_time() -> None:
    assert event("Samen naaien", "Zaal 2", START, END) == (
        "BEGIN:VEVENT\r\nSUMMARY:Samen naaien\r\nLOCATION:Zaal 2\r\n"
        "DTSTART:20260329T093000\r\nDTEND:20260329T113000\r\nEND:VEVENT\r\n"
    )


def test_it_can_be_wrapped_for_phones_that_insist() -> None:
    wrapped = event("Thee", "Zaal", START, END, is_wrapped=True)

    assert wrapped.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n")
    assert wrapped.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_commas_and_their_kind_are_escaped() -> None:
    assert "SUMMARY:Thee\\, koffie\\; en \\\\ melk\r\n" in event("Thee, koffie; en \\ melk", "", START, END)


def test_the_place_gives_way_before_the_title_does() -> None:
    long = event("نخيط معًا ونتعلم", "الغرفة الكبيرة في الطابق الثاني " * 4, START, END)

    assert lines(long)["SUMMARY"] == "نخيط معًا ونتعلم"
    assert "LOCATION" not in lines(long)


@given(some.text(max_size=200), some.text(max_size=200))
def test_it_is_never_longer_than_a_phone_reads_and_always_one_event(title: str, place: str) -> None:
    text = event(title, place, START, END)

    assert len(text.encode("utf-8", "surrogatepass")) <= LONGEST_BYTES
    assert re.findall(r"(?:^|\r\n)BEGIN:VEVENT(?:\r\n|$)", text) == ["BEGIN:VEVENT\r\n"]
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)


def drawn(svg: str, scale: int = 4) -> Image.Image:
    """Draw the dark modules of the square as a camera would see them."""
    root = ElementTree.fromstring(svg)  # noqa: S314  made by us
    side = int(float(root.attrib["viewBox"].split()[2]))
    image = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(image)
    path = next(part.attrib["d"] for part in root.iter() if part.tag.endswith("path"))
    x = y = 0.0
    for kind, numbers in re.findall(r"([Mmh])\s*([-\d. ]+)", path):
        given_numbers = [float(number) for number in numbers.split()]
        if kind == "M":
            x, y = given_numbers
        elif kind == "m":
            x, y = x + given_numbers[0], y + given_numbers[1]
        else:
            top = (y - 0.5) * scale
            pen.rectangle((x * scale, top, (x + given_numbers[0]) * scale - 1, top + scale - 1), fill=0)
            x += given_numbers[0]
    return image


@pytest.mark.parametrize("title", ["Samen naaien", "نخيط معًا", "Anyák teája, őszi", "Çay ve sohbet"])
def test_a_reader_finds_what_was_written(title: str) -> None:
    text = event(title, "Zaal 2", START, END)

    found = zxingcpp.read_barcodes(drawn(str(square(text))))

    assert [code.text for code in found] == [text]


def test_the_square_is_black_on_white_with_its_border_and_a_name() -> None:
    svg = str(square(event("Thee", "Zaal", START, END)))

    assert 'role="img"' in svg
    assert "aria-label" in svg
    assert not re.search(r'(stroke|fill)="#(?!000|fff)', svg)
    image = drawn(svg)
    assert image.crop((0, 0, image.width, 4 * 4)).getextrema() == (255, 255)
