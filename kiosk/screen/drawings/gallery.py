"""Every picture of the kiosk is drawn by this gallery, so a picture on disk can be told from one that somebody changed."""

from importlib import import_module
from pathlib import Path
from typing import Final

from kiosk.screen.drawings import (
    people,
    scenes_home,
    scenes_learning,
    scenes_outdoors,
    scenes_states,
    scenes_support,
    scenes_table,
    scenes_together,
)
from kiosk.screen.drawings.pen import Scene

FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "drawings"
SCENES: Final = {
    **scenes_home.SCENES,
    **scenes_table.SCENES,
    **scenes_learning.SCENES,
    **scenes_support.SCENES,
    **scenes_together.SCENES,
    **scenes_outdoors.SCENES,
    **scenes_states.SCENES,
}
# These two make sheets for buttons and hems; imported late, so that each can be drawn without the other.
SHEETS: Final = ("kiosk.screen.drawings.pictograms", "kiosk.screen.drawings.cloth")


def draw_scenes() -> dict[str, str]:
    """Scenes and states, file name to SVG text, 320 x 288."""
    drawn: dict[str, str] = {}
    for name, put_down in SCENES.items():
        scene = Scene()
        put_down(scene)
        drawn[f"{name}.svg"] = scene.svg()
    return drawn


def draw_all() -> dict[str, str]:
    """All drawings, file name below `kiosk/static/drawings` to SVG text."""
    drawn = draw_scenes() | people.draw()
    for sheet in SHEETS:
        drawn |= import_module(sheet).draw()
    return drawn


def write_all(folder: Path = FOLDER) -> int:
    """Write what has changed below `folder`, and return the number of drawings."""
    drawn = draw_all()
    for name, text in drawn.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    return len(drawn)
