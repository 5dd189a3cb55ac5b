"""Style speaks of start and end, sizes follow the millimetre, and no script is bent (SCREENS X7, T9)."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, plant

RULES = {
    "speaks of left and right": r"[-\s{;](?:left|right)\b(?=[^{};]*[;}])|-(?:left|right)\s*:|:\s*(?:left|right)\b",
    "speaks of a physical side": r"(?:margin|padding|border|inset)-(?:top|bottom)|[{;\s](?:top|bottom)\s*:",
    "speaks of a physical size": r"[{;\s](?:min-|max-)?(?:width|height)\s*:",
    "bends letters": r"\b(?:italic|oblique)\b|letter-spacing|text-transform|text-align(?:-last)?\s*:\s*justify",
    "underlines": r"text-decoration[\w-]*\s*:\s*[^;}]*underline",
    "fetches from elsewhere": r"@import|url\(\s*[\"']?(?:https?:|//|data:)",
    "floats": r"[{;\s]float\s*:",
}
FIXED_LETTERS = r"[{;\s]font(?:-size)?\s*:[^;}]*\b\d[\d.]*p[xt]\b"


def plain(text: str) -> str:
    """Return a style sheet without comments and without the conditions of its media."""
    return re.sub(r"/\*.*?\*/|@media[^{]*|@page[^}]*\}", " ", text, flags=re.DOTALL)


def faults(root: Path = ROOT) -> list[str]:
    folder = root / "kiosk" / "static"
    sheets = {path.name: plain(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.css"))}
    found = []
    for name, text in sheets.items():
        rules = RULES if name == "tokens.css" else RULES | {"has letters of a fixed size": FIXED_LETTERS}
        for fault, pattern in rules.items():
            found += [f"{name} {fault}: {match.group().strip()}" for match in re.finditer(pattern, text)]
    declared = {name for text in sheets.values() for name in re.findall(r"(--[\w-]+)\s*:", text)} | {"--mm"}
    used = {name for text in sheets.values() for name in re.findall(r"var\((--[\w-]+)\s*\)", text)}
    return found + [f"{name} is declared nowhere" for name in sorted(used - declared)]


def test_style_speaks_of_start_and_end() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1mm",
        "padding-right: 1mm",
        "left: 0",
        "text-align: right",
        "border-top: 0",
        "bottom: 0",
        "width: 20mm",
        "max-height: 100vh",
        "font-size: 14px",
        "font: 700 14pt/1.2 serif",
        "font-style: italic",
        "letter-spacing: 1px",
        "text-transform: uppercase",
        "text-align: justify",
        "text-decoration: underline",
        "background: url(https://example.org/a.png)",
        "float: inline-start",
        "color: var(--teal)",
    ],
)
def test_it_sees_a_fault(rule: str, tmp_path: Path) -> None:
    plant(tmp_path, "kiosk/static/kiosk.css", f"p {{ {rule}; }}\n")

    assert len(faults(tmp_path)) == 1, faults(tmp_path)


def test_it_lets_pass_what_is_right(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "kiosk/static/kiosk.css",
        ":root { --gap: 3px; } /* left and right */ @media (max-width: 900px) { p { gap: var(--gap); } }\n"
        "p { inline-size: 4mm; text-align: end; justify-content: center; margin-inline-start: 1px; }\n"
        '[dir="rtl"] .pic-turns { transform: scaleX(-1); border-start-end-radius: 4px; font: 400 1em/1.5 serif; }\n',
    )

    assert faults(tmp_path) == []
