"""Two answers are shown in words, one touch decides, and one takes it back (DESIGN 3, "Merge")."""

from datetime import datetime

import msgspec
import pytest

from kiosk.activities.models import Activity, Occurrence, Series
from kiosk.conflicts.models import Conflict
from kiosk.core.ids import new_id
from kiosk.core.outbox import Outbox
from kiosk.core.text import Text
from kiosk.registration.models import Household, Notice, NoticeReason, Registration
from kiosk.registration.services import register_family
from kiosk.security.audit import AuditLine
from tests.conflicts.conftest import differ, sealed
from tests.people import HANA
from tests.team import Colleague, Team


def choose(who: Colleague, conflict: Conflict, answer: str) -> int:
    status: int = who.post(f"answers/{conflict.id}", {answer: "1"}).status_code
    return status


def said(record: str) -> list[dict[str, object]]:
    """Return the fields of each change that waits of a record."""
    rows = Outbox.select().where(Outbox.record == record).order_by(Outbox.n)
    return [msgspec.json.decode(row.fields) for row in rows]


def open_ones() -> int:
    return Conflict.select().where(Conflict.settled_at.is_null()).count()


def test_both_values_stand_on_the_page_in_words(lena: Colleague, household: Household) -> None:
    differ(household, "language", "tr")

    lena.language = "en"
    page = lena.get("to-decide/").text

    assert "العربية" in page
    assert "Türkçe" in page
    assert "Samira" in page
    assert page.count("This one") == 2


def test_the_other_one_is_written_to_the_record_and_travels(lena: Colleague, household: Household) -> None:
    conflict = differ(household, "language", "tr")
    Household.update(version=5).execute()
    Outbox.delete().execute()

    assert choose(lena, conflict, "other") == 303

    assert Household.get_by_id(household.id).language == "tr"
    (change,) = Outbox.select().where(Outbox.record == household.id.hex)
    assert (change.base, msgspec.json.decode(change.fields)) == (5, {"language": "tr"})
    assert [list(fields) for fields in said(conflict.id.hex)] == [["settled_at"]]
    assert open_ones() == 0


def test_the_standing_one_is_only_settled(lena: Colleague, household: Household) -> None:
    conflict = differ(household, "language", "tr")
    Outbox.delete().execute()

    choose(lena, conflict, "standing")

    assert Household.get_by_id(household.id).language == "ar"
    assert said(household.id.hex) == []
    assert open_ones() == 0


def test_one_touch_takes_it_back(lena: Colleague, household: Household) -> None:
    conflict = differ(household, "language", "tr")
    choose(lena, conflict, "other")
    assert 'action="' + lena.address("desk/answers/undo") in lena.get("to-decide/").text

    lena.post("answers/undo")

    assert Household.get_by_id(household.id).language == "ar"
    assert open_ones() == 1
    assert lena.post("answers/undo").status_code == 409


def test_what_was_written_since_is_not_undone(lena: Colleague, household: Household) -> None:
    conflict = differ(household, "language", "tr")
    choose(lena, conflict, "other")
    Household.update(language="ro").execute()

    assert lena.post("answers/undo").status_code == 409

    assert Household.get().language == "ro"
    assert open_ones() == 0


def test_it_is_written_down_who_decided(lena: Colleague, team: Team, household: Household) -> None:
    conflict = differ(household, "language", "tr")

    choose(lena, conflict, "other")

    line = AuditLine.select().order_by(AuditLine.number.desc()).get()
    assert (line.action, line.staff) == ("chose_answer", team.ids["Lena"].hex)
    assert (line.kind_of_subject, line.subject) == ("conflict", conflict.id.hex)


def test_a_name_is_opened_and_chosen(lena: Colleague, household: Household) -> None:
    envelope = sealed("Samira-Nur", household, "name_sealed")
    conflict = differ(household, "name_sealed", envelope)
    assert "Samira-Nur" in lena.get("to-decide/").text

    choose(lena, conflict, "other")

    assert Household.get_by_id(household.id).name_sealed == envelope


def test_two_values_that_became_one_ask_nobody(lena: Colleague, household: Household) -> None:
    differ(household, "language", household.language)

    assert "asked-twice" not in lena.get("to-decide/").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", Text.of("nl", {"nl": "Breien"}).dump()),
        ("function", "information"),
        ("food", "halal"),
        ("languages", ["nl", "tr"]),
        ("drawing", "cooking"),
        ("is_women_only", True),
        ("price_cents", 250),
        ("bring", None),
    ],
)
def test_every_kind_of_value_can_be_shown_and_chosen(
    lena: Colleague, sewing: list[Occurrence], field: str, value: object
) -> None:
    activity = Activity.get()
    if value is None:
        Activity.update(bring=Text.of("nl", {"nl": "Een schaar"})).execute()
    conflict = differ(activity, field, value)
    assert lena.get("to-decide/").status_code == 200

    assert choose(lena, conflict, "other") == 303

    assert said(activity.id.hex)[-1] == {field: value}


def test_an_hour_is_chosen(lena: Colleague, sewing: list[Occurrence]) -> None:
    conflict = differ(sewing[0], "starts_at", "2026-03-03T14:00")
    assert "14:00" in lena.get("to-decide/").text

    choose(lena, conflict, "other")

    chosen = datetime.fromisoformat("2026-03-03T14:00")
    assert Occurrence.get_by_id(sewing[0].id).starts_at == chosen


def test_who_comes_after_all_waits_where_her_place_was_given_on(
    lena: Colleague, place: Registration, sewing: list[Occurrence]
) -> None:
    """A place is never promised twice by choosing it (DESIGN 6)."""
    Registration.update(status="cancelled").execute()
    Series.update(capacity=1, taken={}).execute()
    other = register_family(HANA, sewing[0].id, place_key=new_id().hex, will_wait=False)
    conflict = differ(place, "status", "confirmed")

    choose(lena, conflict, "other")

    assert Registration.get_by_id(place.id).is_waiting
    assert Registration.get_by_id(other.id).is_confirmed


def test_who_comes_after_all_has_her_place_where_it_is_free(
    lena: Colleague, place: Registration, sewing: list[Occurrence]
) -> None:
    Registration.update(status="cancelled").execute()
    conflict = differ(place, "status", "confirmed")

    choose(lena, conflict, "other")

    assert Registration.get_by_id(place.id).is_confirmed
    assert Series.get().taken[sewing[0].id.hex] == place.people
    lena.post("answers/undo")
    assert Registration.get_by_id(place.id).is_cancelled


def test_a_date_called_off_by_choosing_is_told_to_who_comes(
    lena: Colleague, place: Registration, sewing: list[Occurrence]
) -> None:
    conflict = differ(sewing[0], "status", "cancelled")

    choose(lena, conflict, "other")

    assert Occurrence.get_by_id(sewing[0].id).is_cancelled
    assert [notice.reason for notice in Notice.select()] == [NoticeReason.DATE_CANCELLED]
