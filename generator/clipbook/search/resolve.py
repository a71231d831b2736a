"""From a word of a query to units of the index, and from these to documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clipbook.search.bucket import Bucket
from clipbook.search.nearest import nearest, shared_start
from clipbook.search.reader import Index
from clipbook.search.syntax import Ask
from clipbook.search.tokens import SHORTEST_MISSPELT, has_digit, is_unspaced

VALUES = (6, 10, 13, 18)
"""What a posting of each level counts; half of it where a longer or another form was taken."""
MOST = 18
"""What a word counts in a document at most."""

MOST_LONGER, MOST_OTHERS = 48, 12
"""How many word forms stand in for an unfinished word, and for one that is nowhere."""

Unit = tuple[int, int]
"""The number of a bucket, and that of a unit in it."""


@dataclass(slots=True)
class Match:
    """What one word led to."""

    form: str
    units: dict[Unit, int] = field(default_factory=dict)
    """Each with 0 where it counts whole, with 1 where it counts half."""
    forms: set[str] = field(default_factory=set)
    """Word forms to mark."""
    others: list[str] = field(default_factory=list)
    """Words that stand in for one that is nowhere."""


def resolve_all(index: Index, asks: Iterable[Ask], *, exactly: bool = False) -> list[Match]:
    """Find what words lead to; `exactly`: what is to be left out is never guessed."""
    return [match for ask in asks for match in _resolve(index, ask, exactly)]


def _resolve(index: Index, ask: Ask, exactly: bool) -> list[Match]:
    match = literal(index, ask.form, is_open=ask.open)
    _take_kin(index, match, index.holding(ask.form), [ask.form])
    if match.units or index.bucket(index.holding(ask.form)) is None:
        return [match]
    if ask.instead:
        return resolve_all(index, map(Ask, ask.instead), exactly=exactly)
    if not exactly:
        _guess(index, match, is_open=ask.open)
    return [match]


def literal(index: Index, form: str, *, is_open: bool = False) -> Match:
    """Find a form itself, and where it is open those that begin so."""
    match, number = Match(form), index.holding(form)
    _take(index, match, number, [form], half=0)
    if is_open:
        following = [number + 1] if index.goes_on(number, form) else []
        most = None if is_unspaced(form) else MOST_LONGER
        for each in (number, *following):
            _take(index, match, each, _longer(index.bucket(each), form)[:most], half=1)
    return match


def _take(index: Index, match: Match, number: int, forms: Iterable[str], *, half: int) -> None:
    bucket = index.bucket(number)
    for form in forms if bucket else ():
        for unit in bucket.units_of(form):  # type: ignore[union-attr]
            _add(match, bucket, (number, unit), half)  # type: ignore[arg-type]


def _add(match: Match, bucket: Bucket, unit: Unit, half: int) -> None:
    match.forms.add(bucket.form_of[unit[1]])
    match.units.setdefault(unit, half)


def _take_kin(index: Index, match: Match, number: int, forms: Sequence[str]) -> None:
    """Take the other forms of the classes of some forms, wherever they stand."""
    bucket = index.bucket(number)
    if bucket is None:
        return
    classes = {bucket.classes[unit] for form in forms for unit in bucket.units_of(form)}
    _take_classes(match, number, bucket, classes)
    for own in sorted(classes):
        for form, place in bucket.far.get(own, ()):
            there = index.holding(form)
            other = index.bucket(there)
            if other is not None:
                _take_classes(match, there, other, {other.classes[other.units_of(form)[place]]})


def _take_classes(match: Match, number: int, bucket: Bucket, classes: set[int]) -> None:
    for own in classes:
        for unit in bucket.kin[own]:
            _add(match, bucket, (number, unit), 1)


def _guess(index: Index, match: Match, *, is_open: bool) -> None:
    """Take the words nearest to one that is nowhere; else those that share its beginning."""
    form = match.form
    if has_digit(form) or is_unspaced(form):
        return
    if not is_open and len(form) >= SHORTEST_MISSPELT:
        match.others = nearest(index, form)
    if not match.others:
        match.others = _alike(index.bucket(index.holding(form)), form)
    for other in match.others:
        number = index.holding(other)
        _take(index, match, number, [other], half=1)
        _take_kin(index, match, number, [other])


def _alike(bucket: Bucket | None, form: str) -> list[str]:
    """Give the words that share the longest beginning with one that is nowhere."""
    if bucket is None:
        return []
    at = bucket.find(form)
    neighbours = bucket.forms[max(at - 1, 0) : at + 1]
    shared = max((shared_start(form, other) for other in neighbours), default=0)
    whole = shared == len(form) > 1
    alike = shared >= SHORTEST_MISSPELT and 3 * shared >= 2 * len(form)
    return _longer(bucket, form[:shared])[:MOST_OTHERS] if whole or alike else []


def _longer(bucket: Bucket | None, beginning: str) -> list[str]:
    """Give the forms of a bucket that begin so, the shortest first."""
    if bucket is None:
        return []
    return sorted((bucket.forms[at] for at in bucket.starting(beginning)), key=len)


def hits(index: Index, match: Match) -> Mapping[int, int]:
    """Give the documents of a match, each with what it counts there."""
    found: dict[int, int] = {}
    for (number, unit), half in match.units.items():
        bucket = index.bucket(number)
        for document, level in bucket.hits(unit) if bucket else ():
            found[document] = min(MOST, found.get(document, 0) + (VALUES[level] >> half))
    return found
