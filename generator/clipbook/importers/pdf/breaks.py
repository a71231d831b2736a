"""Where one paragraph ends and the next begins, as far as sizes and distances of lines tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

_LARGER = 1.15
"""Times the size of another line: a heading, or what stands under one."""
_FURTHER = 1.35
"""Times the usual distance of lines."""
_USUAL = 1.25
"""Times the size of letters: the distance of lines where a page does not tell."""
_ENOUGH = 3
_ENDS = (".", "!", "?", ":", "”", "»", '"', "\u3002")


@dataclass(slots=True)
class Line:
    """One line of a page."""

    text: str
    y: float
    """Of its letters' feet, upwards, in the units of `size`."""
    size: float


def lines_of(pieces: Iterable[tuple[str, float, float]]) -> Iterator[Line]:
    """Put pieces of text, each with its place and size, together as lines."""
    line, longest = Line("", 0, 0), 0
    for text, y, size in pieces:
        for number, part in enumerate(text.split("\n")):
            if number:
                yield line
                line, longest = Line("", y, size), 0
            if len(part.strip()) > longest:
                line.y, line.size, longest = y, size, len(part.strip())
            line.text += part
    yield line


def text_of(lines: list[Line]) -> str:
    """Give the lines, with a blank one where a paragraph ends."""
    shown = [line for line in lines if line.text.strip()]
    usual = _distances(shown)
    parts = [line.text for line in shown[:1]]
    for before, line in pairwise(shown):
        parts += ["", line.text] if _is_end(before, line, usual) else [line.text]
    return "\n".join(parts)


def _distances(lines: list[Line]) -> dict[int, float]:
    """Give the usual distance of lines of each size."""
    found: dict[int, list[float]] = {}
    for before, line in pairwise(lines):
        if before.y > line.y and round(before.size) == round(line.size):
            found.setdefault(round(line.size), []).append(before.y - line.y)
    return {size: median_low(said) for size, said in found.items() if len(said) >= _ENOUGH}


def _is_end(before: Line, line: Line, usual: dict[int, float]) -> bool:
    small, large = sorted((before.size, line.size))
    if small <= 0:
        # It is turned, and its place says nothing.
        return False
    if large > _LARGER * small:
        return True
    distance = before.y - line.y
    if distance < -small:
        # The next column, or what stands beside the text.
        return before.text.rstrip().endswith(_ENDS)
    return distance > _FURTHER * max(usual.get(round(line.size), 0), _USUAL * small)
