"""Articles as an Atom feed. Source: RFC 4287.

Atom demands a moment of every entry. It is when the article was captured; else the start of its
day, month or year; else, for an undated one, the archive's newest moment. `published` is there
only where a day is recorded. Nothing asks the clock, so an unchanged archive gives the same bytes.

An id is the site's own address and the page's path, which stay when addresses change their style;
where the site's address is not set it is a UUID made from the site's name and that path.

Atom has no term for an outlet, and none for a month or a year; the Dublin Core beside it has:
`dc:publisher` and `dc:date`. What was concluded is marked in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.feeds.channel import Channel
from clipbook.model.archive import topic_slug
from clipbook.model.article import Article, Kind
from clipbook.model.dates import PartialDate
from clipbook.model.holdings import Articles, Holdings
from clipbook.model.outlet import NO_OUTLET

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA_TYPE = "application/atom+xml"
NO_MOMENT = "1970-01-01T00:00:00Z"
"""Stands in a feed in which no moment at all is recorded."""

_NAMESPACE = UUID("6f1c3a0e-52b7-4c5d-9b0a-7d0f4f7f3c21")
"""Clipbook’s own; ids hang on it, so it never changes."""

# https://www.w3.org/TR/xml/#charsets
_UNSAFE = re.compile("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(edition: Edition, channel: Channel) -> bytes:
    """Give a channel as a feed in UTF-8; its newest moment stands where none is recorded."""
    root = "" if edition.site.url else "../" * channel.path.count("/")
    recorded = list(_moments(channel.articles))
    # Of this feed alone: it must not differ when an article comes in that it does not hold.
    newest = max(recorded, default="") or NO_MOMENT
    moments = [moment or newest for moment in recorded]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xmlns:dc="{DUBLIN_CORE}" xml:lang={_value(edition.site.language)}>',
        f"<title>{_text(channel.title)}</title>",
        *_optional("subtitle", channel.subtitle),
        f"<id>{_text(_id(edition, channel.page))}</id>",
        f"<updated>{max(moments, default=newest)}</updated>",
        f"<author><name>{_text(edition.site.name)}</name></author>",
        "<generator>Clipbook</generator>",
        _link("self", f"{edition.site.url or root}{channel.path}", MEDIA_TYPE),
        _link("alternate", root + crosswalk.address(edition, channel.page), "text/html"),
    ]
    for row, moment in zip(channel.articles.rows, moments, strict=True):
        lines.append(_entry(edition, channel.articles, row, moment, root))
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(edition: Edition, articles: Articles, row: int, moment: str, root: str) -> str:
    # What was written before is not loaded again.
    place = articles.holdings, row
    before, between, after = edition.once(_parts, place, articles.columns.ids[row])
    address = root + crosswalk.address(edition, articles.columns.paths[row])
    page = _link("alternate", address, "text/html")
    return f"{before}\n<updated>{moment}</updated>\n{between}{page}\n{after}"


def _parts(edition: Edition, place: tuple[Holdings, int]) -> tuple[str, str, str]:
    """Give an entry without what differs from feed to feed: its moment and the way to its page."""
    holdings, row = place
    article = holdings.article(row)
    said = crosswalk.record(edition, article)
    before = (
        f"<entry xml:lang={_value(said['lang'])}>" if said["lang"] else "<entry>",
        f"<title>{_text(_marked(said, 'title', said['title']))}</title>",
        f"<id>{_text(_id(edition, article.path))}</id>",
    )
    after = (
        *([_link("via", said["url"])] if said["url"] else []),
        *(
            f"<category term={_value(topic_slug(tag))} label={_value(tag)}/>"
            for tag in said["tags"]
        ),
        *_optional("summary", _summary(edition, article)),
        *_optional("rights", said["rights_note"]),
        *_optional("dc:publisher", said["outlet_name"] or ""),
        "</entry>",
    )
    return "\n".join(before), "".join(_between(said, article)), "\n".join(after)


def _between(said: crosswalk.Record, article: Article) -> Iterator[str]:
    if article.date and article.date.day and "date" not in said["inferred"]:
        yield f"<published>{_start(article.date)}</published>\n"
    elif article.date and "date" not in said["inferred"]:
        yield f"<dc:date>{article.date}</dc:date>\n"
    for name in _authors(said):
        yield f"<author><name>{_text(name)}</name></author>\n"


def _authors(said: crosswalk.Record) -> list[str]:
    """Name the outlet first, then who wrote it; say so where neither is recorded."""
    outlet = said["outlet_name"]
    names = [_marked(said, "authors", name) for name in said["authors"]]
    return [_marked(said, "outlet", outlet), *names] if outlet else names or [NO_OUTLET]


def _summary(edition: Edition, article: Article) -> str:
    """Give the opening words, and say whose they are where they are not the article's."""
    showing = edition.showing(article)
    if showing.lead and article.text == "abstract":
        return f"Abstract by this archive: {showing.lead}"
    if showing.snippet and not showing.text:
        where = f" from {article.via.name}" if article.via else ""
        return f"Snippet{where}: {showing.snippet}"
    if showing.lead and article.kind in {Kind.ANALYSIS, Kind.SNIPPET}:
        return f"From the analysis captured with it: {showing.lead}"
    return showing.lead


def _marked(said: crosswalk.Record, field: str, text: str) -> str:
    return f"{text} (inferred)" if field in said["inferred"] else text


def _moments(articles: Articles) -> Iterator[str]:
    for captured, date in zip(articles.moments, articles.dates, strict=True):
        yield captured or (_start(date) if date else "")


def _start(date: PartialDate) -> str:
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"


def _id(edition: Edition, page: str) -> str:
    path = "" if page == "index" else page
    if edition.site.url:
        return edition.site.url + path
    return uuid5(_NAMESPACE, f"{edition.site.name}\n{path}").urn


def _optional(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"<{name}>{_text(text)}</{name}>"


def _link(rel: str, href: str, media_type: str = "") -> str:
    kind = f' type="{media_type}"' if media_type else ""
    return f'<link rel="{rel}"{kind} href={_value(href)}/>'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text)) if _UNSAFE.search(text) else text


def _value(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text)) if _UNSAFE.search(text) else f'"{text}"'
