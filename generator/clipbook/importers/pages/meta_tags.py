"""What the `meta` elements of a page say: OpenGraph, Twitter, Dublin Core, Highwire and others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clipbook.importers.pages.said import Said, What, said

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KEYS: dict[What, str] = {
    What.TITLE: "og:title twitter:title citation_title dc.title dcterms.title parsely-title "
    "sailthru.title cxenseparse:title headline title",
    What.AUTHOR: "author article:author article:author_name citation_author dc.creator "
    "dcterms.creator dc.creator.author parsely-author sailthru.author cxenseparse:author byl "
    "articleauthor book:author og:article:author lp:author bt:author rbauthors creator",
    What.PUBLISHED: "article:published_time og:article:published_time og:published_time "
    "article:published citation_publication_date citation_date citation_online_date "
    "dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date "
    "parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime "
    "datepublished datecreated pubdate publish_date publish-date publishdate publication_date "
    "publication-date published_at date_published bt:pubdate originalpublicationdate "
    "article_date_original article.published rnews:datepublished ptime displaydate pdate date",
    What.MODIFIED: "article:modified_time og:updated_time og:modified_time article:modified "
    "dc.date.modified dcterms.modified datemodified lastmod last-modified",
    What.OUTLET: "og:site_name dc.publisher dcterms.publisher citation_journal_title "
    "article:publisher_name application-name publisher copyright",
    What.ADDRESS: "og:url citation_public_url parsely-link twitter:url",
    What.LANGUAGE: "og:locale content-language dc.language dcterms.language citation_language "
    "language inlanguage",
    What.TAG: "article:tag og:article:tag news_keywords parsely-tags",
    What.FREE: "isaccessibleforfree",
}
_WHAT = {key: what for what, keys in _KEYS.items() for key in keys.split()}
_ORDER = {key: number for number, key in enumerate(_WHAT)}
_WRITTEN_BY = re.compile(
    r"^(?:written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|"
    r"napisane przez|skrevet af|skrevet av|skriven av|автор|author|by)$",
    re.IGNORECASE,
)
_LOCKED = frozenset({"locked", "metered", "premium", "paid"})


def read(tree: HtmlElement) -> Iterator[Said]:
    """Give what is said, the more trusted vocabulary first."""
    named = [(key, each.get("content") or "") for each in tree.iter("meta") for key in _named(each)]
    for key, content in sorted(named, key=lambda pair: _ORDER.get(pair[0], 0)):
        if key in _WHAT:
            yield from said(_WHAT[key], content, key)
        elif key == "article:content_tier" and content.casefold() in _LOCKED:
            yield Said(What.FREE, "false", key)
    yield from _labelled(dict(named))


def _named(element: HtmlElement) -> Iterator[str]:
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        value = element.get(attribute)
        if value:
            # Some write two names into one attribute.
            yield value.split()[0].casefold() if value.strip() else ""
            return


def _labelled(named: dict[str, str]) -> Iterator[Said]:
    """Read the pairs that blogs give to Twitter: a label, and what stands beside it."""
    for number in ("1", "2"):
        if _WRITTEN_BY.match(named.get(f"twitter:label{number}", "").strip()):
            yield from said(What.AUTHOR, named.get(f"twitter:data{number}", ""), "twitter:data")
