"""Green, amber or red: what a machine knows about itself, as somebody who keeps it must see it (SPEC P2)."""

from enum import StrEnum
from typing import Any

import msgspec

from kiosk.core import clock, power, printer
from kiosk.core.today import CLOCK_PROBLEM

HOUR = 60 * 60 * clock.MILLISECONDS
DAY = 24 * HOUR
# So long may what was written here wait for central; then somebody should look, then somebody must.
LATE, MUCH_TOO_LATE = DAY, 7 * DAY
# How old the last copy of everything may be.
OLD, MUCH_TOO_OLD = 2 * DAY, 7 * DAY
# For so long it is told that the database was put back or copied; the machine mended it at once.
TOLD = 7 * DAY


class Light(StrEnum):
    GREEN = "green"  # well
    AMBER = "amber"  # look at it when there is time
    RED = "red"  # see to it now


URGENCY = list(Light)


class Topic(StrEnum):
    """What there is to know about a machine, in the order in which it is shown."""

    STORE = "store"
    POWER = "power"
    CLOCK = "clock"
    LINE = "line"
    SENT = "sent"
    DISK = "disk"
    BACKUP = "backup"
    PRINTER = "printer"
    COPY = "copy"
    REFUSED = "refused"
    PROGRAM = "program"


class Lamp(msgspec.Struct, frozen=True):
    """One topic with its light and a word for what it says; `values` are the count and the moment in its sentence."""

    topic: Topic
    light: Light
    word: str
    values: dict[str, int] = {}


def lamps(report: dict[str, Any]) -> list[Lamp]:
    """Return what /health tells as lamps, the most urgent first; what is out of the ordinary only where it is so."""
    if report["database"] != "ok":
        return [Lamp(Topic.STORE, Light.RED, "broken")]
    found = [Lamp(Topic.STORE, Light.GREEN, "well"), of_clock(report), of_line(report)]
    found += [of_sent(report)] if report["enrolled"] else []
    found += [of_disk(report), of_backup(report)]
    where_told = (of_power, of_printer, of_copy, of_refused, of_program)
    found += [lamp for light_up in where_told if (lamp := light_up(report))]
    return sorted(found, key=lambda lamp: -URGENCY.index(lamp.light))


def worst(shown: list[Lamp]) -> Light:
    return max((lamp.light for lamp in shown), key=URGENCY.index, default=Light.GREEN)


def of_clock(report: dict[str, Any]) -> Lamp:
    """Light up for a wrong clock: it harms nothing, unless no line can be had for it."""
    if report["clock"] == "ok":
        return Lamp(Topic.CLOCK, Light.GREEN, "well")
    is_in_the_way = report["problem"] == CLOCK_PROBLEM
    light = Light.RED if is_in_the_way else Light.AMBER
    if report["is_told"]:
        return Lamp(Topic.CLOCK, light, "told", {"at": report["moment"]})
    return Lamp(Topic.CLOCK, light, "wrong" if is_in_the_way else report["clock"])


def of_line(report: dict[str, Any]) -> Lamp:
    state, problem = report["worker"].get("state", "none"), report["problem"]
    if state == "dead":
        return Lamp(Topic.LINE, Light.RED, "dead")
    if not report["enrolled"]:
        return Lamp(Topic.LINE, Light.GREEN, "alone")
    if problem == "revoked":
        return Lamp(Topic.LINE, Light.RED, "revoked")
    if problem == CLOCK_PROBLEM:
        return Lamp(Topic.LINE, Light.RED, "certificate" if report["clock"] == "ok" else "clock")
    if state == "stopped":
        return Lamp(Topic.LINE, Light.RED, "stopped")
    return Lamp(Topic.LINE, Light.AMBER, "waiting") if problem else Lamp(Topic.LINE, Light.GREEN, "well")


def of_sent(report: dict[str, Any]) -> Lamp:
    """Light up where central has not acknowledged for long what was written here (G11)."""
    waiting = report["outbox"]["head"] - report["outbox"]["acknowledged"]
    since = report["unacknowledged_since"]
    if waiting <= 0 or since is None:
        return Lamp(Topic.SENT, Light.GREEN, "all")
    age = report["moment"] - since
    light = Light.RED if age >= MUCH_TOO_LATE else Light.AMBER if age >= LATE else Light.GREEN
    return Lamp(Topic.SENT, light, "waits" if light == Light.GREEN else "late", {"num": waiting, "at": since})


def of_disk(report: dict[str, Any]) -> Lamp:
    is_low = report["disk"] == "low"
    return Lamp(Topic.DISK, Light.AMBER if is_low else Light.GREEN, "low" if is_low else "well")


def of_backup(report: dict[str, Any]) -> Lamp:
    """Light up where the last copy is old, or could not be made; of a kiosk that exchanges central holds one anyway."""
    at = report["backup"]["at"]
    age = report["moment"] - at
    if report["backup"]["problem"]:
        return Lamp(Topic.BACKUP, Light.RED, "failed")
    if not at:
        is_elsewhere = report["enrolled"]
        return Lamp(Topic.BACKUP, *((Light.GREEN, "elsewhere") if is_elsewhere else (Light.AMBER, "none")))
    light = Light.RED if age > MUCH_TOO_OLD else Light.AMBER if age > OLD else Light.GREEN
    return Lamp(Topic.BACKUP, light, "well" if light == Light.GREEN else "old", {"at": at})


def of_power(report: dict[str, Any]) -> Lamp | None:
    """Tell where power comes from, on a machine that knows."""
    lights = {power.MAINS: Light.GREEN, power.BATTERY: Light.AMBER, power.WEAK: Light.RED}
    source = report["power"]
    return Lamp(Topic.POWER, lights[source], source) if source in lights else None


def of_printer(report: dict[str, Any]) -> Lamp | None:
    """Tell of the printer, where there is one and somebody asked for it."""
    found = report.get("printer")
    return (
        Lamp(Topic.PRINTER, Light.GREEN if found == printer.READY else Light.AMBER, found) if found else None
    )


def of_copy(report: dict[str, Any]) -> Lamp | None:
    """Tell for some days that the database, or central's, was another one all at once."""
    epoch = report["epoch"]
    if epoch["reason"] not in {"restored", "copied", "central"}:
        return None
    is_told = abs(report["moment"] - epoch["begun_at"]) < TOLD
    return Lamp(Topic.COPY, Light.AMBER, epoch["reason"], {"at": epoch["begun_at"]}) if is_told else None


def of_refused(report: dict[str, Any]) -> Lamp | None:
    count = report["refused"]
    return Lamp(Topic.REFUSED, Light.AMBER, "some", {"num": count}) if count else None


def of_program(report: dict[str, Any]) -> Lamp | None:
    """Others write what this version does not know; or central does not speak with it any more."""
    if report["problem"] == "protocol":
        return Lamp(Topic.PROGRAM, Light.RED, "too_old")
    return Lamp(Topic.PROGRAM, Light.AMBER, "older") if report["parked"] else None
