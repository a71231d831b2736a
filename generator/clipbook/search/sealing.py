"""A run sealed: what was gathered, packed in groups of units that begin alike."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from clipbook.search.gathering import COUNT, MANY, NUMBER, Gathered
from clipbook.search.numbers import LEVEL_BITS, write

ALIKE = 3
"""Characters that the units of a group have in common."""

_BELOW = 1 << 14
_LEVEL = (1 << LEVEL_BITS) - 1


Piece = tuple[str, int, bytes, int, bytes, bytes]
"""What one run holds of one unit, as `marshal` keeps it.

The unit; the first number of its postings, as FORMAT.md has them but counted within the run; the
other numbers; the last document; how many positions each document has, as numbers; the positions,
two bytes each, the low one first.
"""

Many = dict[tuple[str, int], int]
"""How often a unit stands in a document of a run, where that is very often."""


def groups(gathered: Iterable[Gathered], many: Many) -> Iterator[tuple[str, list[Piece]]]:
    """Give what was gathered in groups, each with what its units begin with."""
    begin, held = "", list[Piece]()
    for unit, postings, positions in gathered:
        if begin_of(unit) != begin:
            if held:
                yield begin, held
            begin, held = begin_of(unit), []
        held.append(_piece(unit, postings, positions, many))
    if held:
        yield begin, held


def begin_of(unit: str) -> str:
    """Give what the units of a group have in common: the form is cut, or has an end of line."""
    begin = unit[:ALIKE]
    return begin.partition("\n")[0] if "\n" in begin else begin


def number(value: int) -> bytes:
    """Write a number, most of them by a table."""
    return _table()[value] if value < _BELOW else write(value)


def _piece(unit: str, postings: array[int], positions: array[int], many: Many) -> Piece:
    first = postings[0]
    head = first >> NUMBER << LEVEL_BITS | first & _LEVEL
    places = _little(positions)
    count = first >> LEVEL_BITS & COUNT
    if len(postings) == 1 and count != MANY:
        return unit, head, b"", first >> NUMBER, _table()[count], places
    rest = _gaps(postings) if len(postings) > 1 else b""
    return unit, head, rest, postings[-1] >> NUMBER, _counts(unit, postings, many), places


def _gaps(postings: array[int]) -> bytes:
    """Write all postings but the first as gaps: most at once, by a table."""
    values = [
        (other >> NUMBER) - (one >> NUMBER) - 1 << LEVEL_BITS | other & _LEVEL
        for one, other in pairwise(postings)
    ]
    if max(values) < _BELOW:
        table = _table()
        return b"".join([table[value] for value in values])
    return b"".join(map(write, values))


def _counts(unit: str, postings: array[int], many: Many) -> bytes:
    counts = [value >> LEVEL_BITS & COUNT for value in postings]
    if MANY not in counts:
        return bytes(counts)
    return b"".join(
        write(many[unit, value >> NUMBER] if count == MANY else count)
        for count, value in zip(counts, postings, strict=True)
    )


@cache
def _table() -> Sequence[bytes]:
    return tuple(write(number) for number in range(_BELOW))


def _little(positions: array[int]) -> bytes:
    if _IS_BIG:
        positions.byteswap()
    return positions.tobytes()


_IS_BIG = array("H", [1]).tobytes() != b"\1\0"
