"""Press PDFs: their text, and no more than they say. Needs the extra `clipbook[pdf]`."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence

from clipbook.importers.importer import Importer
from clipbook.importers.pdf import layout, titles
from clipbook.importers.pdf.reading import Paper, paper_of
from clipbook.importers.record import Item, RefusedError, Remark
from clipbook.importers.said import Said
from clipbook.importers.source import Source
from clipbook.model.article import Kind

MOST = 100 * 1024 * 1024
"""Bytes of a PDF."""

_NAMED = 5


def _items(source: Source) -> Iterator[Item]:
    if importlib.util.find_spec("pypdf") is None:
        said = "PDFs are read with pypdf, which is not installed"
        raise RefusedError(0, "needs-extra", said, "Run: pip install 'clipbook[pdf]'")
    paper = paper_of(source.read(MOST))
    lines = layout.lines_of(paper.pages)
    if not any(lines):
        said = "it holds only pictures, and no text that could be read"
        fix = "Have its text recognised (OCR), and import it again."
        raise RefusedError(0, "pdf-without-text", said, fix)
    yield from _record(paper, lines, source.name)


def _record(paper: Paper, lines: list[list[str]], name: str) -> Iterator[Item]:
    said = Said()
    if titles.is_one(paper.title, name):
        said.words("title", layout.spelled_out(paper.title), "pdf title")
    else:
        said.words("title", titles.first_line(lines), "first line")
        said.inferred.add("title")
    said.language(paper.lang, "pdf /Lang")
    yield from said.remarks
    yield from _mixed(paper)
    empty = [number for number, page in enumerate(lines, 1) if not page]
    if empty:
        told = f"{len(empty)} of {len(lines)} pages hold no text that could be read: {_list(empty)}"
        yield Remark(0, "pdf-without-text", told, "Look whether they hold more than pictures.")
    made = said.record(Kind.ARTICLE, layout.markdown_of(lines))
    yield made


def _mixed(paper: Paper) -> Iterator[Remark]:
    if paper.mixed:
        told = f"lines of columns or of a table may be out of order on pages: {_list(paper.mixed)}"
        yield Remark(0, "pdf-columns", told, "Compare the text with the PDF.")


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_NAMED])) + (" …" if len(numbers) > _NAMED else "")


def _accepts(source: Source) -> bool:
    return b"%PDF-" in source.head[:1024]


IMPORTER = Importer("pdf", ".pdf", _accepts, _items, frozenset({".pdf"}))
