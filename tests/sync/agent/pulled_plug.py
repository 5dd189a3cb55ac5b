"""A kiosk whose plug is pulled while it writes down what came; run as a program of its own, given file and moment."""

import os
import signal
import sys
from pathlib import Path

from kiosk.core import record
from kiosk.core.database import database
from sync.agent.exchange import exchange_until_done
from tests.sync.machines import Machine


def pull(*_anything: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(path: str, moment: str) -> None:
    with Machine(Path(path)).at():
        database.register_function(pull, "pull_the_plug", 0)
        if moment:
            database.execute_sql(f"CREATE TEMP TRIGGER plug {moment} BEGIN SELECT pull_the_plug(); END")
        else:
            record.after_pull.append(pull)
        exchange_until_done()


if __name__ == "__main__":
    main(*sys.argv[1:])
