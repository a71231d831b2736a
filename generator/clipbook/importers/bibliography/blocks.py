"""A BibTeX file cut into its blocks: entries, and what `@string` says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clipbook.importers.bibliography.entries import Entry, lines
from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source

_START = re.compile(rb"[ \t]*@[ \t]*([A-Za-z]+)\s*([{(])")
# Blocks begin at the start of a line in all that programs write, and texts in entries do not.
_NEXT_START = re.compile(rb"@[A-Za-z]+[ \t]*[{(]")
_NO_ENTRIES = {b"comment", b"preamble", b"string"}
_CLOSING = {b"{": b"}", b"(": b")"}


@dataclass(slots=True)
class Block(Entry):
    """One block, from its `@` to what closes it."""

    kind: bytes = b""
    opened: str = "{"
    level: int = 0
    """Braces that are open."""

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry."""
        return self.kind not in _NO_ENTRIES

    def take(self, line: bytes) -> int:
        """Take a line as far as it belongs here; gives the place behind it, or -1 for all."""
        closing = _CLOSING[self.opened.encode()]
        for found in re.finditer(rb"[{})]", line):
            sign = found[0]
            self.level += {b"{": 1, b"}": -1}.get(sign, 0)
            if sign == closing and self.level <= 0:
                self.add(line[: found.end()])
                return found.end()
        self.add(line)
        return -1


def blocks(source: Source) -> Iterator[Block | Remark]:
    """Give entries and `@string` blocks in their order.

    What is never closed is refused as far as the next line that begins a block.
    """
    block, count = None, 0
    for number, line in lines(source):
        rest = line
        if block and _NEXT_START.match(line):
            yield _unfinished(block, number - 1)
            block = None
        while rest:
            if block is None:
                start = _START.match(rest)
                if not start:
                    break
                kind = start[1].lower()
                count += kind not in _NO_ENTRIES
                rest = rest.lstrip()
                block = Block(number, count, kind=kind, opened=start[2].decode())
            try:
                end = block.take(rest)
            except RefusedError as error:
                yield error.remark
                block = None
                break
            if end < 0:
                break
            if block.is_entry or block.kind == b"string":
                yield block
            block, rest = None, rest[end:]
    if block:
        yield _unfinished(block, block.line + len(block.lines) - 1)


def _unfinished(block: Block, last: int) -> Remark:
    lines_of_it = f"line {last} was" if last == block.line else f"lines {block.line} to {last} were"
    said = f"it is never closed, so {lines_of_it} not read"
    return block.refused("unfinished-entry", said, "Close it, or export it again.")
