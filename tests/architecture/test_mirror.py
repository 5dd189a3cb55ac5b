"""A template is named after the endpoint that shows it; a partial begins with a dash below (STYLE 27)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, modules, plant, tree

MAKERS = {"Blueprint", "visitor_pages", "desk_pages"}


def faults(root: Path = ROOT) -> list[str]:
    folder = root / "templates"
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    shown: dict[str, str] = {}
    found = []
    for path in modules(root, "kiosk", "sync"):
        for name, endpoint in rendered(path):
            shown[name] = f"{path.relative_to(root)}"
            if endpoint and name != f"{endpoint}.html":
                found.append(f"{path.relative_to(root)} shows {name} at {endpoint}")
    used = {name for path in present for name in asked_for(folder / path)}
    found += [f"{shown[name]} shows {name}, which is not there" for name in shown.keys() - present]
    found += [f"{name} is asked for and not there" for name in used - present]
    found += [f"{name} is shown by nobody" for name in present - shown.keys() - used]
    return sorted(found)


def rendered(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each template that a module shows, with `blueprint/function` when a GET does; a POST shows a form again."""
    module = tree(path)
    blueprint = next((maker for node in ast.walk(module) if (maker := blueprint_name(node))), "")
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        is_page = any(verb_of(decorator) == "get" for decorator in function.decorator_list)
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            name = call.args[0] if name_of(call.func) == "render_template" and call.args else None
            if isinstance(name, ast.Constant):
                yield name.value, f"{folder_of(blueprint)}/{function.name}" if is_page else ""


def folder_of(blueprint: str) -> str:
    """Return where the pages of a blueprint lie: those of the staff in a folder `desk` of their feature."""
    return blueprint.removesuffix("_desk") + "/desk" if blueprint.endswith("_desk") else blueprint


def blueprint_name(node: ast.AST) -> str:
    is_maker = isinstance(node, ast.Call) and name_of(node.func) in MAKERS and node.args
    first = node.args[0] if is_maker else None  # type: ignore[attr-defined]
    return first.value if isinstance(first, ast.Constant) else ""


def verb_of(decorator: ast.expr) -> str:
    return name_of(decorator.func) if isinstance(decorator, ast.Call) else ""


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def asked_for(path: Path) -> set[str]:
    """Return the templates that a template extends, imports or includes."""
    pattern = r"\{%-?\s*(?:extends|import|from|include)\s+[\"']([^\"']+)"
    return set(re.findall(pattern, path.read_text(encoding="utf-8")))


def test_templates_mirror_the_rooms() -> None:
    assert faults() == []


VIEW = 'bp = Blueprint("needs", __name__)\n@bp.get("/")\ndef new():\n    return render_template("{}")\n'


@pytest.mark.parametrize(
    ("code", "files", "fault"),
    [
        (VIEW.format("needs/new.html"), ["needs/new.html"], []),
        (VIEW.format("needs/new.html"), [], ["shows needs/new.html, which is not there"]),
        (VIEW.format("needs/create.html"), ["needs/create.html"], ["shows needs/create.html at needs/new"]),
        ("", ["needs/_card.html"], ["needs/_card.html is shown by nobody"]),
        (
            VIEW.format("needs/new.html"),
            ["needs/new.html", "seats/old.html"],
            ["seats/old.html is shown by nobody"],
        ),
    ],
)
def test_it_sees_a_template_that_went_astray(
    code: str, files: list[str], fault: list[str], tmp_path: Path
) -> None:
    plant(tmp_path, "kiosk/needs/views.py", code)
    (tmp_path / "templates").mkdir()
    for name in files:
        plant(tmp_path, f"templates/{name}", "")

    assert [found.removeprefix("kiosk/needs/views.py ") for found in faults(tmp_path)] == fault
