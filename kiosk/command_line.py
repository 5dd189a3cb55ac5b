"""Every command and option that run.py understands, in plain words; docs/COMMANDS.md tells the same."""

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.core import languages
from kiosk.core.settings import PREFIX, Settings

KIOSK_PORT, CENTRAL_PORT = 8080, 8090
USUAL = "kiosk"
HIGHEST_PORT = 65_535
LOG_FORMATS = ("plain", "json")
LOG_LEVELS = ("debug", "info", "warning", "error")


def build_parser() -> ArgumentParser:
    """Return the parser; what it reads has a `command` and, for each option given, its value (None when not given)."""
    parser = ArgumentParser(
        prog="run.py",
        description="Parents' Point: a kiosk for community centres, and the central server behind it. "
        "Without a command it is the kiosk.",
        epilog=f"Each setting can also stand in the environment, as {PREFIX}<NAME>: see docs/SETTINGS.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    serving(
        add(commands, "kiosk", "answer the pages of the kiosk; this is what happens without a command"),
        KIOSK_PORT,
    )
    central = add(commands, "central", "be the central server and its console")
    serving(central, CENTRAL_PORT)
    postgresql(central)
    central.add_argument(
        "--behind-proxy",
        action="store_true",
        default=None,
        help="a proxy on this machine ends TLS before central",
    )
    central.add_argument(
        "--certificate", metavar="FILE", help="certificate with its chain (PEM), to end TLS here"
    )
    central.add_argument(
        "--key", metavar="FILE", help="private key of the certificate, where it stands apart"
    )
    central.add_argument(
        "--log-format",
        metavar="FORMAT",
        choices=LOG_FORMATS,
        help="plain (the usual), or json: a line of JSON for each call and whatever else is said",
    )
    add_demo(commands)
    sync = add(commands, "sync", "exchange with central now; succeeds only if everything is acknowledged")
    folder(sync)
    sync.add_argument(
        "--compare", action="store_true", help="then compare what both ends hold, and mend what differs"
    )
    setup = add(commands, "setup", "found the centre of this kiosk and write its recovery sheet")
    folder(setup)
    setup.add_argument("--centre", metavar="NAME", help="name of the centre, as people say it")
    setup.add_argument("--area", metavar="CODE", help="code of its city or region, such as NL-RTM")
    add_enrol(commands)
    add_courier(commands)
    restore = add(commands, "restore", "put a copy in place where there is no database")
    folder(restore)
    restore.add_argument("file", metavar="FILE", type=Path, help="the copy, on its disk or stick")
    operator = add(
        commands, "operator", "make an account for the console of central and tell its password once"
    )
    folder(operator)
    postgresql(operator)
    operator.add_argument("name", metavar="NAME", help="name to sign in with")
    return parser


def add(commands: Any, name: str, meaning: str) -> ArgumentParser:
    made: ArgumentParser = commands.add_parser(
        name, help=meaning, description=f"{meaning[0].upper()}{meaning[1:]}."
    )
    return made


def folder(command: ArgumentParser, usual: str = "data") -> None:
    command.add_argument("--data", metavar="DIR", type=Path, help=f"folder that holds everything (./{usual})")


def serving(command: ArgumentParser, port: int) -> None:
    folder(command)
    command.add_argument("--host", metavar="HOST", help="address to listen on (127.0.0.1)")
    command.add_argument(
        "--port", metavar="PORT", type=int, help=f"port to listen on ({port}); 0 takes a free one"
    )


def postgresql(command: ArgumentParser) -> None:
    command.add_argument(
        "--database", metavar="URL", help="postgresql://… in place of an SQLite file in the folder"
    )


def add_demo(commands: Any) -> None:
    demo = add(commands, "demo", "show a sample network on this machine: central, and the kiosk of Pendrecht")
    folder(demo, "demo-data")
    demo.add_argument("--port", metavar="PORT", type=int, help=f"port of the kiosk ({KIOSK_PORT})")
    demo.add_argument(
        "--central-port",
        metavar="PORT",
        type=int,
        default=CENTRAL_PORT,
        help=f"port of central ({CENTRAL_PORT})",
    )


def add_enrol(commands: Any) -> None:
    enrol = add(commands, "enrol", "make this kiosk known to central, with a code from the console")
    folder(enrol)
    enrol.add_argument(
        "--central", metavar="URL", required=True, help="its address; https unless on this machine"
    )
    enrol.add_argument("--code", metavar="CODE", required=True, help="one-time code from the console")
    enrol.add_argument("--name", metavar="NAME", required=True, help="what the console calls this kiosk")


def add_courier(commands: Any) -> None:
    courier = add(commands, "courier", "exchange by a USB stick where no line leads")
    folder(courier)
    postgresql(courier)
    courier.add_argument(
        "deed",
        metavar="DEED",
        choices=("export", "import", "answer"),
        help="export, import; answer at central",
    )
    courier.add_argument("path", metavar="PATH", type=Path, help="folder of the stick, or one file on it")


def read(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the command and its options. Ends the program, as ArgumentParser does, for --help and for nonsense."""
    words = list(words)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        words.insert(0, USUAL)
    options = vars(build_parser().parse_args(words))
    return options.pop("command"), options


def settings_from(command: str, options: dict[str, Any]) -> Settings:
    """Return the settings: options first, then the environment, then what is usual for the command.

    Raises ValueError naming the bad setting.
    """
    declared = {setting.name for setting in fields(Settings)}
    given = {name: value for name, value in options.items() if name in declared and value is not None}
    if command == "central" and f"{PREFIX}PORT" not in os.environ:
        given.setdefault("port", CENTRAL_PORT)
    if command == "demo" and f"{PREFIX}DATA" not in os.environ:
        given.setdefault("data", Path("demo-data"))
    settings = Settings.from_environment(**given)
    check(settings)
    return settings


def check(settings: Settings) -> None:
    """Refuse what no machine can do. Raises ValueError naming the setting."""
    demand(0 <= settings.port <= HIGHEST_PORT, "port", f"must be between 0 and {HIGHEST_PORT}")
    demand(settings.log_format in LOG_FORMATS, "log_format", f"must be one of {', '.join(LOG_FORMATS)}")
    demand(settings.log_level in LOG_LEVELS, "log_level", f"must be one of {', '.join(LOG_LEVELS)}")
    for name in (
        "millimetre",
        "idle_seconds",
        "warning_seconds",
        "desk_idle_seconds",
        "fresh_hours",
        "sync_seconds",
    ):
        demand(getattr(settings, name) > 0, name, "must be more than 0")
    is_known_database = not settings.database or settings.database.startswith("postgresql://")
    demand(is_known_database, "database", "must begin with postgresql://")
    is_ended_once = not (settings.certificate and settings.behind_proxy)
    demand(is_ended_once, "certificate", "and a proxy that ends TLS exclude each other")
    demand(bool(settings.certificate) or not settings.key, "key", "belongs to a certificate; give that too")
    is_there = not settings.ca_file or Path(settings.ca_file).is_file()
    demand(is_there, "ca_file", f"must be a file; there is none at {settings.ca_file}")
    demand(bool(settings.centre.strip()), "centre", "must not be empty")
    try:
        ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{PREFIX}ZONE is not a time zone: {settings.zone!r}") from error
    try:
        languages.chosen(settings.languages)
    except ValueError as error:
        raise ValueError(f"{PREFIX}LANGUAGES: {error}") from error


def demand(is_met: bool, name: str, rule: str) -> None:
    if not is_met:
        raise ValueError(f"{PREFIX}{name.upper()} {rule}")
