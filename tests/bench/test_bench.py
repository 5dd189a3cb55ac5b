"""Every row is tried once, small, and its result can be read; how long anything took is nobody's business here."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.__main__ import SCRIPTS, Results
from bench.measures import Limit, compared, counted, percentile, table
from tests.architecture.house import ROOT

ROWS = {
    "start": 1,
    "memory": 3,
    "pages": 7,
    "registration": 2,
    "exchange": 15,
    "many": 4,
    "day": 0,
    "beside": 2,
    "vault": 4,
    "desk": 14,
    "row": 2,
    "crash": 8,
    "fleet": 10,
}


@pytest.mark.timeout(600)
def test_every_row_is_measured_and_written(tmp_path: Path) -> None:
    target = tmp_path / "results.json"

    words = [sys.executable, "-m", "bench", "--quick", "--results", str(target)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=580)

    found = msgspec.json.decode(target.read_bytes(), type=Results)
    assert found.is_quick
    assert list(found.rows) == list(SCRIPTS)
    assert all(len(found.rows[name]) >= least for name, least in ROWS.items())
    rows = [row for rows in found.rows.values() for row in rows]
    assert all(row.runs >= 1 and row.low <= row.judged <= row.high for row in rows)
    assert all(row.name in done.stdout for row in rows)


def test_a_ratio_is_the_median_of_runs_made_in_turns() -> None:
    row = compared("a page", "ms", [2.0, 3.0, 9.0], [1.0, 2.0, 3.0], Limit(2.0, 1.5))

    assert (row.ours, row.bound, row.ratio) == (3.0, 2.0, 2.0)
    assert (row.low, row.high, row.runs) == (1.5, 3.0, 3)
    assert not row.is_over
    assert compared("a page", "ms", [2.1], [1.0], Limit(2.0)).is_over


def test_a_count_is_judged_by_itself() -> None:
    row = counted("fsync calls", "", [1.0, 2.0, 2.0], Limit(1.0))

    assert row.is_over
    assert "| fsync calls | 2 | – | 1–2 | 1 | over |" in table([row])


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile(range(100, 0, -1), 0.5) == 51
    assert percentile([7.0], 0.99) == 7.0
