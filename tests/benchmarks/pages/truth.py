"""Pages with what a person says that they hold: a folder with a `truth.json`.

`truth.json` is a list of objects, one for each page. What is absent or null is not judged:

- `file`: the page, relative to the folder.
- `url`: where it was found.
- `publisher`: whose page it is; all pages of one publisher fall into the same half.
- `title`: the headline.
- `authors`: the names of those who wrote it; an empty list says that the page names none.
- `date`: the day of publication, `2026-05-06`.
- `text`: the article's whole text; or, in its place,
- `with` and `without`: phrases that its text holds, and phrases beside it that it must not hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HALVES = ("tune", "kept")


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the truth about it."""

    file: Path
    url: str | None
    publisher: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = None
    text: str | None = None
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def half(self) -> str:
        """The half it falls into, by its publisher's name alone."""
        digest = hashlib.sha256(self.publisher.encode()).hexdigest()
        return HALVES[int(digest, 16) % 2]


def read(folder: Path, half: str) -> Iterator[Page]:
    """Give the pages of one half, or of both (`all`)."""
    for row in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        page = _page(folder, row)
        if half in {"all", page.half}:
            yield page


def _page(folder: Path, row: dict[str, Any]) -> Page:
    authors = row.get("authors")
    return Page(
        file=folder / row["file"],
        url=row.get("url"),
        publisher=row.get("publisher") or "",
        title=row.get("title"),
        authors=None if authors is None else tuple(authors),
        date=row.get("date"),
        text=row.get("text"),
        inside=tuple(row.get("with", ())),
        outside=tuple(row.get("without", ())),
    )
