"""What the press has made of one site, kept in packs: enough to write the site again without it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from clipbook.site.press import Made, Plain
from clipbook.site.printer import Pieces, keep_pieces
from clipbook.site.state import State
from clipbook.store.packs import Packs, PackWriter, SpoiltPackError

_WASTE = 2
"""A pack is rewritten when it holds more than this many times what is in use of it."""
_MANY = 200
"""Of more packs than these, the small ones are put together."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The packs of one site; each build that makes anything adds some, and changes none."""

    folder: Path
    name: str
    """Of the site; other sites have packs of their own in the same folder."""

    @property
    def packs(self) -> Packs:
        """Reads what is kept."""
        return Packs(self.folder)

    def writer(self, who: object) -> PackWriter:
        """Begin another pack; `who` tells those apart that work at the same time."""
        return PackWriter(self.folder, f"{self.name}-{time_ns()}-{os.getpid()}-{who}.pack")

    def beside(self, name: str) -> Path:
        """Give a folder for what else is kept of the site."""
        return self.folder / f"{self.name}-{name}"

    def compact(self, state: State) -> AbstractSet[str]:
        """Rewrite the packs that are mostly of no use any more; gives those that are in use then.

        Nothing is removed yet: what was saved of the site before refers to the old ones.
        """
        used = _used(state)
        worn = self._worn(used)
        if worn:
            move = _Move(self.packs, self.writer("c"), worn)
            state.made = {path: move.made(made) for path, made in state.made.items()}
            pieces = ((ident, move.pieces(own)) for ident, own in state.pieces.items())
            state.pieces = {ident: own for ident, own in pieces if own}
            move.writer.close()
            move.packs.close()
            used = _used(state)
        return used.keys()

    def sweep(self, used: AbstractSet[str]) -> None:
        """Remove all packs but those that are in use, once a state that says so is saved."""
        for path in self.folder.glob(f"{self.name}-*.pack"):
            if path.name not in used:
                # What cannot be removed now, as somebody still reads it, goes the next time.
                with suppress(OSError):
                    path.unlink()

    def _worn(self, used: Mapping[str, int]) -> frozenset[str]:
        sizes = {pack: _size(self.folder / pack) for pack in used}
        least = sum(sizes.values()) // _MANY if len(sizes) > _MANY else 0
        return frozenset(
            pack for pack, size in sizes.items() if size > _WASTE * used[pack] or size < least
        )


@dataclass(slots=True)
class _Move:
    """Takes what is in use out of some packs into another one."""

    packs: Packs
    writer: PackWriter
    worn: frozenset[str]

    def made(self, plain: Plain) -> Plain:
        """Give a file as it is kept afterwards; what is spoilt is not kept any longer."""
        made = Made._make(plain)
        if made.pack not in self.worn:
            return plain
        with suppress(SpoiltPackError):
            return tuple(made.kept_as(self.writer.keep(self.packs.take(made.kept))))
        return tuple(made._replace(pack=""))

    def pieces(self, plain: Plain) -> Plain:
        """Give an article's pieces as they are kept afterwards; none where one is spoilt."""
        own = Pieces._make(plain)
        if own.pack not in self.worn:
            return plain
        with suppress(SpoiltPackError):
            return tuple(keep_pieces(self.writer, list(map(self.packs.take, own.every))))
        return ()


def _used(state: State) -> Counter[str]:
    """Give the bytes in use of each pack that a state refers to."""
    used: Counter[str] = Counter()
    for _, _, _, head, body, pack, *_ in state.made.values():
        used[pack] += head + body
    for own in map(Pieces._make, state.pieces.values()):
        used[own.pack] += sum(kept.size for kept in own.every)
    del used[""]
    return used


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
