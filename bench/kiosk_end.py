"""A kiosk's end of the wire as a program of its own: it is told on a line what to do, and tells what that cost."""

import sys
from pathlib import Path
from time import perf_counter
from typing import Any

# As run.py has it: a kiosk does not load the driver of central's database.
not_to_be_had: Any = None
sys.modules.setdefault("psycopg", not_to_be_had)

import msgspec  # noqa: E402

from bench.line import Cost, bytes_of  # noqa: E402
from kiosk import data  # noqa: E402
from kiosk.beginning import stay  # noqa: E402
from kiosk.core import state  # noqa: E402
from kiosk.core.settings import Settings  # noqa: E402
from kiosk.registration.models import Registration, RegistrationStatus  # noqa: E402

# As a kiosk does when its pages open; what speaks to central is loaded after that.
stay()

from sync.agent.enrol import enrol  # noqa: E402
from sync.agent.exchange import exchange_until_done  # noqa: E402
from sync.agent.transport import Transport  # noqa: E402
from sync.agent.trust import trust  # noqa: E402

ARGUMENTS = ("kiosk_end", "folder", "address", "code")


class CountedTransport(Transport):
    """The kiosk's own line, which counts how often it was used."""

    calls = 0

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        self.calls += 1
        return super().call(path, message)

    @property
    def bytes(self) -> tuple[int, int]:
        """Return bytes up and down, as the kernel counted them on the kept connection."""
        kept = self.connection.line.sock
        return bytes_of(kept) if kept else (0, 0)


class NotSyncedError(RuntimeError):
    """An exchange that was to be measured did not come to its end."""


def main() -> None:
    data.open_folder(Settings(data=Path(sys.argv[1])))
    if len(sys.argv) > len(ARGUMENTS):
        trust.ca_file = sys.argv[4]
    enrol(sys.argv[2], sys.argv[3], "bench")
    line = CountedTransport(state.get("central"), state.get("token"))
    for word in sys.stdin:
        if word.startswith("change"):
            change(int(word.split()[1]))
        elif word.startswith("day"):
            # Loaded now, so that the other rows tell what a kiosk's end takes without it.
            from bench.work import work_a_day  # noqa: PLC0415

            work_a_day()
            line.close()
        cost = exchange(line)
        sys.stdout.write(msgspec.json.encode(cost).decode() + "\n")
        sys.stdout.flush()


def change(count: int) -> None:
    """Give up places, one by one, as at the screen."""
    for one in Registration.select().where(Registration.status == RegistrationStatus.CONFIRMED).limit(count):
        one.status = RegistrationStatus.CANCELLED
        one.save(only=[Registration.status])


def exchange(line: CountedTransport) -> Cost:
    calls, (up, down) = line.calls, line.bytes
    begun = perf_counter()
    report = exchange_until_done(line)
    seconds = perf_counter() - begun
    if not report.is_synced:
        raise NotSyncedError(report.text())
    now_up, now_down = line.bytes
    return Cost(seconds, now_up - up, now_down - down, line.calls - calls, report.pulled)


if __name__ == "__main__":
    main()
