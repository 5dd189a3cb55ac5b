"""What we leave behind: half-done notes, swallowed faults, waiting by the clock, traces of one machine."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, plant

FOLDERS = ("kiosk", "sync", "templates", "translations", "tests", "docs", "deploy", "bench", ".ci")
LETTERS = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".json",
    ".po",
    ".pot",
    ".yaml",
    ".lock",
    ".service",
    "",
}
EVERYWHERE = {
    "a note of something half done": r"\b(?:TODO|FIXME|XXX|HACK)\b",
    "a path of one machine": r"(?<![\w.}])/(?:work|root|Users|home)/\w",
    "the address of a registry": r"pypi\.org|pythonhosted|index-url|find-links|npmjs\.",
    "a fault that is swallowed": r"except(?: Exception| BaseException)?:\s*(?:\n\s*)?pass\b",
}
IN_TESTS = {
    "waits by the clock": r"\btime\.sleep\(",
    "replaces our own code": r"unittest\.mock|\bmocker\b|MagicMock",
    "is skipped or expected to fail": r"mark\.(?:skip|xfail)|pytest\.(?:skip|xfail)\(",
}
# Each costs a millisecond of the start, as Python writes and compiles its methods then.
IN_KIOSK = {"is a dataclass and could be a struct": r"(?m)^@dataclass\b"}
# Where `repr` hides a field, or a field carries its meaning.
MAY_BE_DATACLASS = {"kiosk/accounts/forms.py", "kiosk/core/settings.py", "kiosk/security/keyring.py"}
# Where a browser or a font may be missing; under CI they fail instead.
MAY_SKIP = {"tests/architecture/test_glyphs.py", "tests/browser/conftest.py"}
# Figures of a measurement; and this file, which names what it looks for.
NOT_READ = {"results.json", "test_habits.py"}


def files(root: Path) -> Iterator[tuple[str, str]]:
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*")] + list(root.glob("*"))
    for path in sorted(paths):
        is_text = path.is_file() and path.suffix in LETTERS and "__pycache__" not in path.parts
        if is_text and path.name not in NOT_READ:
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def faults(root: Path = ROOT) -> list[str]:
    found = []
    for name, text in files(root):
        rules = EVERYWHERE | (IN_TESTS if name.startswith("tests/") else {})
        rules |= IN_KIOSK if name.startswith("kiosk/") and name not in MAY_BE_DATACLASS else {}
        for fault, pattern in rules.items():
            may = name in MAY_SKIP and fault.startswith("is skipped")
            found += [
                f"{name}: {fault}: {match.group()!r}" for match in re.finditer(pattern, text) if not may
            ]
        if not name.startswith("tests/"):
            found += [f"{name}: a small coloured picture: {letter}" for letter in sorted(emoji(text))]
    return found


def emoji(text: str) -> set[str]:
    return {letter for letter in text if ord(letter) >= 0x1F000 and unicodedata.category(letter) == "So"}


def test_nothing_is_left_lying_about() -> None:
    assert faults() == []


# Two faults are put together here only, so that this file is not itself found to hold them.
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kiosk/core/clock.py", "# TODO later"),
        ("kiosk/core/clock.py", "@dataclass(slots=True)"),
        ("sync/merge.py", "try:\n    go()\nexcept Exception:\n    pass"),
        ("docs/A.md", "see ~root~notes".replace("~", "/")),
        ("requirements.lock", "~~index-url https://example.org".replace("~", "-")),
        ("tests/core/test_a.py", "time.sleep(1)"),
        ("tests/core/test_a.py", "from unittest.mock import patch"),
        ("tests/core/test_a.py", "@pytest.mark.skip"),
        ("templates/a.html", chr(0x1F600)),
    ],
)
def test_it_sees_a_fault(path: str, text: str, tmp_path: Path) -> None:
    plant(tmp_path, path, text)

    assert [fault.split(":")[0] for fault in faults(tmp_path)] == [path]
