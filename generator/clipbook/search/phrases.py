"""Documents in which words stand in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from clipbook.search.bucket import Bucket
from clipbook.search.reader import Index
from clipbook.search.resolve import Match, hits, literal
from clipbook.search.syntax import Phrase

_TOP = 0xFFFF


@dataclass(frozen=True, slots=True)
class Phrased:
    """What a phrase led to."""

    values: Mapping[int, int]
    """For each document what the least of its words counts."""
    forms: frozenset[str]


def phrased(index: Index, phrase: Phrase) -> Phrased:
    """Find a phrase: these forms, one after the other."""
    last = len(phrase.forms) - 1
    matches = [
        literal(index, form, is_open=phrase.open and at == last)
        for at, form in enumerate(phrase.forms)
    ]
    every = [hits(index, match) for match in matches]
    shared = set(every[0]).intersection(*every[1:])
    if last:
        shared = _in_a_row(index, matches, shared)
    values = {document: min(hit[document] for hit in every) for document in shared}
    return Phrased(values, frozenset(form for match in matches for form in match.forms))


def _in_a_row(index: Index, matches: list[Match], documents: set[int]) -> set[int]:
    places = [_places(index, match, documents) for match in matches]
    found = set()
    for document in documents:
        ends = set(places[0][document])
        for following in places[1:]:
            ends = {place for place in following[document] if (place - 1) & _TOP in ends}
        if ends:
            found.add(document)
    return found


def _places(index: Index, match: Match, documents: Collection[int]) -> dict[int, list[int]]:
    """Give where a match stands in some documents."""
    found = defaultdict[int, list[int]](list)
    for number, unit in match.units:
        bucket = index.bucket(number)
        for ordinal, (document, _) in enumerate(bucket.hits(unit) if bucket else ()):
            if document in documents and bucket:
                found[document] += _positions(index, bucket, unit, ordinal)
    return found


def _positions(index: Index, bucket: Bucket, unit: int, ordinal: int) -> Sequence[int]:
    """Give the positions of one posting of a unit."""
    name, postings, place = bucket.place(unit, ordinal)
    starts, positions = index.positions(name, postings)
    return positions[starts[place] : starts[place + 1]]
