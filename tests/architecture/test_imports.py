"""Imports point down: run.py, sync, features, screen, security, core (DESIGN 2)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, features, modules, plant, tree

FLOOR = {"core"}
LOCK = FLOOR | {"security"}
SHELL = LOCK | {"screen"}
# Which feature may use which other; a new line here is a decision, and is read as one.
MAY_USE = {
    "activities": {"centres"},
    "attendance": {"accounts", "activities", "registration", "seats", "tickets", "vouching"},
    "backup": {"accounts", "courier"},
    "cards": {"activities", "centres", "registration", "retention", "seats", "tickets"},
    "centres": {"accounts"},
    "childcare": {"attendance", "registration", "tickets", "vouching"},
    "conflicts": {"accounts", "activities", "registration", "seats", "vouching"},
    "desk": {"accounts", "conflicts", "needs", "programme", "refusals", "rota", "trust"},
    "insight": {"activities", "cards", "registration", "retention", "seats", "vouching"},
    "keys": {"accounts", "centres", "registration", "trust"},
    "machine": {"backup", "courier"},
    "members": {
        "accounts",
        "activities",
        "cards",
        "registration",
        "retention",
        "seats",
        "tickets",
        "vouching",
    },
    "merges": {"cards", "members", "registration", "retention", "seats", "vouching"},
    "neighbours": {
        "accounts",
        "activities",
        "members",
        "registration",
        "retention",
        "seats",
        "tickets",
        "vouching",
    },
    "paper": {
        "activities",
        "attendance",
        "centres",
        "members",
        "needs",
        "neighbours",
        "registration",
        "seats",
        "tickets",
        "vouching",
    },
    "planning": {"accounts", "activities", "publishing"},
    "publishing": {"activities", "planning"},
    "programme": {"activities", "planning", "publishing", "registration", "seats"},
    "calendar": {"planning", "programme", "publishing"},
    "refusals": {"conflicts"},
    "registration": {"activities", "centres", "tickets"},
    "retention": {"activities", "registration", "seats", "tickets"},
    "returned": {"activities", "attendance", "paper", "registration", "vouching"},
    "rota": {"accounts"},
    "seats": {"activities", "registration", "tickets"},
    "telling": {"accounts", "activities", "members", "registration", "seats", "tickets", "vouching"},
    "transfer": {"activities", "courier", "planning", "publishing"},
    "wording": {"activities", "planning"},
    "trust": {"accounts", "cards", "registration"},
    "vouching": {"accounts", "activities", "cards", "registration", "retention", "seats", "tickets"},
}
WIRE = {"kiosk.core", "kiosk.security"}
# One module lends a library to the whole house, and decides when it is loaded.
LENT = {"cryptography": Path("kiosk/security/ciphers.py")}


def room_of(path: Path, root: Path) -> str:
    """Return `kiosk.core`, `sync.agent`, `sync`, `run` …: the first two names, or one for what has no room."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:2]) if len(parts) > 2 else parts[0]


def imported(path: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Yield module and name of every import, wherever in the module it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(root).parts[: -node.level] if node.level else ()
            module = ".".join([*package, *([node.module] if node.module else [])])
            yield from ((module, alias.name) for alias in node.names)


def allowed(room: str, all_features: set[str]) -> set[str] | None:
    """Return the rooms that a room may use, None for those that put everything together."""
    place, _dot, name = room.partition(".")
    if room == "run":
        return None
    if place == "sync":
        return {"sync", room, *WIRE}
    if name in {"core", "security", "screen"}:
        return {f"kiosk.{other}" for other in {"core": FLOOR, "security": LOCK, "screen": SHELL}[name]}
    if name in all_features:
        return {f"kiosk.{other}" for other in SHELL | {name} | MAY_USE.get(name, set())}
    return {"kiosk", "kiosk.sample", *(f"kiosk.{other}" for other in SHELL | all_features)}


def faults(root: Path = ROOT) -> list[str]:
    found = []
    known = set(features(root))
    for path in [*modules(root, "kiosk", "sync"), *root.glob("run.py")]:
        room, where = room_of(path, root), path.relative_to(root)
        may = allowed(room, known)
        for module, name in imported(path, root):
            top = module.split(".")[0]
            if where != LENT.get(top, where):
                found.append(f"{where} imports {top} beside {LENT[top]}")
            if top not in {"kiosk", "sync", "run"}:
                continue
            target = ".".join(f"{module}.{name}".rstrip(".").split(".")[:2])
            inner = target if (root / target.replace(".", "/")).is_dir() else top
            if top == "run" or (may is not None and inner not in may):
                found.append(f"{where} imports {target}")
            if name.startswith("_") and room_of(root / f"{module.replace('.', '/')}.py", root) != room:
                found.append(f"{where} imports the private name {name}")
    return found


def test_imports_point_down() -> None:
    assert faults() == []


def test_every_line_of_the_table_names_a_feature() -> None:
    assert {*MAY_USE, *set().union(*MAY_USE.values())} <= set(features(ROOT))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("kiosk/core/clock.py", "from kiosk.needs import models"),
        ("kiosk/core/clock.py", "import kiosk.security.vault"),
        ("kiosk/security/vault.py", "def later() -> None:\n    from kiosk.screen import frame"),
        ("kiosk/screen/frame.py", "from kiosk import needs"),
        ("kiosk/needs/views.py", "from kiosk.seats import services"),
        ("kiosk/needs/views.py", "from ..seats import services"),
        ("kiosk/server.py", "from sync.agent import worker"),
        ("kiosk/seats/views.py", "import run"),
        ("sync/bundle.py", "from cryptography.exceptions import InvalidTag"),
        ("sync/agent/push.py", "from sync.central import ledger"),
        ("sync/central/api.py", "from sync.agent import push"),
        ("sync/agent/push.py", "from kiosk.needs.models import Need"),
        ("sync/protocol.py", "from sync.agent import push"),
        ("kiosk/seats/views.py", "from kiosk.core.clock import _tick"),
    ],
)
def test_it_sees_an_import_that_points_up(path: str, line: str, tmp_path: Path) -> None:
    for room in ("kiosk/needs", "kiosk/seats", "kiosk/core", "kiosk/security", "sync/agent", "sync/central"):
        plant(tmp_path, f"{room}/__init__.py", "")
    plant(tmp_path, path, line)

    assert len(faults(tmp_path)) == 1
