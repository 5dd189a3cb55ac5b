"""What may be said about an exchange: "all is there" only when central has acknowledged every number (G1)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from kiosk.core import clock


@dataclass(frozen=True, slots=True)
class Report:
    """How far an exchange came. `last_contact` is central's time in milliseconds, 0 for never.

    `problem` is '' or the word of what stopped it; `wait_seconds` how long central asked to be left alone.
    """

    acknowledged: int
    head: int
    pulled: int = 0
    last_contact: int = 0
    problem: str = ""
    wait_seconds: int = 0

    @property
    def is_synced(self) -> bool:
        return self.acknowledged == self.head and not self.problem

    def text(self, zone: str = "UTC") -> str:
        """Return the line that `run.py sync` prints, in English, for whoever sits at the machine's terminal."""
        parts = [f"{self.acknowledged} of {self.head} acknowledged", f"last contact {self.contact(zone)}"]
        if self.problem:
            parts.append(f"stopped by: {self.problem}")
        return ", ".join(parts)

    def contact(self, zone: str) -> str:
        if not self.last_contact:
            return "never"
        moment = datetime.fromtimestamp(self.last_contact / clock.MILLISECONDS, UTC).astimezone(
            ZoneInfo(zone)
        )
        return format_datetime(moment, "d MMMM HH:mm", tzinfo=moment.tzinfo, locale="en")
