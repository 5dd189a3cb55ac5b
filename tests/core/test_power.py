"""The kernel tells in small files where power comes from; a machine that tells nothing is shown without."""

from pathlib import Path

import pytest

from kiosk.core import power

MAINS = {"AC/type": "Mains", "AC/online": "1"}
UNPLUGGED = {"AC/type": "Mains", "AC/online": "0"}
EMPTYING = {"BAT0/type": "Battery", "BAT0/status": "Discharging", "BAT0/scope": "System"}
FULL = {"BAT0/type": "Battery", "BAT0/status": "Full"}
MOUSE = {"hid/type": "Battery", "hid/status": "Discharging", "hid/scope": "Device"}


@pytest.mark.parametrize(
    ("supplies", "sensors", "expected"),
    [
        ({}, {}, ""),
        (MAINS, {}, "mains"),
        (MAINS | FULL, {}, "mains"),
        (UNPLUGGED | EMPTYING, {}, "battery"),
        (EMPTYING, {}, "battery"),
        (FULL, {}, "mains"),
        (MOUSE, {}, ""),
        (MAINS | MOUSE, {}, "mains"),
        ({}, {"hwmon0/in0_lcrit_alarm": "0"}, ""),
        ({}, {"hwmon0/in0_lcrit_alarm": "1"}, "weak"),
        (MAINS, {"hwmon1/in0_lcrit_alarm": "1"}, "weak"),
    ],
)
def test_power_is_told_as_the_kernel_tells_it(
    supplies: dict[str, str], sensors: dict[str, str], expected: str, tmp_path: Path
) -> None:
    for folder, files in (("supplies", supplies), ("sensors", sensors)):
        for name, content in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content + "\n", encoding="ascii")

    assert power.source(supplies=tmp_path / "supplies", sensors=tmp_path / "sensors") == expected
