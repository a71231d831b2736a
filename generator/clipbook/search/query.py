"""Asks an index: the same results in the same order as in a browser, where `engine.js` asks."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clipbook.search.asked_fields import hold_to
from clipbook.search.folding import folded
from clipbook.search.phrases import phrased
from clipbook.search.reader import Column, Index
from clipbook.search.resolve import hits, resolve_all
from clipbook.search.syntax import Question, parse

Sort = Literal["", "date", "oldest"]

FEW = 10
"""Fewer documents than these are not all that is shown."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found."""

    documents: list[int]
    """One number for each result, in the order asked for."""
    total: int
    """How many documents these are, with the copies that are folded into others."""
    folded: dict[int, list[int]]
    """For a result that stands for several documents: the others."""
    counts: dict[str, list[tuple[str, str, int]]]
    """For each facet its keys, labels and how many documents it would leave."""
    asked: int
    """How many words were asked for."""
    held: int
    """How many of them the results hold."""
    fewer: int
    """How many of the documents hold one word fewer; they stand last."""
    others: list[tuple[str, list[str]]]
    """Words that are nowhere, each with those searched instead."""
    unknown: list[tuple[str, str]]
    """Fields that name nothing, or no date."""
    cut: bool
    """Whether there were more words than count."""
    phrases: list[str]
    forms: frozenset[str]
    """Word forms to mark."""


def query(
    index: Index,
    text: str,
    filters: Mapping[str, Sequence[str]] | None = None,
    sort: Sort = "",
    *,
    typing: bool = False,
) -> Results:
    """Find documents; keys of one facet are alternatives, facets must all agree.

    Documents with all the words; where there are none, those with most of them.
    """
    question = parse(text, typing=typing)
    matches = resolve_all(index, question.wanted)
    phrases = [phrased(index, phrase) for phrase in question.phrases]
    left, unknown = hold_to(index, question.fields)
    left = left.intersection(*(each.values for each in phrases)) - _excluded(index, question)
    words = [hits(index, match) for match in matches]
    found, held, holding = _most_held(left, words, sort)
    scores = _scores(index.documents, [*words, *(each.values for each in phrases)])
    chosen, counts = _facets(index, found, filters or {})
    documents, others = folded(
        _sorted(chosen, lambda n: (holding.get(n, 0), scores.get(n, 0)), sort, index.undated),
        index.copies,
    )
    return Results(
        documents=documents,
        total=len(chosen),
        folded=others,
        counts=counts,
        asked=len(matches),
        held=held,
        fewer=sum(holding[number] < held for number in chosen) if words else 0,
        others=[(match.form, match.others) for match in matches if match.others],
        unknown=unknown,
        cut=question.cut,
        phrases=[phrase.text for phrase in question.phrases],
        forms=frozenset().union(*(match.forms for match in matches), *(p.forms for p in phrases)),
    )


def _excluded(index: Index, question: Question) -> set[int]:
    """Give what is to be left out; an exclusion is held to all of its words, and never guessed."""
    found = set[int]()
    for asks in question.unwanted:
        every = [hits(index, match) for match in resolve_all(index, asks, exactly=True)]
        found |= set(every[0]).intersection(*every[1:])
    for phrase in question.unwanted_phrases:
        found.update(phrased(index, phrase).values)
    return found


def _most_held(
    left: set[int], words: Sequence[Mapping[int, int]], sort: Sort
) -> tuple[list[int], int, Mapping[int, int]]:
    """Give the documents left that hold most of the words, how many, and how many each holds.

    Where these are few, those with one word fewer too, if that is still more than half; but not
    in the order of time, where they would stand among the others.
    """
    if not words:
        return sorted(left), 0, {}
    holding = Counter(document for hit in words for document in hit if document in left)
    held = max(holding.values(), default=0)
    found = [document for document, count in holding.items() if count == held]
    if not sort and len(found) < FEW and 2 * (held - 1) > len(words):
        found += [document for document, count in holding.items() if count == held - 1]
    return sorted(found), held, holding


def _scores(documents: int, found: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Add up, as BM25 does, what each word counts, the rare ones more."""
    scores: dict[int, int] = defaultdict(int)
    for values in found:
        rarity = _rarity(documents, len(values))
        for document, value in values.items():
            scores[document] += rarity * value
    return scores


def _rarity(documents: int, holding: int) -> int:
    """Give BM25's inverse document frequency in sixteenths, so that sums are exact everywhere."""
    odds = (documents - holding + 0.5) / (holding + 0.5)
    return max(1, math.floor(16 * math.log(1 + odds) + 0.5))


def _facets(
    index: Index, found: Sequence[int], filters: Mapping[str, Sequence[str]]
) -> tuple[list[int], dict[str, list[tuple[str, str, int]]]]:
    """Choose by the filters; a facet's own selection does not narrow its own counts."""
    columns = {name: index.column(name) for name in index.facets}
    wanted = {
        name: {at for at, key in enumerate(columns[name].keys) if key in filters[name]}
        for name in index.facets
        if filters.get(name)
    }
    counts: dict[str, Counter[int]] = {name: Counter() for name in index.facets}
    chosen = []
    for document in found:
        failed = [name for name in wanted if wanted[name].isdisjoint(columns[name].codes[document])]
        if not failed:
            chosen.append(document)
        for name in index.facets if not failed else failed if len(failed) == 1 else ():
            counts[name].update(columns[name].codes[document])
    return chosen, {name: _counted(columns[name], counts[name]) for name in index.facets}


def _counted(column: Column, counts: Counter[int]) -> list[tuple[str, str, int]]:
    return [
        (key, label, counts[at])
        for at, (key, label) in enumerate(zip(column.keys, column.labels, strict=True))
    ]


def _sorted(
    chosen: list[int], worth: Callable[[int], tuple[int, int]], sort: Sort, undated: int
) -> list[int]:
    """Sort; the undated come last in both directions of time."""
    if sort == "date":
        return sorted(chosen, reverse=True)
    if sort == "oldest":
        order = sorted(chosen, reverse=True)
        dated = [number for number in reversed(order) if number >= undated]
        return dated + [number for number in order if number < undated]
    return sorted(chosen, key=lambda number: (worth(number), number), reverse=True)
