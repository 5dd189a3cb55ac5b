"""Templates and words lie beside the package in a wheel, and one level up in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def beside_or_above(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = beside_or_above("templates")
TRANSLATIONS = beside_or_above("translations")
STATIC = PACKAGE / "static"
MIGRATIONS = PACKAGE / "migrations"
