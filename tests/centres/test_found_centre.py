import os
import stat
from pathlib import Path
from uuid import uuid4

import pytest
import segno
from flask import Flask
from msgspec.structs import asdict
from peewee import SqliteDatabase

from kiosk import data
from kiosk.accounts.models import Grant, Staff
from kiosk.app import create_app
from kiosk.centres import services
from kiosk.centres.models import Centre
from kiosk.centres.queries import has_centre, this_centre
from kiosk.core import ids, outbox, state
from kiosk.core.errors import ConflictError
from kiosk.core.record import Audience
from kiosk.core.settings import Settings
from kiosk.registration.services import seal_for_centre
from kiosk.security import signatures, vault
from kiosk.security.permissions import Role
from tests.conftest import Founded
from tests.opening import centre_key, granted


def test_it_opens_a_sealed_name_with_the_code_of_the_sheet(centre: Founded) -> None:
    record = ids.new_id()
    envelope = seal_for_centre("Amal", record=record, field="name_sealed")

    private = centre_key(centre.code)

    assert vault.unseal(envelope, private, record=record, field="name_sealed") == "Amal"


def test_it_opens_with_the_code_as_a_tired_person_types_it(centre: Founded) -> None:
    typed = centre.code.lower().replace("-", " ")

    private = centre_key(typed)

    assert vault.encode(private.public_key().public_bytes_raw()) == state.get("centre_key")


def test_it_refuses_another_code(centre: Founded) -> None:
    other = centre.code[:-1] + ("A" if centre.code[-1] != "A" else "B")

    with pytest.raises(vault.CannotOpenError):
        centre_key(other)


def test_it_shows_the_centre_to_its_area_and_keeps_every_key_in_the_centre(centre: Founded) -> None:
    audiences = {change.kind: change.audience for change in outbox.Outbox.select()}
    shown = outbox.Outbox.get(outbox.Outbox.kind == "centre").fields

    assert audiences == {"centre": Audience.AREA} | dict.fromkeys(("staff", "wrap", "grant"), Audience.CENTRE)
    assert state.get("recovery")["wrapped"] not in shown
    assert Grant.get().key_sealed not in shown


def test_who_holds_keys_is_signed_by_the_centre(centre: Founded) -> None:
    sheet = Staff.get()

    assert sheet.role == Role.SHEET
    assert centre.row.signing_key == state.get("centre_signing_key")
    told = {"role": sheet.role, "status": sheet.status, "public_key": sheet.public_key}
    signer = centre.row.signing_key
    assert signatures.is_genuine(sheet.proof, signer=signer, staff=sheet.id, **told)
    assert not signatures.is_genuine(sheet.proof, signer=signer, staff=uuid4(), **told)
    assert not signatures.is_genuine(sheet.proof, signer=signer, staff=sheet.id, **told | {"role": "coach"})


def test_it_founds_a_centre_only_once(centre: Founded) -> None:
    key, count = state.get("centre_key"), Centre.select().count()

    with pytest.raises(ConflictError):
        services.found_centre("Elsewhere", "NL-RTM", zone="Europe/Amsterdam")

    assert (state.get("centre_key"), Centre.select().count()) == (key, count)


def test_it_keeps_the_id_that_central_gave(database: SqliteDatabase) -> None:
    given = uuid4()

    services.found_centre("Zuidwijk", "NL-RTM", zone="Europe/Amsterdam", centre_id=given)

    found = this_centre()
    assert found is not None
    assert found.id == given


def test_it_joins_a_centre_by_its_published_key(database: SqliteDatabase) -> None:
    _private, public = vault.new_key()
    sister = Centre.create(name="Pendrecht", area="NL-RTM", public_key=public)

    services.join_centre(sister)

    assert state.get("centre") == sister.id.hex
    assert state.get("centre_key") == public
    assert state.get("recovery") is None
    assert state.get("kiosk")


def test_it_does_not_join_a_centre_that_has_no_key(database: SqliteDatabase) -> None:
    with pytest.raises(ConflictError):
        services.join_centre(Centre.create(name="Pendrecht", area="NL-RTM"))

    assert state.get("centre_key") is None


def test_it_writes_the_sheet_for_the_coach_only(app: Flask, centre: Founded, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet" / data.SHEET

    with app.test_request_context():
        services.write_recovery_sheet(centre.code, "Pendrecht <b>", sheet)

    page = sheet.read_text(encoding="utf-8")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert all(f"<li>{group}</li>" in page for group in centre.code.split("-"))
    assert "Pendrecht &lt;b&gt;" in page
    assert "<svg" in page


def test_the_square_of_the_sheet_opens_the_key_when_the_machine_is_lost(centre: Founded) -> None:
    words = vault.sheet_words(centre.code, vault.Recovery(**state.get("recovery")))
    key = state.get("centre_key")
    state.put(**dict.fromkeys(state.texts()))
    assert state.get("centre_key") is None

    private = granted(vault.unwrap_sheet(f" {words}\n"))

    assert vault.encode(private.public_key().public_bytes_raw()) == key


@pytest.mark.parametrize("words", ["", "pp1r", "pp1r.A.B", "pp1r.A.AAAA.x.64.AAAA", "pp2r.A.AAAA.1.64.AAAA"])
def test_what_is_no_square_opens_nothing(words: str) -> None:
    with pytest.raises(vault.CannotOpenError, match="not the square"):
        vault.unwrap_sheet(words)


def test_the_sheet_carries_that_square(app: Flask, centre: Founded, tmp_path: Path) -> None:
    words = vault.sheet_words(centre.code, vault.Recovery(**state.get("recovery")))

    with app.test_request_context():
        services.write_recovery_sheet(centre.code, "Pendrecht", tmp_path / data.SHEET)

    page = (tmp_path / data.SHEET).read_text(encoding="utf-8")
    assert segno.make(words, error="m").svg_inline(scale=4, border=4) in page


def test_the_sheet_is_on_the_disk_and_the_owners_alone_when_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, synced = tmp_path / data.SHEET, []
    sheet.touch(mode=0o644)
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))

    services.put_on_disk("code", sheet)

    assert synced == [sheet.stat().st_ino, tmp_path.stat().st_ino]
    assert (stat.S_IMODE(sheet.stat().st_mode), sheet.read_text(encoding="utf-8")) == (0o600, "code")


def test_the_sheet_stands_alone(app: Flask, centre: Founded, tmp_path: Path) -> None:
    sheet = tmp_path / data.SHEET

    with app.test_request_context():
        services.write_recovery_sheet(centre.code, "Pendrecht", sheet)

    page = sheet.read_text(encoding="utf-8")
    assert not [word for word in ("src=", "href=", "url(", "<script", "@import") if word in page]


def test_no_file_but_the_sheet_holds_the_code(database: SqliteDatabase, tmp_path: Path) -> None:
    code = services.found_centre("Pendrecht", "NL-RTM", zone="Europe/Amsterdam")

    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert code.encode() not in written
    assert code.replace("-", "").encode() not in written


def test_a_cut_before_the_sheet_is_written_founds_nothing(database: SqliteDatabase, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    app = create_app(settings)
    (tmp_path / data.SHEET).mkdir()

    with pytest.raises(IsADirectoryError):
        data.found(app, settings, name="Pendrecht", area="NL-RTM")

    assert not has_centre()
    assert Centre.select().count() == 0


def test_the_recovery_is_stored_as_numbers_and_text(centre: Founded) -> None:
    recovery = vault.Recovery(**state.get("recovery"))

    assert asdict(recovery) == state.get("recovery")
