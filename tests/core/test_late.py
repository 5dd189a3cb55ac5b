"""What is made late is the same as what is made at once, and is not there before."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Map, Rule

import run
from kiosk.beginning import load_babel
from kiosk.core import late
from kiosk.core.database import disconnect
from kiosk.core.late import CompiledTemplates, LateRule
from tests.programs import RUN

ADDRESSES = ["/", "/places/<uuid:place>/check", "/desk/<name>/<int:number>", "/static/<path:filename>"]
VALUES: list[dict[str, Any]] = [
    {},
    {"place": "0198f2c0-0000-7000-8000-000000000001", "filled": 1},
    {"name": "à b", "number": 3, "q": "ü"},
    {"filename": "css/kiosk.css", "v": "1"},
]
# A kiosk to its first pages, and what runs beside them, in a process where nothing was loaded before; without
# PostgreSQL's driver, as `run.py` starts it.
VISITOR = """
import sys
from pathlib import Path

sys.modules["psycopg"] = None
import sync.agent.worker
from kiosk import data, server
from kiosk.core.settings import Settings

settings = Settings(data=Path(sys.argv[1]))
data.open_folder(settings)
visitor = server.create_app(settings).test_client()
assert visitor.get("/").status_code == 200
assert visitor.get("/nl/start", follow_redirects=True).status_code == 200
print(*{name.partition(".")[0] for name in sys.modules})
"""
# Prints how many files of time zones are opened until the words of pages can be told.
ZONES = """
import sys

opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from kiosk.beginning import load_babel

load_babel()
import flask_babel
print(sum("zoneinfo" in name and not name.endswith((".py", ".pyc")) for name in opened))
"""
# For rare deeds: names are sealed, codes drawn, printers asked, series laid out, files brought to a new version.
LATE = {"cryptography", "segno", "subprocess", "dateutil", "playhouse"}


def written(kind: type[Rule]) -> list[str]:
    adapter = Map([kind(text, endpoint=text) for text in ADDRESSES]).bind("localhost")
    return [adapter.build(text, dict(values)) for text, values in zip(ADDRESSES, VALUES, strict=True)]


def test_an_address_is_written_as_by_any_other_rule() -> None:
    assert written(LateRule) == written(Rule)
    assert written(LateRule)[1].endswith("/check?filled=1")


def test_the_kiosk_writes_its_addresses_late(app: Flask) -> None:
    assert {type(rule) for rule in app.url_map.iter_rules() if rule.endpoint != "static"} == {LateRule}


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")

    for _start in range(2):
        app = Flask("kiosk", template_folder=str(tmp_path))
        app.jinja_options = {"bytecode_cache": CompiledTemplates(str(tmp_path))}
        assert app.jinja_env.get_template("page.html").render() == "2"

    assert len(list(tmp_path.glob("*.cache"))) == 1


def test_a_full_disk_does_not_keep_a_page_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    (tmp_path / "page.html").write_text("ready")
    app = Flask("kiosk", template_folder=str(tmp_path))
    app.jinja_options = {"bytecode_cache": CompiledTemplates(str(tmp_path))}

    assert app.jinja_env.get_template("page.html").render() == "ready"


def test_nothing_is_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    app = Flask("kiosk")

    late.init_app(app)

    assert "bytecode_cache" not in app.jinja_options


def test_a_visitor_who_only_reads_loads_nothing_for_rare_deeds(tmp_path: Path) -> None:
    run.main(["setup", "--data", str(tmp_path)])
    disconnect()

    kiosk = subprocess.run(
        [sys.executable, "-c", VISITOR, str(tmp_path)],
        cwd=RUN.parent,
        check=True,
        capture_output=True,
        text=True,
    )

    loaded = set(kiosk.stdout.split())
    assert "kiosk" in loaded
    assert LATE & loaded == set()


def test_babel_opens_no_file_of_a_time_zone() -> None:
    command = [sys.executable, "-c", ZONES]
    told = subprocess.run(command, cwd=RUN.parent, check=True, capture_output=True, text=True).stdout

    assert int(told) == 0


@pytest.mark.parametrize("zone", [None, "Europe/Amsterdam"])
def test_the_zone_of_the_machine_stays_what_it_was(zone: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    if zone:
        monkeypatch.setenv("TZ", zone)

    load_babel()

    assert os.environ.get("TZ") == zone
