"""The one way in: the kiosk by default; central, the demo and the rest by name. It knows every part, holds no logic."""
# ruff: noqa: PLC0415  each command loads what it needs and nothing else: a kiosk must be open at once

import sys

from kiosk.beginning import start_tidily

if __name__ == "__main__":
    start_tidily(sys.argv[1:])

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

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
    keep_quiet(settings.log_level)
    if settings.ca_file:
        from sync.agent.trust import trust

        trust.ca_file = settings.ca_file
    try:
        return COMMANDS[command](settings, options)
    except Exception as error:
        from kiosk.complaints import explain

        sentence = explain(error, settings)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


def kiosk(settings: Settings, _options: dict[str, str]) -> int:
    # peewee loads central's PostgreSQL driver wherever it is installed; a kiosk would start a fifth later for nothing.
    not_to_be_had: Any = None
    sys.modules.setdefault("psycopg", not_to_be_had)
    from kiosk import server
    from kiosk.enrolment import Central

    def make_worker() -> server.Companion:
        from sync.agent.worker import Worker

        return Worker(settings.sync_seconds)

    def make_central() -> Central:
        from sync.agent.asking import Asking

        return Asking()

    server.serve(settings, make_worker=make_worker, say=say, make_central=make_central)
    return 0


def central(settings: Settings, _options: dict[str, str]) -> int:
    from kiosk.complaints import CannotWorkError
    from kiosk.process import address, end_when_told, forbid_core_dumps
    from sync.central import create_server
    from sync.central.tls import CertificateError

    forbid_core_dumps()
    end_when_told()
    try:
        server = create_server(settings)
    except CertificateError as error:
        raise CannotWorkError(f"Central cannot begin without its certificate: {error}.") from error
    scheme = "https" if settings.certificate else "http"
    say(f"Central is open at {address(settings.host, server.effective_port, scheme)}")
    server.run()
    return 0


def sync(settings: Settings, _options: dict[str, str]) -> int:
    from kiosk import data, troubles
    from kiosk.app import create_app
    from kiosk.complaints import CannotWorkError
    from sync.agent.exchange import exchange_until_done

    data.open_folder(settings)
    app = create_app(settings)
    report = exchange_until_done()
    say(report.text(data.zone(settings)))
    if not report.is_synced:
        raise CannotWorkError(troubles.sentence(report.problem))
    tell_of(data.settle(app, settings))
    return 0


def setup(settings: Settings, _options: dict[str, str]) -> int:
    from kiosk import data
    from kiosk.app import create_app

    data.open_folder(settings)
    tell_of(data.set_up_once(create_app(settings), settings))
    return 0


def enrol(settings: Settings, options: dict[str, str]) -> int:
    from kiosk import data, troubles
    from kiosk.complaints import CannotWorkError
    from kiosk.core import state
    from sync.agent.enrol import enrol
    from sync.agent.errors import AgentError

    data.open_folder(settings)
    try:
        answer = enrol(options["central"], options["code"], options["name"])
    except AgentError as error:
        raise CannotWorkError(f"This kiosk was not enrolled. {troubles.sentence(error.word)}") from error
    state.put(centre_name=answer.centre_name)
    say(f"This kiosk belongs to {answer.centre_name} now.")
    return sync(settings, options)


def operator(settings: Settings, options: dict[str, str]) -> int:
    from kiosk.complaints import CannotWorkError
    from sync.central import operators

    try:
        password = operators.create(settings, options["name"])
    except ValueError as error:
        raise CannotWorkError(f"There is no such name: {error}.") from error
    say(f"{options['name']} signs in with {password}\nWrite it down: it is not shown again.")
    return 0


def demo(settings: Settings, options: dict[str, int]) -> int:
    from datetime import date

    from kiosk.sample.showing import Showing, show

    showing = Showing(
        program=Path(__file__).resolve(),
        folder=settings.data,
        port=settings.port,
        central_port=options["central_port"],
    )
    show(showing, date.today(), wire=DemoWire(showing.central_data, showing.central_address), say=say)  # noqa: DTZ011
    return 0


class DemoWire:
    """Both ends of the wire, as laying out the sample network needs them (kiosk.sample.network.Wire)."""

    def __init__(self, data: Path, address: str) -> None:
        self.settings, self.address = Settings(data=data), address

    def open_console(self, operator: str) -> str:
        from sync.central import operators

        return operators.create(self.settings, operator)

    def invite(self, name: str, area: str, *, is_office: bool) -> str:
        from sync.central import console

        return console.create_code(console.create_centre(name, area, is_office))

    def enrol(self, code: str, name: str) -> None:
        from kiosk.complaints import CannotWorkError
        from sync.agent.enrol import enrol
        from sync.agent.errors import AgentError

        try:
            enrol(self.address, code, name)
        except AgentError as error:
            raise CannotWorkError(f"The sample kiosk {name} was not enrolled: {error}.") from error

    def exchange(self) -> None:
        from kiosk.complaints import CannotWorkError
        from sync.agent.exchange import exchange_until_done

        report = exchange_until_done()
        if not report.is_synced:
            raise CannotWorkError(f"The sample could not be exchanged: {report.text()}.")


def tell_of(sheet: Path | None) -> None:
    if sheet:
        say(f"A centre was founded. Print {sheet} for the coach now, then delete the file.")


COMMANDS: dict[str, Callable[..., int]] = {
    "kiosk": kiosk,
    "central": central,
    "demo": demo,
    "sync": sync,
    "setup": setup,
    "enrol": enrol,
    "operator": operator,
}

if __name__ == "__main__":
    sys.exit(main())
