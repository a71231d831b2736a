"""A run gathered: some documents in a row, and all that the index will hold of them."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from clipbook.search import cards
from clipbook.search.documents import Document, Keys
from clipbook.search.lexicon import BREAK, Lexicon
from clipbook.search.numbers import LEVEL_BITS
from clipbook.search.sorting import sorting
from clipbook.search.tokens import chunks

POSITIONS = 0xFFFF
"""Bits of a position."""
FIRST = 2
"""The position of the first word; compounds as wholes stand at 0, where nothing is beside them."""

NUMBER = 6
"""Bits beside the number of a document: how often a word stands in it, and its level."""
COUNT = MANY = 15
"""So often, or more."""

TITLE, NAMES, LEAD = 48, 3, 1
"""What one occurrence in a field weighs, in mentions, beyond that it is a mention.

That of a title is shared among its words, where it has more than a few."""
SHORT_TITLE = 6

LEAD_WORDS = 32

_LEVELS = bytes([0] * 28 + [1] * 28 + [2] * 56 + [3])
"""By what a word weighs in a document, in sixteenths of a mention."""
_MOST = len(_LEVELS) - 1
_MENTION = 16
_PIVOT = 2400
"""Characters of a text of usual length: a constant, so that no article hangs on the others."""


Put = Callable[[int], None]


class Facts(NamedTuple):
    """What a run holds of its documents, beside their words."""

    keys: list[Keys]
    cards: list[str]
    texts: list[bytes]
    """By which copies are told."""
    names: list[tuple[str, ...]]
    """That stand in the title and the opening words."""


Gathered = tuple[str, "array[int]", "array[int]"]
"""A unit; for each document `number << 6 | count << 2 | level`; its positions in all of them."""


class Gathering:
    """Takes documents in the order of their numbers, the first of which is 0."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start empty; words get their numbers from the lexicon."""
        self._lexicon = lexicon
        self.facts = Facts([], [], [], [])
        self.many: dict[tuple[str, int], int] = {}
        """How often a unit stands in a document, where its count has no room for it."""
        self._used: list[int] = []
        # By unit, as the lexicon numbers them; nothing where it was not met yet.
        self._postings: list[array[int]] = []
        self._positions: list[array[int]] = []
        self._post: list[Put | None] = []
        self._put: list[Put | None] = []
        self._make_room()
        self._put[BREAK] = deque[int](maxlen=0).append

    def add(self, document: Document) -> None:
        """Add a document."""
        lexicon, language = self._lexicon, document.language
        wholes: list[int] = []
        title = _flat(document.title, lexicon, language, wholes)
        bonus = dict.fromkeys([*title, *wholes], TITLE // max(SHORT_TITLE, len(title)))
        names = _flat(document.names, lexicon, language, wholes)
        body = _flat(document.body, lexicon, language, wholes)
        for units, weight in ((names, NAMES), (body[:LEAD_WORDS], LEAD)):
            for unit in units:
                bonus[unit] = bonus.get(unit, 0) + weight
        flat = [*title, BREAK, *names, BREAK, *body]
        counts = Counter(flat)
        counts.update(wholes)
        bonus.pop(BREAK, None)
        del counts[BREAK]
        self._meet(counts)
        self._place(flat, wholes)
        self._count(counts, bonus, _mention(len(document.body)))
        self._note(document)

    def _meet(self, units: Iterable[int]) -> None:
        """Make room for units that are new here."""
        self._make_room()
        put = self._put
        for unit in [unit for unit in units if put[unit] is None]:
            self._used.append(unit)
            positions, postings = array("H"), array("L")
            self._positions[unit], self._postings[unit] = positions, postings
            put[unit], self._post[unit] = positions.append, postings.append

    def _make_room(self) -> None:
        room = len(self._lexicon.units) - len(self._put)
        if room:
            for column in (self._put, self._post, self._postings, self._positions):
                column.extend([None] * room)  # type: ignore[list-item]

    def _place(self, flat: Sequence[int], wholes: Sequence[int]) -> None:
        """Enter where words stand."""
        put = self._put
        if len(flat) <= POSITIONS - FIRST:
            for position, unit in enumerate(flat, FIRST):
                put[unit](position)  # type: ignore[misc]
        else:
            for position, unit in enumerate(flat, FIRST):
                put[unit](position & POSITIONS)  # type: ignore[misc]
        for unit in wholes:
            put[unit](0)  # type: ignore[misc]

    def _count(self, counts: Counter[int], bonus: dict[int, int], mention: int) -> None:
        """Enter how much the document is about each word."""
        number, post = len(self.facts.keys), self._post
        base = number << NUMBER
        for unit, mentions in bonus.items():
            count = counts.pop(unit)
            level = _level(count * mention + mentions * _MENTION)
            post[unit](base | self._noted(unit, number, count) << LEVEL_BITS | level)  # type: ignore[misc]
        values = [base | n << LEVEL_BITS | _level(n * mention) for n in range(MANY)]
        for unit, count in counts.items():
            if count < MANY:
                post[unit](values[count])  # type: ignore[misc]
            else:
                noted = self._noted(unit, number, count)
                post[unit](base | noted << LEVEL_BITS | _level(count * mention))  # type: ignore[misc]

    def _noted(self, unit: int, number: int, count: int) -> int:
        if count < MANY:
            return count
        self.many[self._lexicon.units[unit], number] = count
        return MANY

    def _note(self, document: Document) -> None:
        self.facts.keys.append(document.keys)
        self.facts.cards.append(cards.written(document.card))
        self.facts.texts.append(document.copied)
        self.facts.names.append(document.named)

    def strays(self) -> list[str]:
        """Give the units whose kin may stand far from them."""
        units, strays = self._lexicon.units, self._lexicon.strays
        return [units[number] for number in self._used if number in strays]

    def gathered(self) -> Iterator[Gathered]:
        """Give what there is of each unit, sorted: the unit, its postings and its positions."""
        units, postings, positions = self._lexicon.units, self._postings, self._positions
        order = units.__getitem__ if self._lexicon.is_plain else _sorting(units)
        for number in sorted(self._used, key=order):
            yield units[number], postings[number], positions[number]


def _sorting(units: Sequence[str]) -> Callable[[int], bytes]:
    return lambda number: sorting(units[number])


def _flat(text: str, lexicon: Lexicon, language: str, wholes: list[int]) -> list[int]:
    """Give the units of a text in a row; compounds that are found whole go to `wholes`."""
    found = chunks(text)
    units: list[int] = [*map(lexicon.chunks(language).get, found)]  # type: ignore[list-item]
    if None in units:
        units = lexicon.learn(found, language)
    if not units or min(units) >= 0:
        return units
    flat: list[int] = []
    done = 0
    for at in [at for at, unit in enumerate(units) if unit < 0]:
        parts, own = lexicon.odd[-1 - units[at]]
        flat += units[done:at]
        flat += parts
        wholes += own
        done = at + 1
    return flat + units[done:]


def _level(weight: int) -> int:
    return _LEVELS[weight] if weight < _MOST else _LEVELS[_MOST]


def _mention(length: int) -> int:
    """Give what one mention weighs in a text of so many characters.

    This is BM25's length normalisation with b = 0.5, down to half the usual length. Source:
    Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """
    return max(1, 2 * _MENTION * _PIVOT // (_PIVOT + max(length, _PIVOT // 2)))
