"""The words of an article, each as the number of its term; the slow half, kept lean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from clipbook.grouping import languages
from clipbook.model.unicode_form import nfkc

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003134f"
)
"""Scripts that put no spaces between words: their characters are taken two by two."""

_WORD = re.compile(rf"[^\W_{_UNSPACED}]+(?:['’.][^\W_{_UNSPACED}]+)*|[{_UNSPACED}]+")
_ADDRESS_WORD = re.compile(r"[A-Za-z]{3,}")
_HOST = re.compile(r"^[a-z]+://[^/]*", re.IGNORECASE)
_ADDRESS_NOISE = frozenset({"html", "htm", "php", "aspx", "asp", "index", "article", "news", "www"})
_LONGEST = 40
A_WORD = 11
"""Characters: more than a word and its blank have in any language, on average."""
NOTHING = -1
"""Stands for a word that says nothing."""


class Reader:
    """Gives words as numbers: twice the number of the term, one more where it is capitalised."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        """The stem of each term, by its number."""
        self.shown: list[str] = []
        """How each term was first written."""
        self.figures: list[bool] = []
        """Whether each term holds a digit."""
        self._numbers: dict[str, int] = {}
        self._lexicons: dict[str, _Lexicon] = {}

    def text(self, words: list[str], language: str) -> list[int]:
        """Give the numbers of words; `NOTHING` parts what stands on both sides of it."""
        lexicon = self._lexicons.get(language)
        if lexicon is None:
            lexicon = self._lexicons[language] = _Lexicon(self, language)
        numbers: list[int] = []
        for found in map(lexicon.__getitem__, words):
            if type(found) is int:
                numbers.append(found)
            else:
                numbers.extend(found)  # type: ignore[arg-type]
        return numbers

    def number(self, stem: str, written: str) -> int:
        """Give the number of a stem, a new one where it was not met before."""
        number = self._numbers.get(stem)
        if number is None:
            number = self._numbers[stem] = len(self.terms)
            self.terms.append(stem)
            self.shown.append(written)
            self.figures.append(any(map(str.isdigit, stem)))
        return number


def words(text: str, most: int = 0) -> list[str]:
    """Give the words of a text as they are written, the first `most` of them or all."""
    found = _WORD.findall(nfkc(text[: A_WORD * most] if most else text))
    return found[:most] if most else found


def address_words(address: str) -> list[str]:
    """Give the words in the path of an address."""
    found = _ADDRESS_WORD.findall(_HOST.sub("", address))
    return [word for word in found if word.casefold() not in _ADDRESS_NOISE]


def language(tag: str, found: Iterable[str]) -> str:
    """Give the language of an article: as its tag says, else as its words tell."""
    return languages.named(tag) or languages.told(map(str.casefold, found))


class _Lexicon(defaultdict[str, int | tuple[int, ...]]):
    """Word as written -> its number; each is looked at once for each language."""

    def __init__(self, reader: Reader, language: str) -> None:
        super().__init__()
        self._reader = reader
        self._stem = languages.stemmer(language)
        self._silent = languages.function_words(language)

    def __missing__(self, word: str) -> int | tuple[int, ...]:
        self[word] = found = self._look(word)
        return found

    def _look(self, word: str) -> int | tuple[int, ...]:
        if re.match(f"[{_UNSPACED}]", word):
            pairs = [word[at : at + 2] for at in range(max(1, len(word) - 1))]
            return tuple(2 * self._reader.number(pair, pair) for pair in pairs)
        lower = word.replace("’", "'").casefold()
        lower = lower.removesuffix("'s").replace("'", "").replace(".", "")[:_LONGEST]
        if not lower or lower in self._silent or (len(lower) == 1 and lower.isalpha()):
            return NOTHING
        figure = any(map(str.isdigit, lower))
        stem = lower if figure else self._stem(lower)
        return 2 * self._reader.number(stem, word) + (not word[0].islower() and not figure)
