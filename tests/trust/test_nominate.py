"""The coach nominates with three notes that nobody else reads, and starts nobody whom no mother trusts (A1, A2)."""

from collections.abc import Callable

import pytest

from kiosk.accounts import services as accounts
from kiosk.accounts.models import Staff, StaffStatus
from kiosk.accounts.queries import staff
from kiosk.core.database import database
from kiosk.core.outbox import Outbox
from kiosk.security import vault
from kiosk.security.audit import AuditLine
from kiosk.security.keyring import OpenCard
from kiosk.trust import queries, services
from kiosk.trust.models import Nomination
from kiosk.trust.queries import Point
from tests.people import Guest
from tests.team import Colleague, Team

AtDesk = Callable[[str], Colleague]
WORDS = "Leert voor de zorg"


def write(colleague: Colleague, mirela: Staff, point: str, text: str) -> int:
    where = f"trust/nominations/{mirela.id}/{point}"
    return colleague.post(where, {"name": text, "go": "1"}).status_code


def test_the_coach_writes_three_notes_and_reads_them(at_desk: AtDesk, mirela: Staff) -> None:
    lena = at_desk("Lena")

    for point in Point:
        assert write(lena, mirela, point, f"{WORDS} {point}") == 303

    page = lena.get(f"trust/nominations/{mirela.id}").text
    assert all(f"{WORDS} {point}" in page for point in Point)
    assert Nomination.select().count() == 1


def test_a_note_opens_for_coach_deputy_and_sheet_and_for_nobody_else(team: Team, mirela: Staff) -> None:
    services.write_note(mirela, Point.DEVELOPMENT, WORDS, team.signed_in("Lena"))

    row = Nomination.get()
    assert len(vault.recipients_of(row.development_sealed)) == 3
    for name, text in (("Lena", WORDS), ("Nora", WORDS), ("Amal", ""), ("Omar", "")):
        key = team.keys[name]
        assert queries.note(row, Point.DEVELOPMENT, key).text == text, name
    # The centre's key, which every colleague holds while she stands here, opens it neither.
    assert queries.note(row, Point.DEVELOPMENT, team.centre).is_closed


def test_a_note_stands_nowhere_in_plain_words(team: Team, mirela: Staff) -> None:
    services.write_note(mirela, Point.ACCEPTANCE, WORDS, team.signed_in("Lena"))

    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = database.execute_sql("PRAGMA database_list").fetchone()[2]
    with open(path, "rb") as file:  # noqa: PTH123  as bytes
        assert WORDS.encode() not in file.read()


@pytest.mark.parametrize("name", ["Amal", "Omar"])
def test_who_does_not_coach_is_refused(name: str, at_desk: AtDesk, mirela: Staff) -> None:
    colleague, where = at_desk(name), f"trust/nominations/{mirela.id}"

    pages = ("trust/nominations", where, f"{where}/development")
    assert {page: colleague.get(page).status_code for page in pages} == dict.fromkeys(pages, 403)
    assert colleague.post(where).status_code == 403
    assert colleague.post(f"{where}/ask").status_code == 403
    assert write(colleague, mirela, "development", WORDS) == 403
    assert not Nomination.select().exists()


def test_a_visitor_sees_nothing_of_it(visit: Guest, mirela: Staff) -> None:
    assert visit.get(f"desk/trust/nominations/{mirela.id}").status_code == 403


def test_the_deputy_reads_and_changes_a_note(at_desk: AtDesk, team: Team, mirela: Staff) -> None:
    services.write_note(mirela, Point.DEVELOPMENT, WORDS, team.signed_in("Lena"))
    nora = at_desk("Nora")

    assert WORDS in nora.get(f"trust/nominations/{mirela.id}/development").text
    write(nora, mirela, "development", "Anders")

    assert queries.notes_of(mirela.id, team.keys["Lena"])[0].text == "Anders"


def test_letters_are_kept_while_she_types_and_nothing_is_stored(at_desk: AtDesk, mirela: Staff) -> None:
    lena, where = at_desk("Lena"), f"trust/nominations/{mirela.id}/engagement"

    lena.post(where, {"name": "Zij", "letter": "n"})
    lena.post(where, {"name": "Zijn", "leave": "help"})

    assert 'value="Zijn"' in lena.get(where).text
    assert not Nomination.select().exists()


def test_an_empty_note_is_taken_out(at_desk: AtDesk, team: Team, mirela: Staff) -> None:
    lena = at_desk("Lena")
    write(lena, mirela, "development", WORDS)

    write(lena, mirela, "development", " ")

    assert Nomination.get().development_sealed is None


def test_a_long_note_keeps_three_hundred_letters(at_desk: AtDesk, team: Team, mirela: Staff) -> None:
    write(at_desk("Lena"), mirela, "development", "a" * 900)

    assert queries.notes_of(mirela.id, team.keys["Lena"])[0].text == "a" * 300


def test_nobody_starts_without_a_mother_who_trusts_her(at_desk: AtDesk, mirela: Staff) -> None:
    answer = at_desk("Lena").post(f"trust/nominations/{mirela.id}")

    assert answer.status_code == 409
    assert staff(mirela.id).status == StaffStatus.NOMINATED
    row = Nomination.get_or_none()
    assert row is None or row.approved_at is None


def test_she_starts_once_a_mother_trusts_her(at_desk: AtDesk, mirela: Staff, card: OpenCard) -> None:
    services.confirm(mirela, card)

    assert at_desk("Lena").post(f"trust/nominations/{mirela.id}").status_code == 303

    assert staff(mirela.id).is_active
    assert Nomination.get().approved_at


def test_the_audit_names_the_deed_and_not_the_words(at_desk: AtDesk, mirela: Staff) -> None:
    write(at_desk("Lena"), mirela, "development", WORDS)

    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    assert (line.action, line.subject) == ("wrote_note", mirela.id.hex)
    assert not any(WORDS in change.fields for change in Outbox.select())


def test_a_new_key_of_the_coach_reads_old_notes(team: Team, mirela: Staff) -> None:
    """Who lost her pictures gets a new key of her own; whoever can still read seals the notes to it."""
    services.write_note(mirela, Point.DEVELOPMENT, WORDS, team.signed_in("Lena"))
    accounts.give_pictures(staff(team.ids["Lena"]), team.pictures("Omar"), team.signed_in("Nora"))

    fresh = accounts.sign_in_with_pictures(team.ids["Lena"], team.pictures("Omar"))
    assert queries.notes_of(mirela.id, fresh.own)[0].text == WORDS
    assert queries.notes_of(mirela.id, team.keys["Lena"])[0].is_closed
