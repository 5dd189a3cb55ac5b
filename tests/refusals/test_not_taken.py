"""What central did not take stands on a page with its reason, and where it was entered (DESIGN 4, G2)."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.activities.models import Occurrence
from kiosk.conflicts import forms
from kiosk.core import outbox
from kiosk.core.outbox import Outbox, Refused
from kiosk.refusals import queries
from kiosk.registration.models import Household, Registration
from kiosk.security.audit import AuditLine
from tests.people import Guest
from tests.refusals.conftest import refuse, which
from tests.team import Colleague

AtDesk = Callable[[str], Colleague]
CENTRAL = Path(__file__).parents[2] / "sync" / "central"


def settle(who: Colleague, refused: Refused, deed: str) -> int:
    status: int = who.post("to-decide/", {"which": which(refused), deed: "1"}).status_code
    return status


@pytest.mark.parametrize(("name", "status"), [("Lena", 200), ("Nora", 200), ("Amal", 200), ("Omar", 403)])
def test_who_keeps_neighbours_opens_it(name: str, status: int, at_desk: AtDesk) -> None:
    assert at_desk(name).get("to-decide/").status_code == status


def test_it_tells_what_why_and_what_was_written(lena: Colleague, household: Household) -> None:
    refuse(household, "too_large")
    lena.language = "en"

    page = lena.get("to-decide/").text

    assert "Samira" in page
    assert "It is too large." in page
    assert "Adults" in page
    assert queries.count() == 1


@pytest.mark.parametrize("reason", [*forms.REASONS, "of a later day"])
def test_every_reason_is_a_sentence(lena: Colleague, household: Household, reason: str) -> None:
    refuse(household, reason)

    assert lena.get("to-decide/").status_code == 200
    assert str(forms.reason_words(reason)).endswith(".")


def test_every_reason_of_central_has_words() -> None:
    """Each word in quotes that central answers a change with (sync/central/judging.py, rights.py)."""
    text = "".join((CENTRAL / name).read_text(encoding="utf-8") for name in ("judging.py", "rights.py"))
    named = set(re.findall(r'and "([a-z_]+)"\)|return "([a-z_]+)"', text))
    reasons = {word for pair in named for word in pair if word}

    assert len(reasons) > 8
    assert {reason for reason in reasons if reason not in forms.REASONS} == set()


def test_of_another_s_neighbour_she_hears_no_more_than_that(at_desk: AtDesk, household: Household) -> None:
    refused = refuse(household)
    safa = at_desk("Safa")
    safa.language = "en"

    page = safa.get("to-decide/").text

    assert "Something private" in page
    assert "Samira" not in page
    assert 'name="aside"' not in page
    assert [settle(safa, refused, deed) for deed in ("again", "aside")] == [404, 404]


def test_it_shows_where_it_was_entered(at_desk: AtDesk, place: Registration, household: Household) -> None:
    amal = at_desk("Amal")
    amal.language = "en"
    pages = ("families/", f"neighbours/{household.id}")
    assert not any("Central did not take this." in amal.get(page).text for page in pages)

    refuse(place)

    assert all("Central did not take this." in amal.get(page).text for page in pages)


def test_a_ticket_and_an_activity_tell_it_to_who_works_here_and_not_to_visitors(
    at_desk: AtDesk, visit: Guest, place: Registration
) -> None:
    lena, said = at_desk("Lena"), "Central did not take this."
    lena.language = visit.language = "en"
    refuse(place)
    refuse(Occurrence.get_by_id(place.occurrence))
    ticket = {"dye": place.dye, "animal": place.animal, "number": str(place.number)}

    pages = [
        [who.client.get(who.post(path, ticket).location).text, who.get(activity).text]
        for who, path, activity in (
            (lena, "/ticket/", f"/activities/{place.occurrence}"),
            (visit, "ticket/", f"activities/{place.occurrence}"),
        )
    ]

    assert [[said in page for page in shown] for shown in pages] == [[True, True], [False, False]]


def test_a_new_record_is_said_again_whole(lena: Colleague, place: Registration) -> None:
    first, later = refuse(place), refuse(place, fields='{"status":"cancelled"}')

    assert settle(lena, first, "again") == 303

    (change,) = Outbox.select().where(Outbox.record == place.id.hex)
    fields = msgspec.json.decode(change.fields)
    assert fields.keys() == {field.name for field in Registration.replicated_fields()}
    assert (change.kind, change.base, change.audience, fields["people"]) == ("registration", 0, "centre", 2)
    assert settle(lena, later, "again") == 404
    assert queries.count() == 0


def test_of_a_record_that_central_has_only_what_was_refused_is_said_again(
    lena: Colleague, household: Household
) -> None:
    with outbox.applying():
        Household.update(version=9, language="tr").execute()
    refused = refuse(household, fields='{"language":"ro","bands":{"2-3":1}}')

    settle(lena, refused, "again")

    (change,) = Outbox.select().where(Outbox.record == household.id.hex)
    assert (change.base, change.fields) == (9, refused.fields)
    assert Household.get().language == "ro"
    assert Household.get().bands == {"2-3": 1}


def test_what_was_mended_since_is_said_as_it_stands_now(lena: Colleague, household: Household) -> None:
    """Too large at first, then made shorter: the first word does not come back."""
    refused = refuse(household, "too_large")
    with outbox.applying():
        Household.update(version=9, language="tr").execute()

    settle(lena, refused, "again")

    (change,) = Outbox.select().where(Outbox.record == household.id.hex)
    assert Household.get().language == "tr"
    assert msgspec.json.decode(change.fields)["language"] == "tr"


def test_who_said_it_again_is_written_down(lena: Colleague, household: Household) -> None:
    settle(lena, refuse(household), "again")

    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    assert (line.action, line.subject) == ("tried_again", household.id.hex)
    change = Outbox.get(Outbox.record == household.id.hex)
    assert change.author == line.staff


def test_put_aside_it_is_seen_no_more_and_nothing_is_said(lena: Colleague, household: Household) -> None:
    refused = refuse(household)

    assert settle(lena, refused, "aside") == 303

    assert queries.count() == 0
    assert {row.kind for row in Outbox.select()} == {"audit_line"}
    assert settle(lena, refused, "aside") == 404


def test_what_waits_at_central_is_not_said_again(lena: Colleague, place: Registration) -> None:
    refused = refuse(place, "held_unknown_centre")
    assert 'name="again"' not in lena.get("to-decide/").text

    assert settle(lena, refused, "again") == 403
    assert settle(lena, refused, "aside") == 303
