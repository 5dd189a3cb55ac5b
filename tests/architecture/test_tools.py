"""The tools that read code find nothing: ruff, its formatter, mypy and djlint, with the settings of pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, plant

SETTINGS = str(ROOT / "pyproject.toml")
TOOLS = {
    "ruff": ["ruff", "check", "--no-cache", "."],
    "format": ["ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["mypy"],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
}


def report(command: list[str], folder: Path) -> str:
    """Return what a tool says, nothing when it is content."""
    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    return run.stdout + run.stderr if run.returncode else ""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("tool", TOOLS)
def test_the_tools_are_content(tool: str) -> None:
    assert report(TOOLS[tool], ROOT) == ""


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        (["ruff", "check", "--no-cache", "--config", SETTINGS, "."], '"""A room."""\nimport os\n'),
        (
            ["ruff", "format", "--no-cache", "--config", SETTINGS, "--check", "."],
            '"""A room."""\n\nx = {1:2}\n',
        ),
        (
            ["mypy", "--config-file", SETTINGS, "kiosk"],
            '"""A room."""\n\n\ndef ask(text):\n    return text\n',
        ),
    ],
    ids=["ruff", "format", "mypy"],
)
def test_a_tool_sees_a_fault_in_code(tool: list[str], text: str, tmp_path: Path) -> None:
    plant(tmp_path, "kiosk/room.py", text)

    assert "room.py" in report(tool, tmp_path)


def test_a_tool_sees_a_fault_in_a_template(tmp_path: Path) -> None:
    page = plant(tmp_path, "page.html", '<img src="/static/a.svg">\n')

    assert "alt" in report(["djlint", "--lint", "--configuration", SETTINGS, str(page)], ROOT)
