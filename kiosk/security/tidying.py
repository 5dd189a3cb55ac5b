"""What was forgotten is also overwritten: memory that Python keeps for its next object still holds the last one.

A text that nobody holds any more stays readable in the process until its place is used again. The C library overwrites
what it gets back (`kiosk.beginning`); Python's own store of small blocks is used up here, and given back.
"""

from bisect import bisect_right
from itertools import repeat
from pathlib import Path

# Python keeps blocks of up to 512 bytes by size, in steps of 16; an empty `bytes` takes 33 of them.
STEP, LARGEST, EMPTY_BYTES = 16, 512, 33
AT_ONCE = 512
MAPS = Path("/proc/self/maps")


def overwrite_freed() -> int:
    """Fill every free block of Python's store with zeros and give it back; return how many there were at most.

    Done when a size has no free block left: Python then asks the system for more. Nothing is done where the system
    does not tell its mappings (not on Linux).
    """
    if not MAPS.exists():
        return 0
    return sum(overwrite(size) for size in range(STEP, LARGEST + 1, STEP))


def overwrite(size: int) -> int:
    known = mapped()
    starts = [start for start, _end in known]
    held: list[object] = []
    while not held or is_within(id(held[-1]), starts, known):
        held += blocks(size)
    return len(held)


def blocks(size: int) -> list[object]:
    """Return new objects of exactly one size of block."""
    if size == STEP:
        return [object() for _each in range(AT_ONCE)]
    if size == 2 * STEP:
        return list(map(complex, repeat(1.0, AT_ONCE)))
    return list(map(bytes, repeat(size - EMPTY_BYTES, AT_ONCE)))


def is_within(place: int, starts: list[int], known: list[tuple[int, int]]) -> bool:
    number = bisect_right(starts, place) - 1
    return number >= 0 and place < known[number][1]


def mapped() -> list[tuple[int, int]]:
    """Return where the process may write, as starts and ends of its mappings, in order."""
    lines = [line.split(None, 2) for line in MAPS.read_text(encoding="utf-8").splitlines()]
    places = [place.split("-") for place, rights, *_rest in lines if rights.startswith("rw")]
    return [(int(start, 16), int(end, 16)) for start, end in places]
