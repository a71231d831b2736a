"""Random queries put to an index and to a scan, and where the two differ."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from clipbook.search.query import Results, Sort, query
from clipbook.search.reader import Index
from clipbook.search.tokens import is_unspaced, phrase, words
from support.scan import Scan, Thing

_SORTS: tuple[Sort, ...] = ("", "date", "oldest")
_LONGEST_PHRASE = 5

Filters = Mapping[str, AbstractSet[str]]


@dataclass(frozen=True)
class Trial:
    """A query of words that all occur."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()
    filters: Filters = field(default_factory=dict)
    sort: Sort = ""

    @property
    def text(self) -> str:
        """The query as a reader types it."""
        return " ".join([*self.wanted, *(f"-{word}" for word in self.unwanted)])


def trials(scan: Scan, count: int, rng: random.Random) -> Iterator[Trial]:
    """Give random queries: words of one thing, at times one of another, filters, an order.

    They are drawn as they run, so that what stands in many texts is drawn often.
    """
    things = [thing for thing in scan.things if _words(thing)]
    for _ in range(count):
        one, other = rng.choice(things), rng.choice(things)
        wanted = rng.choices(_words(one), k=rng.randint(1, 3))
        stray = rng.choice(_words(other))
        turn = rng.randrange(6)
        yield Trial(
            (*wanted, stray) if turn == 0 else tuple(wanted),
            (stray,) if turn == 1 else (),
            _filters((one, other), rng),
            rng.choice(_SORTS),
        )


def phrases(scan: Scan, count: int, rng: random.Random) -> Iterator[str]:
    """Give random runs of two to five words that stand in texts."""
    rows = [phrase(line) for thing in scan.things for line in thing.text]
    long = [row for row in rows if len(row) > 1]
    while count:
        row = rng.choice(long)
        length = rng.randint(2, min(len(row), _LONGEST_PHRASE))
        start = rng.randint(0, len(row) - length)
        wanted = row[start : start + length]
        # Some forms are read otherwise when they are typed, such as the letters of “U.S.”.
        if phrase(" ".join(wanted)) == wanted:
            yield " ".join(wanted)
            count -= 1


class Comparison:
    """An index and a scan of the same edition."""

    def __init__(self, index: Index, scan: Scan) -> None:
        """Find out which number is which thing."""
        self._index, self.scan = index, scan
        numbers = range(index.documents)
        addresses = {card.address: n for n, card in zip(numbers, index.cards(numbers), strict=True)}
        self._numbers = [addresses[thing.address] for thing in scan.things]
        self._origins = self._all_origins()

    def of_words(self, trial: Trial) -> list[str]:
        """Say in what the answers to a query differ: `documents`, `total`, `counts` or `order`."""
        chosen = {name: sorted(keys) for name, keys in trial.filters.items()}
        results = query(self._index, trial.text, chosen, trial.sort)
        found = self.scan.found(trial.wanted, trial.unwanted, in_time=bool(trial.sort))
        expected = self.scan.chosen(found, trial.filters)
        differs = {
            "documents": _documents(results) != {self._numbers[place] for place in expected},
            "total": results.total != len(expected),
            "counts": _counts(results) != self._counts(found, trial.filters),
            "order": trial.sort and results.documents != self._order(expected, trial.sort),
        }
        return [what for what, so in differs.items() if so]

    def of_phrase(self, text: str) -> bool:
        """Say whether the documents with a phrase are those in which it stands."""
        expected = {self._numbers[place] for place in self.scan.phrase(text)}
        return _documents(query(self._index, f'"{text}"')) == expected

    def _counts(self, found: AbstractSet[int], filters: Filters) -> dict[str, dict[str, int]]:
        facets = self.scan.things[0].keys
        return {name: self.scan.counts(found, filters, name) for name in facets}

    def _order(self, places: AbstractSet[int], sort: Sort) -> list[int]:
        """Sort by the dates of things, then fold; numbers decide between things of one day alone.

        A result stands where the first of its copies would, and shows their origin if it can.
        """
        dates = {self._numbers[place]: self.scan.things[place].date for place in places}
        ordered = sorted(dates, key=lambda n: (dates[n], n), reverse=sort == "date")
        undated = sorted((n for n in ordered if not dates[n]), reverse=True)
        groups: dict[int, list[int]] = {}
        for number in [n for n in ordered if dates[n]] + undated:
            groups.setdefault(self._origins.get(number, number), []).append(number)
        return [one if one in group else group[0] for one, group in groups.items()]

    def _all_origins(self) -> dict[int, int]:
        """Give for each copy its origin: the first of those with a date, else the first of all."""
        alike: dict[str, list[tuple[bool, int]]] = defaultdict(list)
        for number, thing in zip(self._numbers, self.scan.things, strict=True):
            if thing.copied:
                alike[thing.copied].append((not thing.date, number))
        return {number: min(some)[1] for some in alike.values() for _, number in some}


def _documents(results: Results) -> set[int]:
    folded = (copy for one in results.documents for copy in results.folded.get(one, ()))
    return {*results.documents, *folded}


def _counts(results: Results) -> dict[str, dict[str, int]]:
    return {
        name: {key: count for key, _, count in counts if count}
        for name, counts in results.counts.items()
    }


def _words(thing: Thing) -> list[str]:
    """Give the words that a thing is found by, each as it can be typed alone."""
    every = (word for line in thing.lines for word in words(line))
    return [word for word in every if not (is_unspaced(word) and len(word) == 1)]


def _filters(things: Sequence[Thing], rng: random.Random) -> dict[str, set[str]]:
    """Give up to two filters, each with a key of one thing or of both."""
    filters: dict[str, set[str]] = {}
    for name in rng.sample(sorted(things[0].keys), rng.choice((0, 1, 1, 2))):
        some = things[: rng.randint(1, 2)]
        keys = {rng.choice(thing.keys[name]) for thing in some if thing.keys[name]}
        if keys:
            filters[name] = keys
    return filters
