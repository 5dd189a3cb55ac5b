"""The coach reads who did what, when and where; a line that is missing shows at once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import kiosk
from kiosk.core import outbox
from kiosk.desk import forms, queries
from kiosk.security import audit
from kiosk.security.audit import AuditLine
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]
NOTED = re.compile(r"""(?:audit\.)?note\(\s*["']([a-z_.]+)["']""")


@pytest.mark.parametrize(("name", "status"), [("Lena", 200), ("Nora", 200), ("Amal", 403), ("Omar", 403)])
def test_only_who_leads_reads_it(name: str, status: int, at_desk: AtDesk) -> None:
    assert at_desk(name).get("audit").status_code == status


def test_it_names_who_what_and_where(at_desk: AtDesk, team: Team) -> None:
    at_desk("Amal").post("rota/", {"hour": "0-9"})

    lena = at_desk("Lena")
    lena.language = "en"

    page = lena.get("audit").text

    newest = page.split("<tbody>", 1)[1].split("</tr>", 1)[0]
    assert "Amal" in newest
    assert "Changed hours" in newest
    assert "This machine" in newest


def test_it_goes_back_twelve_lines_a_page(at_desk: AtDesk, team: Team) -> None:
    with outbox.authored(team.ids["Amal"].hex):
        for _time in range(30):
            audit.note("changed_hours", staff=team.ids["Amal"])
    lena = at_desk("Lena")

    assert lena.get("audit").text.count("<tr>") == queries.LINES + 1
    assert 'audit?page=2"' in lena.get("audit").text
    assert lena.get("audit?page=99").text.count("<tr>") == queries.LINES + 1


def test_a_line_that_was_taken_out_shows(at_desk: AtDesk, team: Team) -> None:
    lena = at_desk("Lena")
    assert "notice-stop" not in lena.get("audit").text
    third = AuditLine.get(AuditLine.number == 3)

    with outbox.applying():
        third.delete_instance()

    assert audit.faults() == [(third.machine, 3)]
    assert "notice-stop" in lena.get("audit").text


def test_every_deed_has_words() -> None:
    folder = Path(kiosk.__file__).parent
    noted = {
        word for path in folder.rglob("*.py") for word in NOTED.findall(path.read_text(encoding="utf-8"))
    }

    assert noted
    assert noted <= forms.DEEDS.keys()


def test_a_deed_of_a_newer_kiosk_is_told_as_something(at_desk: AtDesk, team: Team) -> None:
    with outbox.applying():
        AuditLine.update(action="painted_walls").execute()

    assert at_desk("Lena").get("audit").status_code == 200


def test_the_page_reads_without_the_name_of_who_is_gone(at_desk: AtDesk, team: Team) -> None:
    audit.note("changed_hours", staff=AuditLine().id)

    assert at_desk("Lena").get("audit").status_code == 200
