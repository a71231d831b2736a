"""Asks an index: the same results in the same order as in a browser, where `engine.js` asks."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clipbook.search.asked_fields import hold_to
from clipbook.search.folding import folded
from clipbook.search.phrases import phrased
from clipbook.search.reader import Column, Index
from clipbook.search.resolve import hits, resolve_all
from clipbook.search.syntax import Question, parse

Sort = Literal["", "date", "oldest"]


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
    """How many of them each result holds."""
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
    found, held = _most_held(left, words)
    scores = _scores(index.documents, [*words, *(each.values for each in phrases)])
    chosen, counts = _facets(index, found, filters or {})
    documents, others = folded(_sorted(chosen, scores, sort, index.undated), index.copies)
    return Results(
        documents=documents,
        total=len(chosen),
        folded=others,
        counts=counts,
        asked=len(matches),
        held=held,
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


def _most_held(left: set[int], words: Sequence[Mapping[int, int]]) -> tuple[list[int], int]:
    """Give the documents left that hold most of the words, and how many these are."""
    holding = Counter(document for hit in words for document in hit if document in left)
    held = max(holding.values(), default=0)
    if not words:
        return sorted(left), 0
    return sorted(document for document, count in holding.items() if count == held), held


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


def _sorted(chosen: list[int], scores: Mapping[int, int], sort: Sort, undated: int) -> list[int]:
    """Sort; the undated come last in both directions of time."""
    if sort == "date":
        return sorted(chosen, reverse=True)
    if sort == "oldest":
        order = sorted(chosen, reverse=True)
        dated = [number for number in reversed(order) if number >= undated]
        return dated + [number for number in order if number < undated]
    return sorted(chosen, key=lambda number: (-scores.get(number, 0), -number))
