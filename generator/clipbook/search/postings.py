"""Postings: which documents hold which words, and how much they are about them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable

from clipbook.search.documents import Document
from clipbook.search.stems import Stem, stemmer
from clipbook.search.tokens import fold, indexed, words

LEVEL_BITS = 2
"""Bits beside each gap between documents."""

_BOUNDS = (28, 56, 112)
"""What a word must weigh in a document for level 1, 2 and 3: sixteenths of a mention."""
_MENTION = 16
_PIVOT = 2400
"""Characters of a text of usual length: a constant, so that no article hangs on the others."""


class Postings:
    """Collects documents in the order of their numbers; memory grows with the written size."""

    def __init__(self) -> None:
        """Start empty."""
        self.forms: dict[str, list[int]] = defaultdict(list)
        """Each word form that occurs, accents off, with the numbers of its groups."""
        self.lists: list[bytearray] = []
        """For each group (a stem in a language) its documents: see FORMAT.md."""
        self._last: list[int] = []
        self._groups: dict[Stem, int] = {}
        self._known: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
        self._stemmers: dict[str, Callable[[str], Stem]] = {}

    def add(self, number: int, document: Document) -> None:
        """Add a document; its number is above that of every document before."""
        known = self._known[document.language]
        weights: dict[int, int] = defaultdict(int)
        mention = _mention(document.length)
        for text, weight in document.fields:
            unit = weight * _MENTION if weight else mention
            for word, times in Counter(words(text)).items():
                groups = known.get(word)
                if groups is None:
                    groups = known[word] = self._learn(word, document.language)
                for group in groups:
                    weights[group] += times * unit
        self._post(number, weights)

    def _post(self, number: int, weights: dict[int, int]) -> None:
        lists, last = self.lists, self._last
        for group, weight in weights.items():
            value = (number - last[group] - 1) << LEVEL_BITS | bisect_right(_BOUNDS, weight)
            last[group] = number
            encoded = lists[group]
            # As `numbers.write` does, without a call for each of some 230 postings an article.
            while value > 0x7F:  # noqa: PLR2004
                encoded.append(value & 0x7F | 0x80)
                value >>= 7
            encoded.append(value)

    def _learn(self, word: str, language: str) -> tuple[int, ...]:
        stem = self._stemmers.get(language) or self._stemmers.setdefault(
            language, stemmer(language)
        )
        found = []
        for part in indexed(word):
            group = self._group(stem(part))
            found.append(group)
            groups = self.forms[fold(part)]
            if group not in groups:
                groups.append(group)
        return tuple(found)

    def _group(self, stem: Stem) -> int:
        group = self._groups.get(stem)
        if group is None:
            group = self._groups[stem] = len(self.lists)
            self.lists.append(bytearray())
            self._last.append(-1)
        return group


def _mention(length: int) -> int:
    """Give what one mention weighs in a body of so many characters.

    This is BM25's length normalisation with b = 0.5, down to half the usual length. Source:
    Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """
    return max(1, 2 * _MENTION * _PIVOT // (_PIVOT + max(length, _PIVOT // 2)))
