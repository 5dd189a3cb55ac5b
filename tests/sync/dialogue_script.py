"""What two kiosks of one centre say to central in docs/EXCHANGE.md, from a first word to a conflict and an end."""

from collections.abc import Iterator
from typing import Any

NOW = 1_795_257_720_000
HALL, KITCHEN, CENTRE, FAMILY, PLACE = ("a" * 32, "b" * 32, "c" * 32, "f" * 32, "d" * 32)
EPOCHS = {HALL: "1" * 32, KITCHEN: "2" * 32}
CODES = {HALL: "HALL-HALL-HALL", KITCHEN: "KTCH-KTCH-KTCH"}
TOKENS = {HALL: "token-of-the-hall", KITCHEN: "token-of-the-kitchen"}
CLOCK = {"wall": NOW, "monotonic": 60_000, "boot": "9" * 32}


def exchange(kiosk: str, **said: Any) -> dict[str, Any]:
    request = {"protocol": [1, 2], "replica": kiosk, "epoch": EPOCHS[kiosk], "clock": CLOCK}
    return {**request, **said}


def change(n: int, record: str, kind: str, fields: Any, **said: Any) -> dict[str, Any]:
    stamp = {"at": NOW, "boot": "9" * 32, "trusted": True}
    return {"n": n, "id": record, "kind": kind, "fields": fields, **stamp, **said}


def script() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield what is said, where, and a sentence about it."""
    feeds = {f"centre:{CENTRE}": 0, "area:NL-RTM": 0, "network": 0}
    family = {"language": "ar", "adults": 1, "bands": {"2-3": 1}, "name_sealed": None}
    enrol, hall, kitchen = (
        "POST /v1/enrol",
        "POST /v1/exchange as the hall",
        "POST /v1/exchange as the kitchen",
    )
    place = {"household": FAMILY, "status": "waiting", "people": 2}
    yield (
        "A kiosk joins with the code that the console showed.",
        enrol,
        {"code": CODES[HALL], "name": "Hall", "public_key": "an Ed25519 key"},
    )
    yield (
        "It says two things; there is nothing to read yet but the number of its feed.",
        hall,
        exchange(
            HALL,
            changes=[change(1, FAMILY, "household", family), change(2, PLACE, "registration", place)],
            cursors=feeds,
        ),
    )
    yield (
        "A second kiosk of the centre joins: the centre is begun.",
        enrol,
        {"code": CODES[KITCHEN], "name": "Kitchen", "public_key": "another Ed25519 key"},
    )
    yield ("It reads what the first one wrote.", kitchen, exchange(KITCHEN, cursors=feeds))
    yield (
        "It knows version 2 of the place, and gives it away.",
        kitchen,
        exchange(
            KITCHEN,
            changes=[change(1, PLACE, "registration", {"status": "confirmed"}, base=2)],
            cursors={**feeds, f"centre:{CENTRE}": 2},
        ),
    )
    yield (
        "The answer was lost, and it says the same again.",
        kitchen,
        exchange(
            KITCHEN,
            changes=[change(1, PLACE, "registration", {"status": "confirmed"}, base=2)],
            cursors={**feeds, f"centre:{CENTRE}": 2},
        ),
    )
    yield (
        "The first one knew nothing of that when the mother said no. One value stands, the other comes as a conflict.",
        hall,
        exchange(
            HALL,
            changes=[change(3, PLACE, "registration", {"status": "cancelled"}, base=2, trusted=False)],
            cursors={**feeds, f"centre:{CENTRE}": 2},
        ),
    )
    yield (
        "What cannot be taken is refused, and stops nothing else.",
        hall,
        exchange(
            HALL,
            changes=[
                change(4, "not an id", "registration", {}),
                change(5, FAMILY, "household", {"adults": 2}, base=1),
            ],
            cursors={**feeds, f"centre:{CENTRE}": 5},
        ),
    )
    yield (
        "A number is missing.",
        hall,
        exchange(HALL, changes=[change(7, FAMILY, "household", {"adults": 3}, base=6)]),
    )
    yield (
        "A family is forgotten.",
        hall,
        exchange(
            HALL,
            changes=[change(6, FAMILY, "household", {}, base=6, erased=True)],
            cursors={**feeds, f"centre:{CENTRE}": 6},
        ),
    )
    yield (
        "The other kiosk hears of all that.",
        kitchen,
        exchange(KITCHEN, cursors={**feeds, f"centre:{CENTRE}": 3}),
    )
    yield (
        "It knows its central by now, and says less.",
        kitchen,
        {
            "protocol": [1, 2],
            "epoch": EPOCHS[KITCHEN],
            "clock": CLOCK,
            "changes": [change(2, PLACE, "registration", {"people": 3}, base=4)],
            "cursors": {"centre": 7, "area:NL-RTM": 0, "network": 0},
        },
    )
    yield (
        "Do both hold the same? Not before all was read: central says how far that is.",
        "POST /v1/compare as the kitchen",
        {"feed": f"centre:{CENTRE}", "cursor": 1, "digest": f"{'A' * 43}="},
    )
