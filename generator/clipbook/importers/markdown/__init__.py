"""Markdown with front matter: articles of an archive, and pages of Hugo, Jekyll and Zettlr."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from clipbook.importers.decode import MAX_BYTES, decode
from clipbook.importers.importer import Importer
from clipbook.importers.markdown import own, pages
from clipbook.importers.markdown.header import Page, page_of
from clipbook.importers.record import Item, Remark
from clipbook.importers.source import Source
from clipbook.model.article import ArticleEntry
from clipbook.store.strict_yaml import Document
from clipbook.store.validate import validate

_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n(?s:.*?)^[\"']?[A-Za-z_]\w*[\"']?[ \t]*:"
    rb"|\+\+\+[ \t]*\r?\n(?s:.*?)^[ \t]*[\"']?[A-Za-z_]\w*[\"']?[ \t]*=)",
    re.MULTILINE,
)
_SECTION = re.compile(r"_index(?:\.[\w-]+)?\.(?:md|markdown)", re.IGNORECASE)
"""Hugo's name for what stands above a list of pages."""
_ENDINGS = frozenset({".md", ".markdown"})
_OURS = {"captured", "via", "kind", "story", "takeaways", "syndicated_from", "inferred"}
"""Fields by which an article of an archive made with Clipbook is known, faulty or not."""


def _items(source: Source) -> Iterator[Item]:
    found = decode(source.read(MAX_BYTES))
    page = found if isinstance(found, Remark) else page_of(found[0], source.name)
    if isinstance(page, Remark):
        yield replace(page, refuses=True)
        return
    encoding = found[1] if not isinstance(found, Remark) else None
    if encoding:
        said = f"the file is not UTF-8; it was read as {encoding}"
        fix = "Look at the accents and quotes on the page; save the file as UTF-8 if wrong."
        yield Remark(0, "guessed-encoding", said, fix)
    yield from _of(page, source)


def _of(page: Page, source: Source) -> Iterator[Item]:
    if _SECTION.fullmatch(PurePath(source.name).name):
        said = "it is a section's own page in Hugo, a list of others, and was passed over"
        yield Remark(0, "list-page", said, "Import the pages beside it.")
        return
    if pages.is_draft(page.fields):
        line = page.line("draft") or page.line("published")
        fix = "Remove the line where it is to come in."
        yield Remark(line, "draft-page", "it is marked as a draft", fix, refuses=True)
        return
    entry, problems = validate(ArticleEntry, Document(page.fields, page.lines, ()), source.name)
    if entry:
        yield own.record(entry, page.body, source.path)
    elif _OURS & page.fields.keys():
        for problem in problems:
            yield Remark(problem.line, problem.code, problem.message, problem.fix, refuses=True)
    else:
        yield from pages.items(page, PurePath(source.name).name)


def _accepts(source: Source) -> bool:
    return source.suffix in _ENDINGS or bool(_HEADER.match(source.head))


IMPORTER = Importer("markdown", ".md", _accepts, _items, _ENDINGS)
