"""The entries of a catalogue in columns: a hundred thousand of them, without objects for each."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clipbook.model.columns import Cited, Row
from clipbook.store.entry import Facts, Plain
from clipbook.store.packs import Place

_NUMBERS = 9
"""Columns of numbers: the stamp, and two places of which the pack is a number of its own."""
STAMP, RECORD, WORDS = slice(3), slice(3, 6), slice(6, 9)
_WIDTH = len(Row._fields)
_TEXTS = (*Row._fields, *Facts._fields)
SOURCES = _TEXTS.index("sources")
_UNLIKE = {_TEXTS.index(name) for name in ("id", "path", "title")}
"""Columns in which no two articles say the same."""
_NOTHING = (0, 0, 0)


@dataclass
class Table(Mapping[str, Plain]):
    """What is known of each file; one that was found but not read yet has no entry."""

    files: list[str] = field(default_factory=list)
    digests: list[bytes | None] = field(default_factory=list)
    numbers: list[array[int]] = field(default_factory=lambda: [array("q")] * _NUMBERS)
    """The stamp of each file, and where its record and its words are."""
    texts: list[list[Any]] = field(default_factory=lambda: [[] for _ in _TEXTS])
    """The columns of `Row` and `Facts`."""
    said: dict[str, Plain] = field(default_factory=dict)
    """What is wrong with files."""
    stories: dict[str, Any] = field(default_factory=dict)
    """What each file of a story holds, as plain values."""
    packs: list[str] = field(default_factory=list)
    """The names of the packs, by number."""
    touched: set[str] = field(default_factory=set)
    """Files that were entered or taken out since the table was kept whole."""
    _like: dict[Any, Any] = field(default_factory=dict)
    """Values that many articles share, each once."""

    def __post_init__(self) -> None:
        """Remember the place of each file."""
        self.numbers = [array("q", column) for column in self.numbers]
        self._place_of = {file: place for place, file in enumerate(self.files)}

    @classmethod
    def of(cls, entries: Iterable[Plain]) -> Table:
        """Make a table of plain entries."""
        table = cls()
        for kept in entries:
            table.put(kept)
        table.settle()
        return table

    def __len__(self) -> int:
        """Count the files."""
        return len(self.files)

    def __iter__(self) -> Iterator[str]:
        """Give the files that have an entry, in their order."""
        return (f for f, digest in zip(self.files, self.digests, strict=True) if digest is not None)

    def __getitem__(self, file: str) -> Plain:
        """Give the entry of a file as plain values; raises KeyError where there is none."""
        place = self._place_of[file]
        digest = self.digests[place]
        if digest is None:
            raise KeyError(file)
        numbers = tuple(column[place] for column in self.numbers)
        start = (file, numbers[STAMP], digest, self.said.get(file, ()))
        if not numbers[RECORD][-1]:
            return (*start, None, None, None, None, self.stories.get(file))
        texts = [column[place] for column in self.texts]
        texts[SOURCES] = tuple(map(tuple, texts[SOURCES]))
        places = (self._place(numbers[part]) for part in (RECORD, WORDS))
        return (*start, tuple(texts[:_WIDTH]), tuple(texts[_WIDTH:]), *places, None)

    def put(self, kept: Plain) -> None:
        """Enter what is known of a file now."""
        file, stamp, digest, said, row, facts, record, words, story = kept
        place = self._room(file)
        self.touched.add(file)
        self.digests[place] = digest
        for sparse, value in ((self.said, said), (self.stories, story)):
            sparse.pop(file, None)
            if value:
                sparse[file] = value
        numbers = (*(stamp or _NOTHING), *self._numbered(record), *self._numbered(words))
        texts = (*self._shared(row), *facts) if row else (None,) * len(_TEXTS)
        _set((*self.numbers, *self.texts), place, (*numbers, *texts))

    def restamp(self, file: str, stamp: Sequence[int]) -> None:
        """Enter that a file with the same bytes has another stamp."""
        self.touched.add(file)
        _set(self.numbers[STAMP], self._place_of[file], stamp)

    def arranged(self, files: list[str]) -> Table:
        """Give the table of these files, in this order."""
        if files == self.files:
            return self
        here = set(files)
        gone = {file for file in self.files if file not in here}
        places = [self._room(file) for file in files]
        return Table(
            files,
            [self.digests[place] for place in places],
            [array("q", [column[place] for place in places]) for column in self.numbers],
            [[column[place] for place in places] for column in self.texts],
            {file: said for file, said in self.said.items() if file in here},
            {file: story for file, story in self.stories.items() if file in here},
            self.packs,
            self.touched | gone,
        )

    def settle(self) -> None:
        """Let go of what only entering needs."""
        self._like = {}

    def known(self, files: Iterable[str]) -> Iterator[tuple[bytes, tuple[int, ...]]]:
        """Give the digest and the stamp of each file, both empty where it is not known."""
        stamps = list(zip(*self.numbers[STAMP], strict=True))
        for place in map(self._place_of.get, files):
            yield (b"", ()) if place is None else (self.digests[place] or b"", stamps[place])

    @property
    def sound(self) -> list[int]:
        """The places of the files that hold an article."""
        return [place for place, size in enumerate(self.numbers[RECORD][-1]) if size]

    def column(self, name: str) -> list[Any]:
        """Give a column of `Row` or of `Facts`, by place."""
        return self.texts[_TEXTS.index(name)]

    @property
    def used(self) -> int:
        """Bytes of packs that are in use."""
        return sum(sum(self.numbers[part][-1]) for part in (RECORD, WORDS))

    @property
    def packs_in_use(self) -> set[str]:
        """The names of the packs that hold anything."""
        packs, _, sizes = self.numbers[RECORD]
        numbers = {number for number, size in zip(packs, sizes, strict=True) if size}
        return {self.packs[number] for number in numbers}

    def repack(self, move: Callable[[Place], Place]) -> None:
        """Have everything in other packs."""
        moved = [
            (place, part, move(Place._make(self._place([c[place] for c in self.numbers[part]]))))
            for place in self.sound
            for part in (RECORD, WORDS)
        ]
        self.packs = []
        for place, part, new in moved:
            self.touched.add(self.files[place])
            _set(self.numbers[part], place, self._numbered(new))

    def _place(self, numbers: Sequence[int]) -> Plain:
        return (self.packs[numbers[0]], *numbers[1:])

    def _numbered(self, place: Plain | None) -> Sequence[int]:
        if place is None:
            return _NOTHING
        pack, offset, size = place
        if pack not in self.packs:
            self.packs.append(pack)
        return self.packs.index(pack), offset, size

    def _room(self, file: str) -> int:
        place = self._place_of.get(file)
        if place is None:
            place = self._place_of[file] = len(self.files)
            for column, nothing in ((self.files, file), (self.digests, None)):
                column.append(nothing)  # type: ignore[arg-type]
            for numbers in self.numbers:
                numbers.append(0)
            for texts in self.texts:
                texts.append(None)
        return place

    def _shared(self, row: Plain) -> Iterator[Any]:
        like = self._like
        for number, value in enumerate(row):
            if number == SOURCES:
                cited = tuple([like.setdefault(c, c) for c in map(Cited._make, value)])
                yield like.setdefault(cited, cited)
            else:
                yield value if number in _UNLIKE else like.setdefault(value, value)


def _set(columns: Sequence[Any], place: int, values: Sequence[Any]) -> None:
    for column, value in zip(columns, values, strict=True):
        column[place] = value
