"""What is installed elsewhere is whole: pages, words and drawings come along, and no checkout is needed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from babel.messages.pofile import read_po

from kiosk.core.languages import SHIPPED
from tests.architecture.house import ROOT

NOT_OURS = shutil.ignore_patterns(
    ".*", "__pycache__", "data", "demo-data", "bench", "tests", "*.mo", "build", "dist"
)
WORD = "A new centre"


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run([sys.executable, *command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("build")
    copy = shutil.copytree(ROOT, folder / "copy", ignore=NOT_OURS)
    for data in ROOT.glob("kiosk/*/data"):
        shutil.copytree(data, copy / data.relative_to(ROOT))
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=copy)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "-q", "--no-deps", "--no-index", f"--target={target}", str(wheel), cwd=target)
    return target


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the kiosk from what is installed, in a folder where nothing else is, and return where it listens."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARENTS_POINT_")}
    kiosk = subprocess.Popen(
        [sys.executable, "-m", "run", "kiosk", "--data", "kept", "--port", "0"],
        cwd=elsewhere,
        env=environment | {"PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert kiosk.stdout is not None
    said = next((found for line in kiosk.stdout if (found := re.search(r"http://\S+/", line))), None)
    try:
        assert said, "the kiosk ended without saying where it is"
        yield said[0]
    finally:
        kiosk.terminate()
        kiosk.wait(timeout=30)
        kiosk.stdout.close()


def page(address: str) -> str:
    with urlopen(address, timeout=30) as answer:  # noqa: S310  our own kiosk on this machine
        return str(answer.read().decode())


def test_it_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"kiosk", "sync", "run.py"}
    assert {f"kiosk/translations/{code}/LC_MESSAGES/messages.mo" for code in SHIPPED} <= set(names)
    for needed in ("kiosk/templates/base.html", "kiosk/static/kiosk.css", "kiosk/migrations/0001_first.py"):
        assert needed in names
    assert any(name.startswith("kiosk/sample/data/") for name in names)
    assert not [name for name in names if "tests/" in name or name.endswith((".pyc", ".sqlite"))]


def test_it_opens_the_picker(address: str) -> None:
    shown = page(address)

    assert all(language.endonym in shown for language in SHIPPED.values())


@pytest.mark.parametrize("code", ["nl", "ar"])
def test_it_speaks_the_language_that_was_touched(code: str, address: str) -> None:
    with (ROOT / "translations" / code / "LC_MESSAGES" / "messages.po").open("rb") as words:
        word = read_po(words)[WORD]

    shown = page(f"{address}{code}/start")

    assert word is not None
    assert str(word.string) in shown
    assert f'dir="{SHIPPED[code].direction}"' in shown


def test_its_drawings_and_style_come_along(address: str) -> None:
    links = re.findall(r'(?:href|src)="(/static/[^"]+)"', page(address))

    assert links
    assert all(page(address.rstrip("/") + link) for link in links)


def test_it_runs_from_what_is_installed(installed: Path, tmp_path: Path) -> None:
    asked = [
        sys.executable,
        "-c",
        "import kiosk, run, sync; print(kiosk.__file__, run.__file__, sync.__file__)",
    ]
    environment = os.environ | {"PYTHONPATH": str(installed)}
    told = subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)

    assert all(path.startswith(str(installed)) for path in told.stdout.split())
