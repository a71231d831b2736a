"""Buckets of terms: word forms in sorted order, and the postings that they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clipbook.search.numbers import write
from clipbook.search.postings import Postings

BUCKET_BYTES = 16_000
"""A bucket closes when it holds as much."""

LONGEST_SHARED = 35
SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"
"""How many characters a form shares with the one before it, as one digit."""

NEW, FAR = 0, 1
"""References to a group: the next of this bucket; one of an earlier bucket; else steps back."""


def order(form: str) -> bytes:
    """Sort as JavaScript compares strings: by UTF-16 code units."""
    return form.encode("utf-16-be")


@dataclass(slots=True)
class Bucket:
    """Forms from `first` up to the next bucket's, and the groups that first occur among them."""

    number: int
    first: str
    """Short, above every form of the bucket before, and not above any of this one."""
    forms: list[str] = field(default_factory=list)
    references: bytearray = field(default_factory=bytearray)
    groups: list[bytearray] = field(default_factory=list)
    size: int = 0

    def encoded(self) -> bytes:
        """Give the bytes that FORMAT.md describes."""
        text = _front_coded(self.forms).encode()
        lengths = b"".join(write(len(group)) for group in self.groups)
        return b"".join(
            [
                write(len(text)),
                text,
                write(len(self.references)),
                self.references,
                write(len(self.groups)),
                lengths,
                *self.groups,
            ]
        )


def buckets(postings: Postings) -> Iterator[Bucket]:
    """Give all buckets, every form in one of them and every group in the first that names it."""
    places: dict[int, tuple[int, int]] = {}
    bucket: Bucket | None = None
    for form in sorted(postings.forms, key=order):
        if bucket is None:
            bucket = Bucket(0, "")
        elif bucket.size >= BUCKET_BYTES:
            yield bucket
            bucket = Bucket(bucket.number + 1, _shortest_above(bucket.forms[-1], form))
        _put(bucket, form, sorted(postings.forms[form]), places, postings.lists)
    if bucket is not None:
        yield bucket


def _put(
    bucket: Bucket,
    form: str,
    groups: list[int],
    places: dict[int, tuple[int, int]],
    lists: list[bytearray],
) -> None:
    bucket.forms.append(form)
    bucket.size += len(form)
    for group in groups:
        more = group != groups[-1]
        place = places.get(group)
        if place is None:
            places[group] = (bucket.number, len(bucket.groups))
            bucket.groups.append(lists[group])
            bucket.size += len(lists[group])
            bucket.references += write(NEW << 1 | more)
        elif place[0] == bucket.number:
            bucket.references += write((len(bucket.groups) - place[1] + 1) << 1 | more)
        else:
            bucket.references += write(FAR << 1 | more) + write(place[0]) + write(place[1])


def _shortest_above(last: str, first: str) -> str:
    """Give the shortest beginning of `first` that sorts above `last`."""
    return next(first[:n] for n in range(1, len(first) + 1) if order(first[:n]) > order(last))


def _front_coded(forms: list[str]) -> str:
    coded, before = [], ""
    for form in forms:
        shared = _shared(before, form)
        coded.append(SHARED[shared] + form[shared:])
        before = form
    return "\n".join(coded)


def _shared(one: str, other: str) -> int:
    """Count shared characters, up to the first that JavaScript counts as two."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a > "\uffff" or count == LONGEST_SHARED:
            break
        count += 1
    return count
