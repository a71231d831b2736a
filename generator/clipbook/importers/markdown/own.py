"""An article of an archive made with Clipbook, read off its own file."""

from __future__ import annotations

from pathlib import Path

from clipbook.importers.record import Found, RawRecord, RawSource
from clipbook.importers.said import sound
from clipbook.model.article import ArticleEntry
from clipbook.model.source import Source
from clipbook.store import reading
from clipbook.store.content import ARTICLES, OUTLETS

_SAME = (
    *("title", "date", "url", "archived_url", "syndicated_from", "authors", "lang", "story"),
    *("tags", "snippet", "takeaways", "usage", "embargoed"),
)
"""Fields that a record calls the same."""


def record(entry: ArticleEntry, body: str, path: Path | None) -> RawRecord:
    """Give an article as a record; its outlets by the names that the archive around it has."""
    names = _names(path)
    via, captured = entry.via, entry.captured
    said = {name: getattr(entry, name) for name in _SAME}
    outlet = names.get(entry.outlet or "", entry.outlet)
    return RawRecord(
        **said,
        kind=entry.kind,
        body=sound(body),
        outlet=outlet,
        via=via.name if via else None,
        via_date=via.date if via else None,
        via_handle=via.handle if via else None,
        via_url=via.url if via else None,
        sources=tuple(_source(source, names) for source in entry.sources),
        rights=entry.rights.value if entry.rights else None,
        is_stub=entry.text == "stub",
        is_abstract=entry.text == "abstract",
        inferred=frozenset(entry.inferred),
        captured_at=captured.at if captured else None,
        found=_found(entry),
    )


def _source(source: Source, names: dict[str, str]) -> RawSource:
    is_said = "outlet" not in source.inferred
    outlet = names.get(source.outlet or "", source.outlet) if is_said else None
    is_dated = source.date is not None and "date" not in source.inferred
    return RawSource(source.url, source.date, source.title, outlet, is_dated)


def _found(entry: ArticleEntry) -> dict[str, Found]:
    """Say where fields were read, with what other places said when the article was captured."""
    others: dict[str, list[tuple[str, str]]] = {}
    for alternate in (said for capture in entry.captures for said in capture.alternates):
        name, _, rest = alternate.partition(": ")
        where, _, value = rest.partition(": ")
        others.setdefault(name, []).append((where, value))
    there = entry.model_fields_set | others.keys()
    return {name: Found("front matter", tuple(others.get(name, ()))) for name in sorted(there)}


def _names(path: Path | None) -> dict[str, str]:
    """Give the names of outlets by their keys, from the archive that a file lies in."""
    for folder in path.resolve().parents if path else ():
        book = folder.parent / OUTLETS
        if folder.name == ARTICLES and book.is_file():
            sound_ones = reading.outlets(book.read_bytes(), str(book)).sound
            return {key: outlet.name for key, outlet in sound_ones.items()}
    return {}
