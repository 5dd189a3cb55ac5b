"""How deep a value is nested has a bound: what central could still read, a kiosk with less room might not."""

import re

# Texts by language, envelopes and lists of these are three deep.
DEEPEST = 16
find_text = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


def is_too_deep(value: bytes, deepest: int = DEEPEST) -> bool:
    """Say whether the JSON nests objects and lists deeper than allowed; no reader is called for it."""
    # Nearly everything has fewer brackets than it may be deep.
    if value.count(b"{") + value.count(b"[") <= deepest:
        return False
    depth = 0
    for letter in find_text.sub(b"", value):
        if letter in b"{[":
            depth += 1
            if depth > deepest:
                return True
        elif letter in b"}]":
            depth -= 1
    return False
