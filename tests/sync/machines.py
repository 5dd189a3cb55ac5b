"""Kiosks of the tests: each a real database file, used one after the other by the same process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

# Every kind that travels must be loaded before a database is prepared, as in the kiosk itself.
from kiosk.activities.models import Activity
from kiosk.centres import models as _centres  # noqa: F401
from kiosk.core import database, outbox, schema, state
from kiosk.core.ids import new_id
from kiosk.core.text import Text
from kiosk.needs import models as _needs  # noqa: F401
from kiosk.registration.models import Registration, RegistrationStatus
from kiosk.trainings import models as _trainings  # noqa: F401
from sync.protocol import ExchangeAnswer, ExchangeRequest, FeedRecord, Judgement, Page, Verdict
from tests import fresh

CENTRE, AREA = "0" * 31 + "1", "NL-RTM"
OWN_FEED, AREA_FEED = f"centre:{CENTRE}", f"area:{AREA}"
NOW = 1_795_257_720_000  # 21 November 2026, 10:42 in London


@dataclass
class Machine:
    """One kiosk's file."""

    path: Path

    def prepare(self) -> "Machine":
        fresh.kiosk(self.path)
        database.attach(self.path)
        schema.prepare()
        return self

    @contextmanager
    def at(self) -> Iterator[None]:
        """Be at this kiosk: its file is the one that the process uses."""
        database.attach(self.path)
        database.connect()
        yield
        database.disconnect()


def enrol_by_hand(**values: Any) -> None:
    """Write down what an enrolment leaves, without a central."""
    enrolment = {"replica": "a" * 32, "epoch": "b" * 32, "centre": CENTRE, "area": AREA}
    state.put(**{"central": "http://127.0.0.1:1", "token": "told-once", **enrolment, **values})


def register(**given: Any) -> Registration:
    """Write one registration as the walk-in does."""
    values = {"household": new_id(), "activity": new_id(), "series": new_id(), "people": 2, "adults": 1}
    ticket = {"dye": "indigo", "animal": "lion", "number": 7, "registered_at": NOW, "place_key": new_id().hex}
    status = {"status": RegistrationStatus.CONFIRMED}
    registration: Registration = Registration.create(**{**values, **ticket, **status, **given})
    return registration


def offer(title: str, **given: Any) -> Activity:
    """Write one activity."""
    text = Text.of("nl", {"nl": title})
    here = UUID(state.get("centre", new_id().hex))
    values = {"centre": here, "function": "support", "drawing": "table", "about": text, "room": text}
    activity: Activity = Activity.create(title=text, **{**values, **given})
    return activity


def waiting() -> list[int]:
    """Return the numbers in the outbox."""
    return [row.n for row in outbox.Outbox.select().order_by(outbox.Outbox.n)]


def refetched(row: Any) -> Any:
    return type(row).get_by_id(row.id)


def wire(row: Registration, **given: Any) -> dict[str, Any]:
    """Return the whole fields of a registration as they stand at central."""
    names = ("household", "activity", "series")
    fields = {name: getattr(row, name).hex for name in names}
    plain = (
        "people",
        "adults",
        "bands",
        "dye",
        "animal",
        "number",
        "registered_at",
        "place_key",
        "recipient",
    )
    fields |= {name: getattr(row, name) for name in plain}
    return {**fields, "status": str(row.status), "occurrence": None, **given}


def new_registration(**given: Any) -> tuple[str, dict[str, Any]]:
    """Return the id and the fields of a registration made elsewhere."""
    built = Registration(household=new_id(), activity=new_id(), series=new_id(), people=1, adults=1)
    built.dye, built.animal, built.number = "madder", "boat", 3
    built.registered_at, built.place_key, built.status = NOW, new_id().hex, RegistrationStatus.CONFIRMED
    return built.id.hex, wire(built, **given)


@dataclass
class ScriptedLine:
    """A line on which central says what the test wrote: answers, or errors to raise; then it repeats `last`.

    Unless told otherwise it acknowledges what it was sent, and accepts it. `meanwhile` is done before it answers.
    """

    script: list[dict[str, Any] | BaseException] = field(default_factory=list)
    calls: list[ExchangeRequest] = field(default_factory=list)

    def call(self, _path: str, message: msgspec.Struct) -> bytes:
        sent = msgspec.json.decode(msgspec.json.encode(message), type=ExchangeRequest)
        self.calls.append(sent)
        told = self.script.pop(0) if self.script else {}
        if isinstance(told, BaseException):
            raise told
        told.pop("meanwhile", int)()
        acknowledged = sent.changes[-1].n if sent.changes else int(state.get("acknowledged", 0))
        judgements = [Judgement(change.n, version=change.n) for change in sent.changes]
        standard = {"protocol": 1, "time": NOW, "acknowledged": acknowledged, "judgements": judgements}
        return msgspec.json.encode(msgspec.convert({**standard, **told}, ExchangeAnswer))


def some_merged() -> dict[str, Any]:
    """Return an answer to the first four changes, of which one met what somebody else had written."""
    verdicts = [Verdict.ACCEPTED, Verdict.MERGED, Verdict.ACCEPTED, Verdict.ACCEPTED]
    return {"judgements": [Judgement(n, verdict, version=n) for n, verdict in enumerate(verdicts, start=1)]}


def page(*records: FeedRecord, feed: str = OWN_FEED, cursor: int = 0, more: bool = False) -> dict[str, Any]:
    """Return an answer that carries one page."""
    last = max((record.version for record in records), default=0)
    return {"pages": [Page(feed, cursor or last, list(records), more)]}
