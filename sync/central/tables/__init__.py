"""Central's tables: those of the feeds, which can be spread, and the small ones."""

from sync.central.tables.base import Table
from sync.central.tables.small import Centre, Code, Epoch, Life, Operator, Replica
from sync.central.tables.spread import (
    Conflict,
    Feed,
    Forgotten,
    History,
    Hold,
    Reading,
    Receipt,
    Record,
    Value,
)

SPREAD: tuple[type[Table], ...] = (Feed, Record, Forgotten, Receipt, Conflict, History, Hold, Reading)
SMALL: tuple[type[Table], ...] = (Centre, Code, Replica, Epoch, Life, Operator)
TABLES = SPREAD + SMALL

__all__ = [
    "SMALL",
    "SPREAD",
    "TABLES",
    "Centre",
    "Code",
    "Conflict",
    "Epoch",
    "Feed",
    "Forgotten",
    "History",
    "Hold",
    "Life",
    "Operator",
    "Reading",
    "Receipt",
    "Record",
    "Replica",
    "Table",
    "Value",
]
