"""Files that hold a piece of every article, put together from pieces that are there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clipbook.edition import Edition
from clipbook.exports import Format
from clipbook.store.packs import Packs, Place

_CHUNK = 1 << 20


class Before(NamedTuple):
    """The file as the last build has left it."""

    path: Path
    head: int
    """Bytes before the first piece."""
    lengths: Mapping[str, int]
    """Bytes of the piece of each article, by id, in their order."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """Pieces that this build has made: for each article one for each format, in their order."""

    packs: Packs
    places: Mapping[str, Place] = field(default_factory=dict)
    """By the article's id."""


@dataclass
class Assembly:
    """One file of the whole archive in the making."""

    edition: Edition
    form: Format
    column: int
    """Which of an article's pieces is the format's."""
    fresh: Fresh
    before: Before | None
    lengths: dict[str, int] = field(default_factory=dict)
    """Of the pieces in the new file."""

    def is_same(self) -> bool:
        """Say whether the file would be as it was."""
        if self.before is None or list(self.before.lengths) != self._ids:
            return False
        self.lengths = dict(self.before.lengths)
        with self.before.path.open("rb") as file:
            if file.read(self.before.head) != self.head:
                return False
            places = self._places()
            return all(
                _read(file, *places[ident]) == self._piece(ident) for ident in self.fresh.places
            )

    @property
    def head(self) -> bytes:
        """What comes before the pieces."""
        return self.form.layout.head(self.edition, self.edition.archive.articles)

    def write(self, target: Path) -> None:
        """Write the file; pieces that are as they were are copied, neighbours at once."""
        self.lengths = {}
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as output:
            output.write(self.head)
            if self.before is None:
                self._write(output, None)
            else:
                with self.before.path.open("rb") as file:
                    self._write(output, file)
            output.write(self.form.layout.tail)

    def _write(self, output: BinaryIO, old: BinaryIO | None) -> None:
        between, first = self.form.layout.between, True
        for run in self._runs():
            output.write(b"" if first else between)
            first = False
            if isinstance(run, str):
                piece = self._piece(run)
                self.lengths[run] = len(piece)
                output.write(piece)
            elif old is not None:
                _copy(old, output, *run)

    def _runs(self) -> Iterator[str | tuple[int, int]]:
        """Give what comes next: a new piece by its id, or what to copy, from where to where."""
        places, step = self._places(), len(self.form.layout.between)
        start = end = -1
        for ident in self._ids:
            if ident in self.fresh.places or ident not in places:
                if end >= 0:
                    yield start, end
                start = end = -1
                yield ident
                continue
            begins, ends = places[ident]
            self.lengths[ident] = ends - begins
            if end >= 0 and begins != end + step:
                yield start, end
                end = -1
            start, end = (begins if end < 0 else start), ends
        if end >= 0:
            yield start, end

    def _places(self) -> dict[str, tuple[int, int]]:
        if self.before is None:
            return {}
        places, at = {}, self.before.head
        for ident, length in self.before.lengths.items():
            places[ident] = at, at + length
            at += length + len(self.form.layout.between)
        return places

    def _piece(self, ident: str) -> bytes:
        place = self.fresh.places.get(ident)
        if place is not None:
            pieces: Sequence[bytes] = self.fresh.packs.read(place)
            return pieces[self.column]
        archive = self.edition.archive
        article = archive.articles.holdings.article(archive.row_of[ident])
        return self.form.layout.piece(self.edition, article)

    @property
    def _ids(self) -> list[str]:
        return self.edition.archive.articles.ids


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _copy(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    cuts = [*range(start, end, _CHUNK), end]
    target.writelines(source.read(there - here) for here, there in pairwise(cuts))
