"""What the articles of a great archive say, as numbers, kept in the cache from import to import.

It may be deleted at any time: what is made of the content alone is the same. What an article said
that is gone, or says otherwise now, leaves the files when they are next written.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import compress
from typing import Any

import numpy as np

from clipbook.curation import proposing
from clipbook.errors import ClipbookError
from clipbook.grouping.postings import Segment, joined, read, taken
from clipbook.grouping.terms import Said, words_read
from clipbook.grouping.weights import default
from clipbook.store import cache
from clipbook.store.content import Content

_BASE, _SINCE = "grouped", "grouped-since"
_FEW = 20
"""Articles that are kept apart from the others: one in so many, at most."""
_NOTHING = Said(np.zeros(0, np.int32), np.zeros(1, np.int64))


@dataclass(slots=True)
class KeptWords:
    """Articles in the order in which they came, those that came since the large file last."""

    name: int = 0
    """Of the large file, for the small one to say what it belongs to."""
    most: int = 0
    """Words that were read of each text."""
    usual: str = ""
    """The language that was taken for what tells none."""
    base: Segment = field(default_factory=lambda: Segment.of(_NOTHING))
    since: Segment = field(default_factory=lambda: Segment.of(_NOTHING))
    ids: list[str] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    """What tells each article from what was in its file before."""
    tongues: list[str] = field(default_factory=list)
    """The language that each told."""
    cuts: dict[bytes, tuple[float, float, float]] = field(default_factory=dict)
    """The default cut, and what days and outlets count, by what these were sought in."""


def up_to_date(content: Content, rows: Sequence[int]) -> KeptWords:
    """Give what these rows of the holdings say; what has not changed is not read again."""
    kept = _load(content)
    most = words_read(1 << max(0, len(rows) - 1).bit_length(), default())
    if kept.most != most:
        kept = KeptWords(most=most, usual=kept.usual)
    changed = _renew(kept, content, rows)
    usual = _usual(kept.tongues)
    if usual != kept.usual:
        kept = KeptWords(most=most, usual=usual)
        changed = _renew(kept, content, rows)
    if changed:
        _save(kept, content)
    return kept


def _usual(tongues: Sequence[str]) -> str:
    counted = Counter(tongues)
    del counted[""]
    return min(counted, key=lambda tongue: (-counted[tongue], tongue), default="")


def _renew(kept: KeptWords, content: Content, rows: Sequence[int]) -> bool:
    """Read what is new or has changed, and drop what is gone; says whether anything was."""
    holdings = content.articles.holdings
    place_of = {ident: place for place, ident in enumerate(kept.ids)}
    here, fresh, marks = np.zeros(len(kept.ids), dtype=bool), [], []
    for row in rows:
        place, mark = place_of.get(holdings.columns.ids[row]), holdings.digest(row)
        if place is not None and kept.marks[place] == mark:
            here[place] = True
        else:
            fresh.append(row)
            marks.append(mark)
    if not fresh and here.all():
        return False
    said, tongues = read(proposing.pieces(content, rows=fresh), kept.most, kept.usual)
    ids = [holdings.columns.ids[row] for row in fresh]
    new = []
    whole = joined([kept.base.said, kept.since.said])
    for at, ident in enumerate(ids):
        place = place_of.get(ident)
        if (
            place is not None
            and _same(whole, place, said, at)
            and kept.tongues[place] == tongues[at]
        ):
            here[place], kept.marks[place] = True, marks[at]
        else:
            new.append(at)
    _put(kept, here, taken(said, np.array(new, dtype=np.int64)))
    kept.ids = [*compress(kept.ids, here), *(ids[at] for at in new)]
    kept.marks = [*compress(kept.marks, here), *(marks[at] for at in new)]
    kept.tongues = [*compress(kept.tongues, here), *(tongues[at] for at in new)]
    return True


def _same(one: Said, at: int, other: Said, place: int) -> bool:
    """Say whether an article of each says the same, part by part."""
    first, second = (said.starts[3 * n : 3 * n + 4] for said, n in ((one, at), (other, place)))
    if not np.array_equal(np.diff(first), np.diff(second)):
        return False
    words = one.numbers[first[0] : first[-1]], other.numbers[second[0] : second[-1]]
    return np.array_equal(*words)


def _put(kept: KeptWords, here: np.ndarray[Any, Any], new: Said) -> None:
    """Have those that are still here, and new ones behind them."""
    large = kept.base.count
    stays, later = np.flatnonzero(here[:large]), np.flatnonzero(here[large:])
    since = [taken(kept.since.said, later), new]
    count = len(later) + len(new.starts) // 3
    if len(stays) == large and count * _FEW <= large:
        kept.since = Segment.of(joined(since))
        return
    kept.base = Segment.of(joined([taken(kept.base.said, stays), *since]))
    kept.since, kept.name = Segment.of(_NOTHING), time.time_ns()


def cut_key(said: Said, days: np.ndarray[Any, Any], outlets: Sequence[str]) -> bytes:
    """Name what the default cut is sought in."""
    parts = (part.tobytes() for part in (said.numbers, said.starts, days))
    return blake2b(b"".join(parts) + repr(outlets).encode(), digest_size=16).digest()


def remember(
    kept: KeptWords, content: Content, key: bytes, found: tuple[float, float, float]
) -> None:
    """Keep what was sought, and nothing else that was."""
    kept.cuts = {key: found}
    _save(kept, content)


def forget(content: Content) -> None:
    """Remove what is kept: it is of no use to an archive that has become small."""
    with suppress(OSError):
        for name in (_BASE, _SINCE):
            (content.desk.folder / name).unlink(missing_ok=True)


def _load(content: Content) -> KeptWords:
    folder, version = content.desk.folder, content.desk.version
    since = cache.load(folder / _SINCE, version)
    base = cache.load(folder / _BASE, version) if since else None
    if not since or not base or since["name"] != base["name"]:
        return KeptWords()
    plain = {name: since[name] for name in _SMALL}
    return KeptWords(
        base=Segment.from_plain(base["words"]), since=Segment.from_plain(since["words"]), **plain
    )


_SMALL = ("name", "most", "usual", "ids", "marks", "tongues", "cuts")


def _save(kept: KeptWords, content: Content) -> None:
    """Keep it; the large file only where it has changed."""
    folder, version = content.desk.folder, content.desk.version
    with suppress(ClipbookError):
        known = cache.load(folder / _SINCE, version)
        if not known or known["name"] != kept.name or not (folder / _BASE).exists():
            cache.save(folder / _BASE, version, {"name": kept.name, "words": kept.base.plain()})
        small = {name: getattr(kept, name) for name in _SMALL}
        cache.save(folder / _SINCE, version, {**small, "words": kept.since.plain()})
