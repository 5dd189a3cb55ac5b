"""A feature is a folder of at most seven names; a module is short and opens with one true sentence (STYLE 2, 6, 37)."""

import ast
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, features, modules, plant, tree

SEVEN = {"__init__", "models", "queries", "services", "forms", "views", "desk"}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "lib"}
LONGEST, LONGEST_SENTENCE = 200, 240


def faults(root: Path = ROOT) -> list[str]:
    paths = [*modules(root, "kiosk", "sync", "tests", "bench", "deploy"), *root.glob("run.py")]
    found = [f"{path.relative_to(root)} {fault}" for path in paths for fault in faults_of(path)]
    for feature in features(root):
        for path in (root / "kiosk" / feature).iterdir():
            is_room = path.is_dir() and path.name not in {"data", "__pycache__"}
            if is_room or (path.suffix == ".py" and path.stem not in SEVEN):
                found.append(f"kiosk/{feature}/{path.name} is an eighth name")
    return found


def faults_of(path: Path) -> list[str]:
    opening = (ast.get_docstring(tree(path)) or "").split("\n\n")[0]
    is_test = path.name.startswith(("test_", "conftest"))
    has_sentence = opening.endswith((".", "!", "?")) and len(opening) <= LONGEST_SENTENCE
    checks = {
        f"is longer than {LONGEST} lines": len(path.read_text(encoding="utf-8").splitlines()) > LONGEST,
        "is a drawer, not a subject": bool(DRAWERS & {path.stem, path.parent.name}),
        "is split by number, not by subject": path.stem.endswith(("_part2", "_v2", "_old", "_new", "2")),
        "does not open with one sentence": not (has_sentence or is_test),
    }
    return [fault for fault, is_so in checks.items() if is_so]


def test_files_are_short_named_and_introduced() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kiosk/needs/utils.py", '"""A sentence."""\n'),
        ("kiosk/needs/rules.py", '"""A sentence."""\n'),
        ("sync/helpers/__init__.py", '"""A sentence."""\n'),
        ("kiosk/core/clock2.py", '"""A sentence."""\n'),
        ("kiosk/core/clock.py", "import time\n"),
        ("kiosk/core/clock.py", '"""Clock stuff"""\n'),
        ("tests/core/test_clock.py", '"""A sentence."""\n' + "\n" * LONGEST),
    ],
)
def test_it_sees_a_fault(path: str, text: str, tmp_path: Path) -> None:
    plant(tmp_path, "kiosk/needs/models.py", '"""A sentence."""\n')
    plant(tmp_path, path, text)
    for opened in tmp_path.rglob("__init__.py"):
        if not opened.read_text(encoding="utf-8"):
            opened.write_text('"""A room."""\n', encoding="utf-8")

    assert {fault.split()[0] for fault in faults(tmp_path)} == {path}
