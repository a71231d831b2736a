"""All forms, by their beginnings and by their endings: what a misspelt word is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from zlib import crc32

from clipbook.search.merging import Unit
from clipbook.search.series import File, Series
from clipbook.search.sorting import in_order, shortest_above
from clipbook.search.tokens import SHORTEST_MISSPELT, has_digit, is_unspaced

LEVELS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""How many documents hold a form, as the logarithm to base 2, rounded down."""

_LEAST, _MOST = 10_000, 40_000
"""Bytes of a file; between them, what words begin with says where it ends."""
_ONE_IN = 4
_ALIKE = 3


def lines(units: Iterable[Unit]) -> list[str]:
    """Give a line for each form that can be meant by a misspelt one."""
    found = []
    for form, own in groupby(units, key=lambda unit: unit.form):
        if len(form) >= SHORTEST_MISSPELT and not has_digit(form) and not is_unspaced(form):
            held = sum([unit.documents for unit in own])
            found.append(form + LEVELS[held.bit_length() - 1])
    return found


def endings(found: Iterable[str], series: Series, starts: list[str]) -> Iterator[File]:
    """Give files of all lines, written backwards and sorted; enters what each starts with."""
    # An end of line is below all letters, so that forms sort as if alone.
    backwards = [f"{line[-2::-1]}\n{line[-1]}" for line in found]
    backwards = [line.replace("\n", "") for line in in_order(backwards)]
    last = ""
    for held in _shared(backwards):
        starts.append(shortest_above(last, held[0][:-1]) if last else "")
        last = held[-1][:-1]
        yield series.file("\n".join(held).encode())


def _shared(found: Sequence[str]) -> Iterator[list[str]]:
    held: list[str] = []
    size = 0
    for begin, group in groupby(found, key=lambda line: line[:_ALIKE]):
        if size >= _MOST or (size >= _LEAST and not crc32(begin.encode()) % _ONE_IN):
            yield held
            held, size = [], 0
        alike = [*group]
        held += alike
        size += sum(map(len, alike))
    if held:
        yield held
