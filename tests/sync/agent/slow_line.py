"""A line on which there is time for something else while central is at a call."""

from collections.abc import Callable
from typing import Any

import msgspec

from sync.agent.transport import Transport
from tests.sync.machines import ScriptedLine, waiting


class SlowLine(Transport):
    """A line on which central takes its time: what the kiosk does meanwhile is done before it answers.

    `seen` is what a `look` showed before and after, call by call.
    """

    def __init__(self, line: ScriptedLine, look: Callable[[], Any] = waiting) -> None:
        super().__init__("http://127.0.0.1:1")
        self.line, self.look = line, look
        self.seen: list[Any] = []

    def call(self, path: str, message: msgspec.Struct) -> bytes:
        self.seen.append(self.look())
        self.meanwhile()
        self.seen.append(self.look())
        return self.line.call(path, message)
