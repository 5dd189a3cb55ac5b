"""Where the rooms of the house are; each rule takes a root, so that a planted fault can be shown to it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHELL = {"core", "security", "screen", "sample", "migrations", "static", "templates", "translations"}


def modules(root: Path, *folders: str) -> Iterator[Path]:
    """Yield every module below the folders, the frozen migrations excepted."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if not (path.parent.name == "migrations" and path.name[0].isdigit()):
                yield path


def features(root: Path) -> list[str]:
    """Return the names of the feature folders of the kiosk."""
    folders = [path for path in (root / "kiosk").iterdir() if (path / "__init__.py").exists()]
    return sorted(path.name for path in folders if path.name not in SHELL)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def plant(root: Path, path: str, text: str) -> Path:
    """Write one file of a planted house."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    for folder in target.relative_to(root).parents:
        if folder.name and path.endswith(".py"):
            (root / folder / "__init__.py").touch()
    target.write_text(text, encoding="utf-8")
    return target
