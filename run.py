"""The one way in: the kiosk by default; central, the demo and the rest by name. It knows every part, holds no logic."""
# ruff: noqa: PLC0415  each command loads what it needs and nothing else: a kiosk must be open at once

import sys

from kiosk.beginning import start_tidily, stay

if __name__ == "__main__":
    start_tidily(sys.argv[1:])

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from kiosk.command_line import build_parser, read, settings_from
from kiosk.core.settings import Settings
from kiosk.process import keep_quiet

__all__ = ["build_parser", "main"]

say = partial(print, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0; 1 when it cannot be done, said in a sentence; 2 when it was not understood."""
    command, options = read(sys.argv[1:] if argv is None else argv)
    try:
        settings = settings_from(command, options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not settings.database:
        # peewee loads PostgreSQL's driver wherever it is installed: ten megabytes, and a fifth of a kiosk's start.
        sys.modules.setdefault("psycopg", cast("Any", None))
    keep_quiet(settings.log_level)
    if settings.ca_file:
        import_module("sync.agent.trust").trust.ca_file = settings.ca_file
    try:
        return COMMANDS[command](settings, options) or 0
    except Exception as error:
        from kiosk.complaints import explain

        if (sentence := explain(error, settings)) is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


def kiosk(settings: Settings, _options: dict[str, str]) -> None:
    from kiosk import server

    server.serve(
        settings,
        make_worker=partial(late, "sync.agent.worker", "Worker", settings.sync_seconds, settings.rotate_days),
        make_central=partial(late, "sync.agent.asking", "Asking"),
        make_courier=partial(late, "sync.agent.courier", "Courier"),
        say=say,
    )


def late(module: str, name: str, *given: Any, **named: Any) -> Any:
    """Load a part when it is asked for, and call what is in it by that name."""
    return getattr(import_module(module), name)(*given, **named)


def central(settings: Settings, _options: dict[str, str]) -> None:
    from kiosk.complaints import CannotWorkError
    from kiosk.process import address, end_when_told, forbid_core_dumps
    from sync.central import create_server, logs
    from sync.central.tls import CertificateError

    forbid_core_dumps()
    end_when_told()
    logs.begin(settings.log_format)
    try:
        server = create_server(settings)
    except CertificateError as error:
        raise CannotWorkError(f"Central cannot begin without its certificate: {error}.") from error
    scheme = "https" if settings.certificate else "http"
    stay()
    say(f"Central is open at {address(settings.host, server.effective_port, scheme)}")
    server.run()


def sync(settings: Settings, options: dict[str, str]) -> int:
    from kiosk import data
    from kiosk.app import create_app

    data.open_folder(settings)
    app = create_app(settings)
    exchange(partial(data.zone, settings))
    tell_of(data.settle(app, settings))
    if options.get("compare"):
        say(late("sync.agent.comparing", "tell"))
    return 0


def exchange(zone: Callable[[], str] | None = None) -> None:
    """Exchange until nothing waits, and tell how far it came where a zone is given. Raises CannotWorkError."""
    from kiosk import troubles
    from kiosk.complaints import CannotWorkError
    from sync.agent.exchange import exchange_until_done

    report = exchange_until_done()
    if zone:
        say(report.text(zone()))
    if not report.is_synced:
        raise CannotWorkError(troubles.sentence(report.problem))


def setup(settings: Settings, _options: dict[str, str]) -> None:
    from kiosk import data
    from kiosk.app import create_app

    data.open_folder(settings)
    tell_of(data.set_up_once(create_app(settings), settings))


def enrol(settings: Settings, options: dict[str, str]) -> int:
    from kiosk import data
    from kiosk.core import state

    data.open_folder(settings)
    state.put(centre_name=(centre_name := join(options["central"], options["code"], options["name"])))
    say(f"This kiosk belongs to {centre_name} now.")
    return sync(settings, options)


def join(address: str, code: str, name: str) -> str:
    """Trade a code for a place in the network and return whose. Raises CannotWorkError."""
    from kiosk import troubles
    from kiosk.complaints import CannotWorkError
    from sync.agent.enrol import enrol
    from sync.agent.errors import AgentError

    try:
        return enrol(address, code, name).centre_name
    except AgentError as error:
        raise CannotWorkError(f"This kiosk was not enrolled. {troubles.sentence(error.word)}") from error


def courier(settings: Settings, options: dict[str, Any]) -> int:
    if options["deed"] == "answer":
        return int(late("sync.central.counter", "answer_all", settings, options["path"], say))
    from kiosk import data
    from kiosk.app import create_app

    data.open_folder(settings)
    with create_app(settings).app_context():
        pocket = late("sync.agent.courier", "Courier"), options["deed"], options["path"]
        say(late("kiosk.courier.services", "carry", *pocket))
    return 0


def restore(settings: Settings, options: dict[str, Path]) -> None:
    say(late("kiosk.restoring", "restore", options["file"], settings.kiosk_database, input))


def operator(settings: Settings, options: dict[str, str]) -> None:
    from kiosk.complaints import CannotWorkError
    from sync.central import operators

    try:
        password = operators.create(settings, options["name"])
    except ValueError as error:
        raise CannotWorkError(f"There is no such name: {error}.") from error
    say(f"{options['name']} signs in with {password}\nWrite it down: it is not shown again.")


def demo(settings: Settings, options: dict[str, int]) -> None:
    from datetime import date

    from kiosk.sample.showing import Showing, show

    showing = Showing(Path(__file__).resolve(), settings.data, settings.port, options["central_port"])
    # Both ends of the wire, as laying out the sample network needs them (kiosk.sample.network.Wire).
    wire: Any = SimpleNamespace(
        open_console=partial(late, "sync.central.operators", "create", Settings(data=showing.central_data)),
        invite=partial(late, "sync.central.console", "invite"),
        enrol=partial(join, showing.central_address),
        exchange=exchange,
    )
    show(showing, date.today(), wire=wire, say=say)  # noqa: DTZ011


def tell_of(sheet: Path | None) -> None:
    if sheet:
        say(f"A centre was founded. Print {sheet} for the coach now, then delete the file.")


COMMANDS: dict[str, Callable[..., int | None]] = {
    command.__name__: command
    for command in (kiosk, central, demo, sync, setup, enrol, courier, restore, operator)
}

if __name__ == "__main__":
    sys.exit(main())
