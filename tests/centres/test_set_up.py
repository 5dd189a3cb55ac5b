from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from peewee import DatabaseError, SqliteDatabase

from kiosk import data
from kiosk.app import create_app
from kiosk.centres.models import Centre
from kiosk.centres.queries import has_centre, this_centre
from kiosk.complaints import NewerDatabaseError, NotSetUpError
from kiosk.core import schema, state
from kiosk.core.database import database as the_database
from kiosk.core.database import disconnect
from kiosk.core.settings import Settings
from kiosk.security import vault


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, centre="Beverwaard", area="NL-RTM", zone="Europe/Lisbon")


@pytest.fixture
def fresh(database: SqliteDatabase, settings: Settings) -> Flask:
    """Return the app of a kiosk that has no centre yet."""
    return create_app(settings)


def test_a_first_start_founds_the_centre_of_the_settings(fresh: Flask, settings: Settings) -> None:
    sheet = data.set_up(fresh, settings)

    founded = this_centre()
    assert sheet == settings.data / data.SHEET
    assert founded is not None
    assert (founded.name, founded.area, founded.zone) == ("Beverwaard", "NL-RTM", "Europe/Lisbon")
    assert data.zone(settings) == "Europe/Lisbon"


def test_a_second_start_founds_nothing(fresh: Flask, settings: Settings) -> None:
    data.set_up(fresh, settings)

    assert data.set_up(fresh, replace(settings, centre="Another")) is None
    assert [centre.name for centre in Centre.select()] == ["Beverwaard"]


def test_the_sheet_is_in_the_first_language_of_the_kiosk(fresh: Flask, settings: Settings) -> None:
    arabic = replace(settings, languages="ar,nl")

    data.set_up(fresh, arabic)

    assert '<html lang="ar" dir="rtl">' in (settings.data / data.SHEET).read_text(encoding="utf-8")


def test_an_enrolled_kiosk_joins_the_centre_whose_key_has_come(fresh: Flask, settings: Settings) -> None:
    _private, public = vault.new_key()
    sister = Centre.create(name="Pendrecht", area="NL-RTM", public_key=public, zone="Europe/Madrid")
    state.put(centre=sister.id.hex)

    sheet = data.set_up(fresh, settings)

    assert sheet is None
    assert state.get("centre_key") == public
    assert data.zone(settings) == "Europe/Madrid"


def test_an_enrolled_kiosk_waits_for_a_key_that_has_not_come(fresh: Flask, settings: Settings) -> None:
    state.put(centre=uuid4().hex)

    with pytest.raises(NotSetUpError):
        data.set_up(fresh, settings)

    assert not has_centre()


def test_it_founds_the_centre_of_central_once_all_was_read_and_nobody_had(
    fresh: Flask, settings: Settings
) -> None:
    given = uuid4()
    state.put(centre=given.hex, area="NL-AMS", centre_name="Zuidwijk")

    sheet = data.settle(fresh, settings)

    founded = this_centre()
    assert sheet is not None
    assert founded is not None
    assert (founded.id, founded.name, founded.area) == (given, "Zuidwijk", "NL-AMS")


def test_a_second_first_kiosk_waits_for_the_centre_and_never_founds_it_twice(
    fresh: Flask, settings: Settings
) -> None:
    state.put(centre=uuid4().hex, area="NL-AMS", centre_name="Zuidwijk", is_begun=True)

    with pytest.raises(NotSetUpError):
        data.settle(fresh, settings)

    assert not has_centre()


def test_it_opens_no_folder_of_a_newer_version(settings: Settings) -> None:
    data.open_folder(settings)
    the_database.execute_sql(
        "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')"
    )

    with pytest.raises(NewerDatabaseError):
        data.open_folder(settings)

    disconnect()


def test_a_step_that_cannot_be_run_leaves_the_folder_as_it_was(settings: Settings) -> None:
    data.open_folder(settings)
    taken = schema.steps_taken()
    # Its tables are there already, so it cannot be run once more.
    the_database.execute_sql("DELETE FROM schema_migration WHERE name = '0001_first'")

    with pytest.raises(DatabaseError):
        data.open_folder(settings)

    assert schema.steps_taken() == taken - {"0001_first"}
    disconnect()
