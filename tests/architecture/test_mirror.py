"""A template is named after the endpoint that shows it; a partial begins with a dash below (STYLE 27)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, modules, plant, tree

MAKERS = {"Blueprint", "visitor_pages"}
SKELETONS = {"base.html", "central/base.html"}


def faults(root: Path = ROOT) -> list[str]:
    folder = root / "templates"
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    shown: dict[str, str] = {}
    found = []
    for path in modules(root, "kiosk", "sync"):
        for name, endpoint in rendered(path):
            shown[name] = f"{path.relative_to(root)}"
            room = "central/" if "central" in path.parts else ""
            wanted = (
                {f"{room}{endpoint}.html", f"{room}{endpoint.rpartition('/')[2]}.html"}
                if room
                else {f"{endpoint}.html"}
            )
            if endpoint and name not in wanted:
                found.append(f"{path.relative_to(root)} shows {name} at {endpoint}")
    used = {name for path in present for name in asked_for(folder / path)}
    found += [f"{shown[name]} shows {name}, which is not there" for name in shown.keys() - present]
    found += [f"{name} is asked for and not there" for name in used - present]
    found += [f"{name} is shown by nobody" for name in present - shown.keys() - used - SKELETONS]
    found += [f"{name} is shown by nobody" for name in SKELETONS & present - used]
    return sorted(found)


def rendered(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each template that a module shows, with `blueprint/function` when a view shows it."""
    module = tree(path)
    blueprint = next((maker for node in ast.walk(module) if (maker := blueprint_name(node))), "")
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            is_view = any(route_of(decorator) for decorator in function.decorator_list)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and name_of(call.func) == "render_template" and call.args:
                    first = call.args[0]
                    if isinstance(first, ast.Constant):
                        yield first.value, f"{blueprint}/{function.name}" if is_view else ""


def blueprint_name(node: ast.AST) -> str:
    is_maker = isinstance(node, ast.Call) and name_of(node.func) in MAKERS and node.args
    first = node.args[0] if is_maker else None  # type: ignore[attr-defined]
    return first.value if isinstance(first, ast.Constant) else ""


def route_of(decorator: ast.expr) -> bool:
    is_call = isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)
    return is_call and decorator.func.attr in {"get", "post", "route"}  # type: ignore[attr-defined]


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
