"""Files that hold a piece of every article, put together from pieces that are there already."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clipbook.edition import Edition
from clipbook.exports import Format
from clipbook.site.press import Plain
from clipbook.site.printer import Pieces, keep_pieces, pieces
from clipbook.store.packs import Packs, PackWriter, SpoiltPackError

_CHUNK = 1 << 20


class Before(NamedTuple):
    """The file as the last build has left it."""

    path: Path
    head: int
    """Bytes before the first piece."""
    ids: Sequence[str]
    """Of the articles, in their order."""
    lengths: Sequence[int]
    """Bytes of the piece of each."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The pieces that are kept: of each article one for each format, in their order."""

    packs: Packs
    pack: PackWriter | None
    """Where pieces are kept that were not, or were spoilt."""
    kept: dict[str, Plain]
    """By the article's id, as plain values of `Pieces`."""
    fresh: AbstractSet[str]
    """Ids of the articles whose pieces this build has made."""

    def piece(self, edition: Edition, ident: str, column: int) -> bytes:
        """Give one piece of an article."""
        if ident in self.kept:
            with suppress(SpoiltPackError):
                return self.packs.take(Pieces._make(self.kept[ident]).kept(column))
        own = pieces(edition, ident)
        if self.pack:
            self.kept[ident] = tuple(keep_pieces(self.pack, own))
            self.pack.flush()
        return own[column]

    def close(self) -> None:
        """Have everything on disk, and let go of the files."""
        self.packs.close()
        if self.pack:
            self.pack.close()


@dataclass
class Assembly:
    """One file of the whole archive in the making."""

    edition: Edition
    form: Format
    column: int
    """Which of an article's pieces is the format's."""
    stock: Stock
    before: Before | None
    lengths: list[int] = field(default_factory=list)
    """Of the pieces in the new file."""

    def is_same(self) -> bool:
        """Say whether the file would be as it was."""
        if self.before is None or list(self.before.ids) != self.ids:
            return False
        with self.before.path.open("rb") as file:
            if file.read(self.before.head) != self.head:
                return False
            for ident in self.stock.fresh:
                place = self._place_of[ident]
                if _read(file, *self._span(place)) != self._piece(ident):
                    return False
        self.lengths = list(self.before.lengths)
        return True

    def write(self, target: Path) -> None:
        """Write the file; pieces that are as they were are copied, neighbours at once."""
        self.lengths = []
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as output:
            output.write(self.head)
            if self.before is None:
                self._write(output, None)
            else:
                with self.before.path.open("rb") as file:
                    self._write(output, file)
            output.write(self.form.layout.tail)

    @cached_property
    def head(self) -> bytes:
        """What comes before the pieces."""
        return self.form.layout.head(self.edition, self.edition.archive.articles)

    @cached_property
    def ids(self) -> list[str]:
        """Of the articles, in their order."""
        return self.edition.archive.articles.ids

    def _write(self, output: BinaryIO, old: BinaryIO | None) -> None:
        between, first = self.form.layout.between, True
        for run in self._runs():
            output.write(b"" if first else between)
            first = False
            if isinstance(run, str):
                piece = self._piece(run)
                self.lengths.append(len(piece))
                output.write(piece)
            elif old is not None and self.before is not None:
                self.lengths += self.before.lengths[run.start : run.stop]
                _copy(old, output, self._span(run.start)[0], self._span(run.stop - 1)[1])

    def _runs(self) -> Iterator[str | range]:
        """Give what comes next: a new piece by its id, or neighbours of the old file."""
        start = stop = 0
        for ident in self.ids:
            place = -1 if ident in self.stock.fresh else self._place_of.get(ident, -1)
            if place >= 0 and place == stop and stop > start:
                stop += 1
                continue
            if stop > start:
                yield range(start, stop)
            start, stop = (place, place + 1) if place >= 0 else (0, 0)
            if place < 0:
                yield ident
        if stop > start:
            yield range(start, stop)

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {ident: n for n, ident in enumerate(self.before.ids)} if self.before else {}

    @cached_property
    def _ends(self) -> list[int]:
        """Where each piece of the old file ends, counted from the first, gaps left out."""
        return list(accumulate(self.before.lengths)) if self.before else []

    def _span(self, place: int) -> tuple[int, int]:
        """Give where a piece begins and ends in the old file."""
        head = self.before.head if self.before else 0
        shift = head + place * len(self.form.layout.between)
        return (self._ends[place - 1] if place else 0) + shift, self._ends[place] + shift

    def _piece(self, ident: str) -> bytes:
        return self.stock.piece(self.edition, ident, self.column)


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _copy(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    if hasattr(os, "copy_file_range"):
        start = _copy_inside(source, target, start, end)
    # Where the system cannot, or not between these two places.
    source.seek(start)
    target.writelines(
        source.read(there - here) for here, there in pairwise([*range(start, end, _CHUNK), end])
    )


def _copy_inside(source: BinaryIO, target: BinaryIO, start: int, end: int) -> int:
    """Have the system copy, without the bytes passing through here; gives how far it came."""
    target.flush()
    try:
        while start < end:
            done = os.copy_file_range(source.fileno(), target.fileno(), end - start, start)
            if not done:
                break
            start += done
    except OSError:
        pass
    target.seek(0, os.SEEK_END)
    return start
