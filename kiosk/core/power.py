"""Where the machine gets its power from, as far as the system tells: many tell nothing, and then nothing is shown."""

from contextlib import suppress
from pathlib import Path

SUPPLIES, SENSORS = Path("/sys/class/power_supply"), Path("/sys/class/hwmon")
MAINS, BATTERY, WEAK = "mains", "battery", "weak"


def source(*, supplies: Path = SUPPLIES, sensors: Path = SENSORS) -> str:
    """Return "mains", "battery", "weak" where the voltage was too low since it was switched on, "" where none is told.

    A small computer on a poor adapter writes rubbish to its card one day; its kernel knows before.
    """
    if any(told(sensor / "in0_lcrit_alarm") == "1" for sensor in each(sensors)):
        return WEAK
    known = {told(supply / "type"): supply for supply in each(supplies) if is_of_the_machine(supply)}
    lines = [told(supply / "online") for supply in each(supplies) if told(supply / "type") != "Battery"]
    if "1" in lines:
        return MAINS
    if "Battery" in known:
        return BATTERY if told(known["Battery"] / "status") == "Discharging" else MAINS
    return ""


def is_of_the_machine(supply: Path) -> bool:
    """Say whether it feeds the machine; a mouse has a battery too."""
    return told(supply / "scope") != "Device"


def each(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def told(file: Path) -> str:
    """Return what the kernel says in one of its files, "" for one that is not there."""
    with suppress(OSError, UnicodeDecodeError):
        return file.read_text(encoding="ascii").strip()
    return ""
