"""An entry of the catalogue: all that is remembered of one file of the content."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from clipbook import markup
from clipbook.copies.shingles import sketch
from clipbook.model.article import Article
from clipbook.model.columns import Cited, Row, row_of
from clipbook.problems import Problem, Severity
from clipbook.store import freeze, reading
from clipbook.store.packs import PackWriter, Place
from clipbook.store.scan import Stamp

_HASH_BYTES = 16
"""Bytes of the hash that names a file's content."""


Plain = tuple[Any, ...]
"""A value as `marshal` keeps it."""

STAMP, DIGEST, SAID, ROW, FACTS, RECORD, WORDS, STORY = range(1, 9)
"""Where things stand in a plain entry."""


class Facts(NamedTuple):
    """Facts of an article that no page shows, but checks look at."""

    draft: bool
    captures: str
    """SHA-256 of all that it was captured from, with spaces between."""
    shows: str
    """`captured`, `stub`, `abstract`, or nothing where there is no text."""
    rights: str
    gaps: tuple[int, ...]
    """Places in `inferred` of fields that are not recorded."""
    embargo: str
    """Until when it must not be published; empty where nothing is said. Such are drafts."""


class Entry(NamedTuple):
    """One file: `None` where it holds nothing sound."""

    file: str
    """Its path relative to the archive's folder."""
    stamp: Stamp
    digest: bytes
    problems: tuple[Problem, ...]
    row: Row | None = None
    """Of an article."""
    facts: Facts | None = None
    """Of an article."""
    record: Place | None = None
    """Of an article, frozen, with the sketch of its text, by which copies are found."""
    words: Place | None = None
    story: freeze.Frozen | None = None
    """Of a story, whole."""


def digest_of(data: bytes) -> bytes:
    """Name the content of a file."""
    return blake2b(data, digest_size=_HASH_BYTES).digest()


def of_article(data: bytes, file: str, inside: str, stamp: Stamp, pack: PackWriter) -> Entry:
    """Read an article; what pages need of it goes into the pack."""
    article, problems = reading.article(data, file, PurePosixPath(inside))
    start = Entry(file, stamp, digest_of(data), tuple(problems))
    if article is None:
        return start
    read = markup.read(article.body, article.snippet)
    record = pack.add((freeze.article(article), sketch(article.outlet_words(read.text))))
    words = pack.add(tuple(read))
    return start._replace(row=row_of(article), facts=_facts(article), record=record, words=words)


def of_story(data: bytes, file: str, inside: str, stamp: Stamp) -> Entry:
    """Read a story."""
    story, problems = reading.story(data, file, PurePosixPath(inside))
    start = Entry(file, stamp, digest_of(data), tuple(problems))
    return start._replace(story=freeze.story(story)) if story else start


def unreadable(file: str, stamp: Stamp, error: OSError) -> Entry:
    """Stand for a file that cannot be read; it is tried again every time."""
    said = (error.strerror or "it cannot be read").lower()
    problem = Problem(file, 0, "unreadable-file", said, "Check the name and the permissions.")
    return Entry(file, stamp, b"", (problem,))


def plain(entry: Entry) -> Plain:
    """Give an entry as values that `marshal` keeps: plain tuples all the way down."""
    row = entry.row
    return (
        entry.file,
        tuple(entry.stamp),
        entry.digest,
        plain_problems(entry.problems),
        tuple(row._replace(sources=tuple(map(tuple, row.sources)))) if row else None,  # type: ignore[arg-type]
        tuple(entry.facts) if entry.facts else None,
        tuple(entry.record) if entry.record else None,
        tuple(entry.words) if entry.words else None,
        entry.story,
    )


def from_plain(kept: Plain) -> Entry:
    """Make the entry of what `plain` gave."""
    file, stamp, digest, said, row, facts, record, words, story = kept
    return Entry(
        file,
        Stamp._make(stamp),
        digest,
        problems_of(said),
        _row(row) if row else None,
        Facts._make(facts) if facts else None,
        Place._make(record) if record else None,
        Place._make(words) if words else None,
        story,
    )


def _row(kept: Plain) -> Row:
    row = Row._make(kept)
    return row._replace(sources=tuple(map(Cited._make, row.sources)))


def plain_problems(problems: tuple[Problem, ...]) -> Plain:
    """Give problems as plain values."""
    return tuple((*_fields(problem)[:-1], problem.severity.value) for problem in problems)


def problems_of(said: Plain) -> tuple[Problem, ...]:
    """Make problems of their plain values."""
    return tuple(
        Problem(file, line, code, message, fix, Severity(severity))
        for file, line, code, message, fix, severity in said
    )


def _facts(article: Article) -> Facts:
    gaps = tuple(n for n, name in enumerate(article.inferred) if not getattr(article, name))
    captures = " ".join(capture.sha256 for capture in article.captures if capture.sha256)
    shows = article.text if article.body else ""
    rights = article.rights.value if article.rights else ""
    embargo = f"{article.embargoed:%Y-%m-%dT%H:%M:%SZ}" if article.embargoed else ""
    return Facts(article.draft or bool(embargo), captures, shows, rights, gaps, embargo)


def _fields(problem: Problem) -> tuple[Any, ...]:
    return (
        problem.file,
        problem.line,
        problem.code,
        problem.message,
        problem.fix,
        problem.severity,
    )
