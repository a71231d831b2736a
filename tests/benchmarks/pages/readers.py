"""What is measured: ours, and two others where they are installed."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.pages.truth import Page


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of a page, with the CPU seconds it took."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    text: str = ""
    seconds: float = 0.0


Reader = Callable[[bytes, str | None], Answer]


def _ours(html: bytes, url: str | None) -> Answer:
    from clipbook.importers.page import record_of  # noqa: PLC0415 - others are measured without it
    from clipbook.importers.record import RefusedError  # noqa: PLC0415

    start = time.process_time()
    try:
        record = record_of(html, url, None)
    except RefusedError:
        return Answer(seconds=time.process_time() - start)
    seconds = time.process_time() - start
    return Answer(
        record.title,
        record.authors,
        str(record.date) if record.date else "",
        _plain(record.body),
        seconds,
    )


def _plain(body: str) -> str:
    from clipbook import markup  # noqa: PLC0415

    return markup.plain(markup.render(body))


def _trafilatura(html: bytes, url: str | None) -> Answer:
    import trafilatura  # noqa: PLC0415

    start = time.process_time()
    found: Any = trafilatura.bare_extraction(
        html, url=url, with_metadata=True, include_comments=False
    )
    seconds = time.process_time() - start
    if found is None:
        return Answer(seconds=seconds)
    authors = tuple((found.author or "").split("; ")) if found.author else ()
    return Answer(found.title or "", authors, found.date or "", found.text or "", seconds)


def _newspaper(html: bytes, url: str | None) -> Answer:
    import newspaper  # noqa: PLC0415

    start = time.process_time()
    article = newspaper.Article(url or "https://example.org/")
    try:
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
    except (newspaper.ArticleException, ValueError, TypeError, AttributeError, ImportError):
        return Answer(seconds=time.process_time() - start)
    date = article.publish_date
    return Answer(
        article.title or "",
        tuple(article.authors),
        date.strftime("%Y-%m-%d") if date else "",
        article.text or "",
        time.process_time() - start,
    )


_ALL: dict[str, tuple[str, Reader]] = {
    "ours": ("clipbook", _ours),
    "trafilatura": ("trafilatura", _trafilatura),
    "newspaper4k": ("newspaper", _newspaper),
}


def installed() -> dict[str, Reader]:
    """Give the readers that can be run here, by name."""
    return {
        name: reader
        for name, (module, reader) in _ALL.items()
        if importlib.util.find_spec(module) is not None
    }


def ask(reader: Reader, page: Page) -> Answer:
    """Have a reader read a page."""
    return reader(page.file.read_bytes(), page.url)
