"""Asks an index: the same results in the same order as in a browser, where `engine.js` asks."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clipbook.search.reader import Column, Part
from clipbook.search.resolve import Match, hits, resolve
from clipbook.search.syntax import Ask, parse

Sort = Literal["", "date", "oldest"]


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found."""

    documents: list[int]
    """Numbers in the order asked for."""
    counts: dict[str, list[tuple[str, str, int]]]
    """For each facet its keys, labels and how many results it would leave."""
    asked: int
    """How many words were asked for."""
    held: int
    """How many of them each result holds."""
    others: dict[str, list[str]]
    """For words that are nowhere: those looked for in their stead."""
    forms: frozenset[str]


def query(
    part: Part,
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
    matches = [(ask, match) for ask in question.wanted for match in resolve(part, ask)]
    found = [hits(part, match) for _, match in matches]
    scores, held = _score(part.documents, found)
    for asks in question.unwanted:
        scores = _without(scores, _excluded(part, asks))
    chosen, counts = _facets(part, scores, filters or {})
    by: Sort = sort or ("" if question.wanted else "date")
    return Results(
        documents=_sorted(chosen, scores, by, part.dated),
        counts=counts,
        asked=len(matches),
        held=held,
        others={ask.form: match.others for ask, match in matches if match.others},
        forms=frozenset(form for _, match in matches for form in match.forms),
    )


def _score(documents: int, found: list[dict[int, int]]) -> tuple[dict[int, int], int]:
    """Add up, as BM25 does, what each word counts, the rare ones more."""
    if not found:
        return dict.fromkeys(range(documents), 0), 0
    scores: dict[int, int] = defaultdict(int)
    holding: Counter[int] = Counter()
    for values in found:
        rarity = _rarity(documents, len(values))
        for document, value in values.items():
            scores[document] += rarity * value
            holding[document] += 1
    held = max(holding.values(), default=0)
    return {
        document: score for document, score in scores.items() if holding[document] == held
    }, held


def _rarity(documents: int, holding: int) -> int:
    """Give BM25's inverse document frequency in sixteenths, so that sums are exact everywhere."""
    odds = (documents - holding + 0.5) / (holding + 0.5)
    return max(1, math.floor(16 * math.log(1 + odds) + 0.5))


def _excluded(part: Part, asks: Sequence[Ask]) -> set[int]:
    found = [set(hits(part, match)) for ask in asks for match in _resolve_exactly(part, ask)]
    return set.intersection(*found) if found else set()


def _resolve_exactly(part: Part, ask: Ask) -> list[Match]:
    """Find a word's groups; what is to be left out is never guessed."""
    return [match if not match.others else Match() for match in resolve(part, ask)]


def _without(scores: dict[int, int], excluded: set[int]) -> dict[int, int]:
    return {document: score for document, score in scores.items() if document not in excluded}


def _facets(
    part: Part, scores: dict[int, int], filters: Mapping[str, Sequence[str]]
) -> tuple[list[int], dict[str, list[tuple[str, str, int]]]]:
    """Choose by the filters; a facet's own selection does not narrow its own counts."""
    columns = {name: part.column(name) for name in part.facets}
    wanted = {
        name: {at for at, key in enumerate(columns[name].keys) if key in filters[name]}
        for name in part.facets
        if filters.get(name)
    }
    counts: dict[str, Counter[int]] = {name: Counter() for name in part.facets}
    chosen = []
    for document in scores:
        failed = [name for name in wanted if wanted[name].isdisjoint(columns[name].codes[document])]
        if not failed:
            chosen.append(document)
        for name in part.facets if not failed else failed if len(failed) == 1 else ():
            counts[name].update(columns[name].codes[document])
    return chosen, {name: _counted(columns[name], counts[name]) for name in part.facets}


def _counted(column: Column, counts: Counter[int]) -> list[tuple[str, str, int]]:
    return [
        (key, label, counts[at])
        for at, (key, label) in enumerate(zip(column.keys, column.labels, strict=True))
    ]


def _sorted(chosen: list[int], scores: dict[int, int], sort: Sort, dated: int) -> list[int]:
    """Sort; the undated come last in both directions of time."""
    if sort == "date":
        return sorted(chosen)
    if sort == "oldest":
        return sorted(chosen, key=lambda number: (number >= dated, abs(dated - number)))
    return sorted(chosen, key=lambda document: (-scores[document], document))
