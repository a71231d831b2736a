"""A BibTeX file cut into its blocks: entries, and what `@string` says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clipbook.importers.bibliography.entries import Entry, lines
from clipbook.importers.record import Remark
from clipbook.importers.source import Source

_START = re.compile(rb"[ \t]*@[ \t]*([A-Za-z]+)\s*([{(])")
_ENTRY_START = re.compile(rb"@[A-Za-z]+\s*[{(]\s*[^\s,={}()#\"]+\s*,\s*$")
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
    """Give entries and `@string` blocks in their order; what is never closed is refused."""
    block, count = None, 0
    for number, line in lines(source):
        rest = line
        if block and _ENTRY_START.match(line):
            yield _unfinished(block)
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
            end = block.take(rest)
            if end < 0:
                break
            if block.is_entry or block.kind == b"string":
                yield block
            block, rest = None, rest[end:]
    if block:
        yield _unfinished(block)


def _unfinished(block: Block) -> Remark:
    fix = "Close it, or export it again."
    return block.refused("unfinished-entry", "it is never closed", fix)
