"""The index as files, and the manifest that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from typing import Any

from clipbook.edition import Edition
from clipbook.search import MANIFEST, cards, copies, documents, merging, spelling, suggested
from clipbook.search.card import BLOCK
from clipbook.search.columns import BLOCK as KEYS
from clipbook.search.columns import Columns
from clipbook.search.runs import Run, Runs
from clipbook.search.segments import Segments
from clipbook.search.series import FORMAT, File, Series, compact


class Index:
    """Writes the index of an edition, series by series."""

    def __init__(self, edition: Edition, there: Container[str] = ()) -> None:
        """Take the edition, and the paths of files that are there already."""
        self._edition, self._there = edition, there
        self._manifest: dict[str, Any] = {"format": FORMAT}
        self._more: dict[str, Any] = {}

    def files(self, runs: Runs) -> Iterator[File]:
        """Give every file, the manifest last."""
        entries = documents.entries(self._edition)
        found = runs.of(self._edition, entries)
        yield from self._facts(found, [entry.date for entry in entries])
        yield from self._terms(found, Segments.open(runs.folder, runs.version, self._there))
        more = self._series("more")
        yield more.file(compact(self._more))
        self._list(more, self._manifest)
        yield MANIFEST, compact(self._manifest) + b"\n"

    def _facts(self, runs: Sequence[Run], dates: Sequence[str]) -> Iterator[File]:
        """Give what the index holds of documents beside their words."""
        columns, shown = Columns(), self._series("cards")
        names = Counter[str]()
        texts, held = list[bytes](), list[str]()
        for facts in (run.facts() for run in runs):
            names.update(name for own in facts.names for name in own)
            texts += facts.texts
            for keys in facts.keys:
                columns.add(keys)
            held += facts.cards
            while len(held) >= BLOCK:
                yield shown.file(cards.block(held[:BLOCK]))
                held = held[BLOCK:]
        if held:
            yield shown.file(cards.block(held))
        undated = dates.count("")
        self._manifest |= {"documents": len(dates), "undated": undated}
        self._list(shown, self._manifest, block=BLOCK)
        yield from self._columns(columns)
        yield from self._copies(copies.origins(texts, undated))
        yield from self._days(dates[undated:])
        yield from self._names(names)

    def _columns(self, columns: Columns) -> Iterator[File]:
        series, blocks = self._series("columns"), self._series("labels")
        yield from columns.files(documents.labels(self._edition), series, blocks)
        self._manifest["facets"] = columns.facets
        self._list(series, self._manifest)
        self._list(blocks, self._manifest, block=KEYS)

    def _copies(self, found: dict[int, int]) -> Iterator[File]:
        series = self._series("copies")
        if found:
            yield series.file(copies.encoded(found))
        self._list(series, self._manifest)

    def _days(self, dates: Sequence[str]) -> Iterator[File]:
        series = self._series("days")
        yield series.file(compact([[date, len([*own])] for date, own in groupby(dates)]))
        self._list(series, self._manifest)

    def _names(self, names: Counter[str]) -> Iterator[File]:
        series, starts = self._series("names"), list[str]()
        yield from suggested.files(suggested.offers(self._edition, names), series, starts)
        self._list(series, self._more, starts=starts)

    def _terms(self, runs: Sequence[Run], segments: Segments) -> Iterator[File]:
        for segment in merging.segments(runs, self._manifest["documents"]):
            yield from segments.files(segment)
        for name, listed in (("terms", self._manifest), ("spelling", self._more)):
            self._list(segments.series[name], listed, starts=segments.starts[name])
        series, starts = self._series("endings"), list[str]()
        yield from spelling.endings(segments.lines, series, starts)
        self._list(series, self._more, starts=starts)
        segments.save()

    def _series(self, name: str) -> Series:
        return Series(name, self._there)

    def _list(self, series: Series, listed: dict[str, Any], **said: object) -> None:
        listed[series.name] = {**said, "hashes": series.listed}
