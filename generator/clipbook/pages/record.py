"""The record of an article: every fact that is known of it, and which ones are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.model.article import Article, Capture, Kind
from clipbook.model.dates import PartialDate
from clipbook.model.fields import address_fault
from clipbook.model.source import host_of
from clipbook.pages import codes, dating
from clipbook.pages.cards import Card
from clipbook.pages.wording import length, number

KIND_LABEL = {
    Kind.ARTICLE: "Article",
    Kind.SNIPPET: "Snippet",
    Kind.ANALYSIS: "Analysis",
    Kind.BRIEFING: "Briefing",
    Kind.PRESS_RELEASE: "Press release",
}

_SHORT_HASH = 12
_WHAT_IT_IS = {"captured": "", "abstract": " (own abstract)", "stub": " (the beginning alone)"}

MOST_ALTERNATES = 12
"""Rows of what other places said; a page of a hundred of them would hold nothing else."""

_ALTERNATE = re.compile(r"(title|outlet|date|url|authors|lang|archived_url): (.+?): (.+)")
_NOUNS = {
    "title": "headline", "outlet": "outlet", "date": "date", "url": "address", "authors": "byline",
    "lang": "language", "archived_url": "archived copy",
}  # fmt: skip


def facts(edition: Edition, article: Article) -> list[Card]:
    """Give the rows of the record in their order; a row without text is a gap.

    The record is facts, whatever the rights say of the words.
    """
    return [
        *_published(edition, article),
        *_authors(article),
        *_found(article),
        *_held(edition, article),
    ]


def _published(edition: Edition, article: Article) -> Iterator[Card]:
    outlet = edition.archive.outlet_of(article)
    concluded = article.inferred
    path = edition.site.addresses.of(f"outlets/{outlet.key}") if outlet else ""
    name = outlet.name if outlet else ""
    yield _fact("Outlet", name, inferred="outlet" in concluded, path=path)
    yield _date(article)
    yield _link("Original", article.url, inferred="url" in concluded)
    if article.archived_url:
        yield _link("Archived copy", article.archived_url)
    if article.syndicated_from:
        yield _link("Syndicated from", article.syndicated_from)


def _authors(article: Article) -> Iterator[Card]:
    label = "Bylines" if len(article.authors) > 1 else "Byline"
    yield _fact(label, ", ".join(article.authors), inferred="authors" in article.inferred)


def _date(article: Article) -> Card:
    """Give the date; one that is an aggregator's listing date says so."""
    if article.date is None:
        after = str(dating.of_article(article)["after"])
        return _fact("Published", after[:1].upper() + after[1:], inferred=True)
    text = article.date.long
    if article.via and article.via.date == article.date:
        text = f"{text}, as listed by {article.via.name}"
    return _fact("Published", text, inferred="date" in article.inferred)


def _found(article: Article) -> Iterator[Card]:
    via = article.via
    if via is None:
        yield _fact("Found via", "")
        return
    yield _fact("Found via", via.name, url=via.url or "")
    if via.date and via.date != article.date:
        yield _fact("Listed there", via.date.long)
    if via.handle:
        yield _fact("Posted by", via.handle)


def _held(edition: Edition, article: Article) -> Iterator[Card]:
    yield _fact("Type", KIND_LABEL[article.kind], inferred="kind" in article.inferred)
    showing = edition.showing(article)
    if showing.text:
        yield _fact("Length", f"{length(showing)}{_WHAT_IT_IS[article.text]}")
    language = codes.language(article.lang) if article.lang else ""
    yield _fact("Language", language, inferred="lang" in article.inferred)
    if article.usage:
        address = "" if address_fault(article.usage) else article.usage
        yield _fact("Terms of use", host_of(address) or article.usage, url=address)
    for capture in article.captures:
        yield from _captured(capture, is_first=capture == article.captures[0])
    # A title that was made of a text is that text's own words.
    hidden = "title" in article.inferred and not showing.rights.shows_text
    said = tuple(each for capture in article.captures for each in capture.alternates)
    yield from _alternates(said, without="title" if hidden else "")


def _captured(capture: Capture, *, is_first: bool) -> Iterator[Card]:
    """Say when something came in and which bytes it was; further ones are said to be so."""
    day = capture.at.date()
    archived, bytes_ = ("Archived", "Capture") if is_first else ("Also from", "Its capture")
    when = PartialDate(day.year, day.month, day.day).long
    yield _fact(archived, when if is_first else f"{capture.by}, {when}")
    if capture.encoding:
        yield _fact("Encoding", f"read as {capture.encoding}", inferred=True)
    if capture.sha256:
        title = f"SHA-256 of the original bytes: {capture.sha256}"
        short = _fact(bytes_, capture.sha256[:_SHORT_HASH])
        yield {**short, "title": title, "code": True}


def _alternates(said: tuple[str, ...], without: str) -> Iterator[Card]:
    """Say what other places of the capture had; those of words that rights may hide are left."""
    read = map(_ALTERNATE.fullmatch, said)
    found = [match.groups() for match in read if match and match[1] != without]
    for name, where, value in found[:MOST_ALTERNATES]:
        yield _fact(f"Other {_NOUNS[name]}", f"{value} ({where})")
    if len(found) > MOST_ALTERNATES:
        yield _fact("Others said", f"{number(len(found) - MOST_ALTERNATES)} more, in its file")


def _link(label: str, url: str | None, *, inferred: bool = False) -> Card:
    return _fact(label, host_of(url) if url else "", inferred=inferred, url=url or "")


def _fact(label: str, text: str, *, inferred: bool = False, path: str = "", url: str = "") -> Card:
    return {
        "label": label,
        "text": text,
        "path": path,
        "url": url,
        "inferred": bool(text) and inferred,
        "title": "",
        "code": False,
    }
