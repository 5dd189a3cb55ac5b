"""The way back: a bare machine, the copy and the code of the sheet are enough, and nothing that is there is touched."""

import io
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import restoring
from kiosk.accounts import queries as accounts
from kiosk.accounts import services as secrets
from kiosk.accounts.models import Staff
from kiosk.backup.queries import Copy
from kiosk.core import database, schema
from kiosk.restoring import DatabaseThereError, restore
from kiosk.security import sealed_copy
from kiosk.security.sealed_copy import CopyError, DamagedCopyError, WrongWordsError
from tests.backup.keeping import Answers, copy_to, place_in
from tests.conftest import Founded
from tests.team import Team


@pytest.fixture
def copy(team: Team, centre: Founded, tmp_path: Path) -> Copy:
    return copy_to(place_in(tmp_path / "stick"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "new" / "kiosk.sqlite"


def test_a_bare_machine_comes_back_with_names_and_pictures(
    copy: Copy, centre: Founded, team: Team, target: Path
) -> None:
    told = restore(copy.path, target, Answers([centre.code]))

    assert str(target.parent) in told
    assert list(target.parent.iterdir()) == [target]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    database.attach(target)
    schema.prepare()
    amal = secrets.sign_in_with_pictures(team.ids["Amal"], team.pictures("Amal"))
    assert accounts.name_of(Staff.get_by_id(team.ids["Safa"]), amal) == "Safa"


def test_it_is_the_same_database_to_the_last_row(
    copy: Copy, centre: Founded, target: Path, tmp_path: Path
) -> None:
    restore(copy.path, target, Answers([centre.code]))

    with (
        closing(sqlite3.connect(tmp_path / "kiosk.sqlite")) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        mine, theirs = list(one.iterdump()), list(other.iterdump())
    # What was written down about the copy itself came after it.
    assert [line for line in mine if "cop" not in line] == [line for line in theirs if "cop" not in line]


def test_the_square_of_the_sheet_opens_it_too(copy: Copy, centre: Founded, target: Path) -> None:
    with copy.path.open("rb") as file:
        sheet = sealed_copy.read_head(file).head.sheet
    words = sealed_copy.vault.sheet_words(centre.code, sealed_copy.vault.Recovery(**sheet))

    restore(copy.path, target, Answers([words]))

    assert target.exists()


@pytest.mark.parametrize("affix", ["", "-wal", "-shm"])
def test_a_database_that_is_there_is_never_overwritten(
    copy: Copy, centre: Founded, target: Path, affix: str
) -> None:
    target.parent.mkdir()
    there = target.with_name(target.name + affix)
    there.write_bytes(b"what is there")

    with pytest.raises(DatabaseThereError):
        restore(copy.path, target, Answers([centre.code]))

    assert there.read_bytes() == b"what is there"


def test_three_wrong_tries_leave_nothing(copy: Copy, target: Path) -> None:
    answers = Answers(["", "no", "WRON-GWRO-NGWR-ONGW-RONG-WRON-GWRO-NGWR"])

    with pytest.raises(WrongWordsError):
        restore(copy.path, target, answers)

    assert (len(answers.asked), list(target.parent.iterdir())) == (3, [])


def test_somebody_who_mistypes_may_try_again(copy: Copy, centre: Founded, target: Path) -> None:
    restore(copy.path, target, Answers(["no", centre.code.lower()]))

    assert target.exists()


def test_a_copy_that_is_cut_or_changed_leaves_nothing(copy: Copy, centre: Founded, target: Path) -> None:
    content = copy.path.read_bytes()
    for damaged in (content[:-1], content[: len(content) // 2], content[:-20] + bytes(20), content + b"\0"):
        copy.path.write_bytes(damaged)

        with pytest.raises(DamagedCopyError):
            restore(copy.path, target, Answers([centre.code]))
        assert list(target.parent.iterdir()) == []


def test_what_opens_but_is_no_database_leaves_nothing(copy: Copy, centre: Founded, target: Path) -> None:
    """Whoever knows the public key of the sheet can seal something of her own: what it is, is looked at."""
    with copy.path.open("rb") as file:
        head = sealed_copy.read_head(file).head
    sheet = Staff.get(Staff.role == "sheet").public_key
    for content in (b"", b"a letter", copy_of_sqlite(target.parent.parent / "other.sqlite")):
        made = io.BytesIO()
        opening, key = sealed_copy.begin(
            made, machine="0" * 32, made_at=1, sheet=head.sheet, recipients=[sheet]
        )
        sealed_copy.seal(made, [content], opening, key)
        copy.path.write_bytes(made.getvalue())

        with pytest.raises(CopyError):
            restore(copy.path, target, Answers([centre.code]))
        assert list(target.parent.iterdir()) == []


def copy_of_sqlite(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE something (else_ TEXT)")
    return path.read_bytes()


def test_a_disk_that_is_full_leaves_nothing(
    copy: Copy, centre: Founded, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(restoring.copying, "to_disk", full)

    with pytest.raises(OSError, match="space"):
        restore(copy.path, target, Answers([centre.code]))

    assert list(target.parent.iterdir()) == []
