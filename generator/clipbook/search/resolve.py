"""From a word of a query to the documents that hold it, or a form of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clipbook.search.reader import Bucket, Part, Place, postings
from clipbook.search.syntax import Ask
from clipbook.search.tokens import has_digit, is_unspaced

VALUES = (6, 10, 13, 18)
"""What a posting of each level counts; half of it where a longer or another word was meant."""

MOST_LONGER, MOST_OTHERS = 48, 12
"""How many word forms stand in for an unfinished word, and for one that is nowhere."""
_SHORTEST_GUESS = 4


@dataclass(slots=True)
class Match:
    """What one word led to."""

    groups: dict[Place, bool] = field(default_factory=dict)
    """Each with whether it counts whole."""
    forms: set[str] = field(default_factory=set)
    """Word forms to mark."""
    others: list[str] = field(default_factory=list)
    """Words that stand in for one that is nowhere."""


def resolve(part: Part, ask: Ask) -> list[Match]:
    """Find a word's groups; a compound that is nowhere gives way to its parts."""
    number = part.holding(ask.form)
    bucket = part.bucket(number)
    if bucket is None:
        return [Match()]
    match = Match()
    at = bucket.find(ask.form)
    if at < len(bucket.forms) and bucket.forms[at] == ask.form:
        _take(match, bucket, [at], whole=True)
    if ask.open:
        _take_longer(part, match, number, ask.form)
    if not match.groups and ask.instead:
        return [found for word in ask.instead for found in resolve(part, Ask(word))]
    if not match.groups:
        _guess(match, bucket, ask.form)
    _mark(part, match)
    return [match]


def _take(match: Match, bucket: Bucket, positions: Iterable[int], *, whole: bool) -> None:
    for at in positions:
        match.forms.add(bucket.forms[at])
        for place in bucket.places[at]:
            match.groups.setdefault(place, whole)


def _take_longer(part: Part, match: Match, number: int, beginning: str) -> None:
    """Take the words that start so, in this bucket and, where they go on, in the next."""
    bucket = part.bucket(number)
    if bucket is None:
        return
    _take(match, bucket, _shortest(bucket, beginning)[:MOST_LONGER], whole=False)
    following = part.bucket(number + 1) if part.goes_on(number, beginning) else None
    if following is not None:
        _take(match, following, _shortest(following, beginning)[:MOST_LONGER], whole=False)


def _guess(match: Match, bucket: Bucket, form: str) -> None:
    """Take the words that share the longest beginning with one that is nowhere."""
    at = bucket.find(form)
    neighbours = bucket.forms[max(at - 1, 0) : at + 1]
    shared = max((_shared(form, other) for other in neighbours), default=0)
    whole = shared == len(form) > 1
    alike = shared >= _SHORTEST_GUESS and 3 * shared >= 2 * len(form)
    if has_digit(form) or is_unspaced(form) or not (whole or alike):
        return
    positions = _shortest(bucket, form[:shared])[:MOST_OTHERS]
    match.others = [bucket.forms[at] for at in positions]
    _take(match, bucket, positions, whole=False)


def _shortest(bucket: Bucket, beginning: str) -> list[int]:
    return sorted(bucket.starting(beginning), key=lambda at: len(bucket.forms[at]))


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _mark(part: Part, match: Match) -> None:
    """Add the word forms that lead to the same groups, as far as they stand in their buckets."""
    for number in sorted({place[0] for place in match.groups}):
        bucket = part.bucket(number)
        if bucket is not None:
            match.forms.update(
                form
                for form, places in zip(bucket.forms, bucket.places, strict=True)
                if any(place in match.groups for place in places)
            )


def hits(part: Part, match: Match) -> dict[int, int]:
    """Give the documents of a match, each with the best that one of its groups counts."""
    best: dict[int, int] = {}
    for (number, at), whole in match.groups.items():
        bucket = part.bucket(number)
        for document, level in postings(bucket.groups[at]) if bucket else ():
            value = VALUES[level] if whole else VALUES[level] // 2
            best[document] = max(value, best.get(document, 0))
    return best
