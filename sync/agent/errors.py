"""What can go wrong on the wire, drawn as one family; each member has a word for the state and the health page.

AgentError
├── NotEnrolledError          nobody has told this kiosk where central is
├── OtherCentreError          the code belongs to another centre than the records kept here
├── InsecureError             the address would carry the token in the clear
├── LineError                 the line broke; the same batch is sent again
│   ├── NoLineError           there is none: nobody answers at the address
│   ├── SlowLineError         no answer in time; a smaller batch is sent
│   ├── ClockError            by this clock central's certificate is not valid yet, or no longer
│   └── UntrustedError        nobody whom this kiosk believes vouches for central's certificate
├── UnreadableAnswerError     what came back is not central's language
├── SetBackError              one of the two databases is an earlier copy; a new epoch mends it (`epochs.py`)
│   ├── RestoredError         central holds numbers that this database never gave
│   ├── CopiedError           a number was used before for something else: there are two of this database
│   └── CentralRestoredError  central forgot numbers that it had acknowledged, or lives on another timeline
├── StuckError                central answers, and nothing moves
├── StaleAnswerError          another exchange of this kiosk was applied meanwhile
└── TurnedAwayError           central said no, and why
"""

# Nothing but a person mends these; the worker waits for one instead of asking again (G18).
LASTING = frozenset({"revoked", "insecure"})


class AgentError(Exception):
    """Base. `word` is what the kiosk remembers as its last error: never content, never an address."""

    word: str = "agent"
    retry_after_seconds: int = 0


class NotEnrolledError(AgentError):
    word = "not_enrolled"


class OtherCentreError(AgentError):
    word = "other_centre"


class InsecureError(AgentError):
    word = "insecure"


class LineError(AgentError):
    word = "line"


class NoLineError(LineError):
    word = "no_line"


class SlowLineError(LineError):
    word = "slow"


class ClockError(LineError):
    word = "clock"


class UntrustedError(LineError):
    word = "untrusted"


class UnreadableAnswerError(AgentError):
    word = "unreadable"


class SetBackError(AgentError):
    """`reason` is the word for the new epoch that follows."""

    word = reason = "restored"


class RestoredError(SetBackError):
    pass


class CopiedError(SetBackError):
    word, reason = "number_reused", "copied"


class CentralRestoredError(SetBackError):
    word, reason = "gap", "central"


class StuckError(AgentError):
    word = "stuck"


class StaleAnswerError(AgentError):
    word = "stale"


class TurnedAwayError(AgentError):
    """Central's refusal of a whole call. `word` is central's own, `retry_after_seconds` 0 when it named no time."""

    def __init__(self, status: int, reason: str, message: str, retry_after_seconds: int = 0) -> None:
        super().__init__(f"{status} {reason}: {message}")
        self.status = status
        self.word = reason
        self.retry_after_seconds = retry_after_seconds
