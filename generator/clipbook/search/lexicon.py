"""What the words of texts are found by, looked up once: most words come again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from clipbook.search import tokens
from clipbook.search.sorting import is_plain
from clipbook.search.stems import Stem, stemmer
from clipbook.search.tokens import LONGEST, fold, in_chunk, indexed

BREAK = 0
"""The number of what stands where a line ends; no unit."""

MOST = 100_000
"""Units that are remembered; then a new lexicon is begun, as memory has its price."""

SHARED_START = 3
"""Characters that the stem of a word has in common with it, all but always."""

Odd = tuple[list[int], list[int]]
"""Units one after the other, and those of compounds that are found whole."""


class Lexicon:
    """Gives numbers to units: to a form and its class, as one text with an end of line between."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self.units: list[str] = ["\n"]
        self.strays: set[int] = set()
        """Units whose class begins otherwise than they do, so that their kin may stand far off."""
        self.is_plain = True
        """Whether units sort as Python sorts: where no character takes two code units."""
        self.odd: list[Odd] = [([BREAK], [])]
        """Chunks that are not just one unit."""
        self._chunks: dict[str, dict[str, int]] = {}
        self._numbers: dict[str, int] = {"\n": BREAK}
        self._stemmers: dict[str, Callable[[str], Stem]] = {}

    @property
    def is_full(self) -> bool:
        """Whether it should be let go of."""
        return len(self.units) > MOST

    def chunks(self, language: str) -> dict[str, int]:
        """Give what is known of a language: units by chunk, `-1 - n` for the n-th odd one."""
        return self._chunks.setdefault(language, {tokens.BREAK: -1})

    def learn(self, found: Iterable[str], language: str) -> list[int]:
        """Give what chunks hold, and know it from now on, but for those too long to keep."""
        known, stem = self.chunks(language), self._stemmer(language)
        units: list[int] = []
        for chunk in found:
            unit = known.get(chunk)
            if unit is None and len(chunk) > LONGEST:
                units += self._learn_long(chunk, language)
                continue
            if unit is None:
                unit = known[chunk] = self._read(chunk, stem)
            units.append(unit)
        return units

    def _learn_long(self, chunk: str, language: str) -> Iterator[int]:
        """Give what a chunk holds of which the words are kept instead."""
        known, stem = self.chunks(language), self._stemmer(language)
        for word in in_chunk(chunk):
            unit = known.get(tokens.BREAK + word)
            if unit is None:
                unit = self._hold([word], stem)
                if len(word) <= LONGEST:
                    known[tokens.BREAK + word] = unit
            yield unit

    def _stemmer(self, language: str) -> Callable[[str], Stem]:
        found = self._stemmers.get(language)
        if found is None:
            found = self._stemmers[language] = stemmer(language)
        return found

    def _read(self, chunk: str, stem: Callable[[str], Stem]) -> int:
        if chunk.isascii() and chunk.isalpha():
            return self._number(chunk, stem)
        return self._hold(in_chunk(chunk), stem)

    def _hold(self, words: Iterable[str], stem: Callable[[str], Stem]) -> int:
        parts: list[int] = []
        wholes = []
        for word in words:
            own, whole = indexed(word)
            if whole:
                wholes.append(self._number(whole, stem))
            parts += [self._number(part, stem) for part in own]
        if len(parts) == 1 and not wholes:
            return parts[0]
        self.odd.append((parts, wholes))
        return -len(self.odd)

    def _number(self, word: str, stem: Callable[[str], Stem]) -> int:
        word = word[:LONGEST]
        algorithm, root = stem(word)
        form = fold(word)
        unit = f"{form}\n{algorithm}:{root}"
        number = self._numbers.get(unit)
        if number is None:
            number = self._numbers[unit] = len(self.units)
            self.units.append(unit)
            self.is_plain = self.is_plain and is_plain(form)
            if algorithm and fold(root)[:SHARED_START] != form[:SHARED_START]:
                self.strays.add(number)
        return number
