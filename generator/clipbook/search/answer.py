"""An answer as a command gives it: the first results, as plain values or as lines to read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import click

from clipbook.search.asked_fields import DATES
from clipbook.search.card import Card
from clipbook.search.query import Results, Sort, query
from clipbook.search.reader import Index

PAGE = 10
"""Results that are shown, as on a page of the search."""

SORTS: dict[str, Sort] = {"best": "", "date": "date", "oldest": "oldest"}

_INFERRED = {"t": "title", "o": "outlet", "d": "date"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    text: str
    sort: Sort = ""
    limit: int = PAGE


@dataclass(frozen=True)
class Answer:
    """The results of a query, of which the first are shown."""

    index: Index
    base: str
    """What addresses are relative to."""
    wanted: Wanted
    results: Results

    @classmethod
    def to(cls, wanted: Wanted, index: Index, base: str) -> Answer:
        """Ask an index."""
        return cls(index, base, wanted, query(index, wanted.text, sort=wanted.sort))

    @property
    def shown(self) -> list[int]:
        """The documents that are shown."""
        return self.results.documents[: self.wanted.limit]

    def show(self, form: str) -> None:
        """Print it as `text` or as `json`; what is to be said of it goes beside it."""
        if form == "json":
            click.echo(json.dumps(self.plain(), ensure_ascii=False, indent=2))
            return
        for note in self.notes():
            click.echo(note, err=True)
        for line in self.lines():
            click.echo(line)
        click.echo(self.summary(), err=True)

    def plain(self) -> dict[str, Any]:
        """Give it as values that JSON has."""
        found = self.results
        return {
            "query": self.wanted.text,
            "total": found.total,
            "results": [self._result(number) for number in self.shown],
            "words": {"asked": found.asked, "held": found.held, "fewer": found.fewer},
            "instead": dict(found.others),
            "unknown": [{"field": name, "value": value} for name, value in found.unknown],
            "cut": found.cut,
            "facets": {name: _counted(values) for name, values in found.counts.items()},
        }

    def lines(self) -> Iterator[str]:
        """Give it as lines to read."""
        for place, number in enumerate(self.shown, 1):
            card = self._card(number)
            yield f"{place:>3}. {card.title}"
            yield f"     {card.outlet} · {card.date}"
            yield f"     {self.base}{card.address}"
            yield from ([f"     {card.text}"] if card.text else [])
            story = self._story(number)
            if story and story["more"]:
                yield f"     {story['more']} more in this story: story:{story['key']}"
            for copy in map(self._card, self.results.folded.get(number, ())):
                yield f"     copy: {copy.outlet} · {copy.date} · {self.base}{copy.address}"

    def notes(self) -> Iterator[str]:
        """Say what a reader would otherwise have to guess."""
        found = self.results
        for form, others in found.others:
            yield f"nothing holds {form}; searched instead for {', '.join(others)}"
        if found.held < found.asked and found.documents:
            yield f"nothing holds all {found.asked} words; these hold {found.held} of them"
        if found.fewer:
            yield f"{found.fewer} of these hold one word fewer, and stand last"
        for name, value in found.unknown:
            fault = "is no date such as 2026-05-01" if name in DATES else "is unknown"
            yield f"{name}:{value} {fault}"
        if found.cut:
            yield "the query is too long; its first 32 words were searched for"

    def summary(self) -> str:
        """Say how many results there are."""
        total, groups = self.results.total, len(self.results.documents)
        copies = f", {total - groups} of them copies" if groups < total else ""
        return f"{total} {'result' if total == 1 else 'results'}{copies}"

    def _card(self, number: int) -> Card:
        return self.index.cards([number])[0]

    def _result(self, number: int) -> dict[str, Any]:
        copies = [self._plain(copy) for copy in self.results.folded.get(number, ())]
        return {**self._plain(number), "story": self._story(number), "copies": copies}

    def _story(self, number: int) -> dict[str, Any] | None:
        """Give the story of a result, and how many further documents of it are results."""
        column = self.index.column("story")
        for code in column.codes[number]:
            more = self._by_story[code] - 1
            return {"key": column.keys[code], "title": column.labels[code], "more": more}
        return None

    @cached_property
    def _by_story(self) -> Counter[int]:
        codes, found = self.index.column("story").codes, self.results
        every = chain(found.documents, *found.folded.values())
        return Counter(code for number in every for code in codes[number])

    def _plain(self, number: int) -> dict[str, Any]:
        card = self._card(number)
        return {
            "title": card.title,
            "url": self.base + card.address,
            "outlet": card.outlet,
            "date": card.date,
            "lead": card.text,
            "language": card.lang,
            "inferred": [_INFERRED[letter] for letter in card.inferred],
        }


def _counted(values: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    return [{"key": key, "label": label, "count": count} for key, label, count in values if count]
