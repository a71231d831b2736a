"""One table: our field, its label, and its name in every vocabulary that the archive speaks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from clipbook.edition import Edition, Showing
from clipbook.model.article import Article
from clipbook.model.rights import statement
from clipbook.model.source import Source

Record = dict[str, Any]
"""What may be said of an article, by field: texts, lists of texts, and None for a gap."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field; None where a vocabulary has no term that means the same."""

    field: str
    """Our name: that of the front matter where there is one."""
    label: str
    """What readers are told."""
    schema_org: str | None
    """A property of NewsArticle, or of the WebPage that shows it. Source: https://schema.org."""
    csl: str | None
    """A variable of CSL 1.0.2 data. Source: https://docs.citationstyles.org/en/stable/."""
    dublin_core: str | None
    """The name of a meta element. Source: https://www.dublincore.org/specifications/dublin-core/."""
    highwire: str | None
    """The name of a meta element. Source: https://scholar.google.com/intl/en/scholar/inclusion.html."""
    ninjs: str | None
    """A property of ninjs 3.1. Source: https://iptc.org/std/ninjs/userguide/."""


# Highwire's `citation_journal_title` would make Zotero file a journal article; and Zotero
# takes the name of a newspaper from `DC.source`.
ROWS = (
    Row("id", "Identifier", "identifier", "id", None, None, "altIds"),
    Row("title", "Headline", "headline", "title", "DC.title", "citation_title", "headlines"),
    Row("outlet", "Outlet key", None, None, None, None, None),
    Row("outlet_name", "Outlet", "publisher", "container-title", "DC.source", "citation_publisher",
        "infoSources"),
    Row("authors", "Bylines", "author", "author", "DC.creator", "citation_author", "by"),
    Row("date", "Published", "datePublished", "issued", "DC.date", "citation_publication_date",
        "contentCreated"),
    Row("url", "Original", "url", "URL", "DC.identifier", "citation_public_url", "renditions"),
    Row("page", "Page in this archive", "mainEntityOfPage", "archive_location", None,
        "citation_abstract_html_url", "uri"),
    Row("archived_url", "Archived copy", "archivedAt", None, "DCTERMS.hasVersion", None, None),
    Row("syndicated_from", "Syndicated from", "isBasedOn", None, "DCTERMS.isVersionOf", None, None),
    Row("via", "Found via", None, "source", "DCTERMS.provenance", None, "infoSources"),
    Row("via_date", "Listed", None, None, None, None, None),
    Row("via_url", "Listing", None, None, None, None, None),
    Row("via_handle", "Posted by", None, None, None, None, None),
    Row("lang", "Language", "inLanguage", "language", "DC.language", "citation_language",
        "language"),
    Row("kind", "Type", "genre", "genre", "DC.type", None, "genres"),
    Row("story", "Story", "isPartOf", None, None, None, "slugline"),
    Row("tags", "Topics", "keywords", "keyword", "DC.subject", "citation_keywords", "subjects"),
    Row("sources", "Sources cited", "citation", None, "DCTERMS.references", None, "associations"),
    Row("snippet", "Snippet", None, None, None, None, None),
    Row("takeaways", "Key takeaways", None, None, None, None, None),
    Row("text", "Text", "articleBody", None, None, None, "bodies"),
    Row("abstract", "Abstract", "abstract", "abstract", "DCTERMS.abstract", "citation_abstract",
        "descriptions"),
    Row("text_is", "Text is", None, None, None, None, None),
    Row("captured_at", "Archived", "dateCreated", None, None, None, "firstCreated"),
    Row("rights", "Shown", None, None, None, None, None),
    Row("rights_note", "Rights", "conditionsOfAccess", None, "DC.rights", None, None),
    Row("usage", "Terms of use", "usageInfo", None, "DCTERMS.rights", None, "usageTerms"),
    Row("inferred", "Inferred", None, "note", None, None, "edNote"),
)  # fmt: skip
"""Every field of a record, in the order in which exports give them."""

# `inferred` names the outlet by its key; readers of other vocabularies know it by its name.
_CONCLUDED = {"outlet": ("outlet", "outlet_name")}


def record(edition: Edition, article: Article) -> Record:
    """Give what may be said of an article: every field of `ROWS`, in that order.

    Rights hold: words come from `Edition.showing` alone. `text` holds the publisher's words and
    `abstract` this archive's own, whichever the article has. It is made once for all who ask,
    so nobody changes it.
    """
    return edition.once(_record, article)


def _record(edition: Edition, article: Article) -> Record:
    showing = edition.showing(article)
    outlet, via = edition.archive.outlet_of(article), article.via
    is_abstract = article.text == "abstract"
    return {
        "id": article.id,
        "title": article.title,
        "outlet": outlet.key if outlet else None,
        "outlet_name": outlet.name if outlet else None,
        "authors": list(article.authors),
        "date": str(article.date) if article.date else None,
        "url": article.url,
        "page": address(edition, article.path),
        "archived_url": article.archived_url,
        "syndicated_from": article.syndicated_from,
        "via": via.name if via else None,
        "via_date": str(via.date) if via and via.date else None,
        "via_url": via.url if via else None,
        "via_handle": via.handle if via else None,
        "lang": article.lang,
        "kind": article.kind.value,
        "story": article.story if article.story in edition.archive.story_by_slug else None,
        "tags": list(article.tags),
        "sources": [_source(edition, source) for source in article.sources],
        "snippet": showing.snippet or None,
        "takeaways": list(showing.takeaways),
        "text": None if is_abstract else showing.text or None,
        "abstract": showing.text or None if is_abstract else None,
        "text_is": article.text,
        "captured_at": instant(article.captured.at) if article.captured else None,
        "rights": showing.rights.value,
        "rights_note": _rights_note(showing, outlet.name if outlet else "", article),
        "usage": article.usage,
        "inferred": list(article.inferred),
    }


def stated(said: Record) -> Record:
    """Leave out what was concluded, for vocabularies that cannot mark it; the title stays."""
    if not said["inferred"]:
        return said
    concluded = [
        field
        for name in said["inferred"]
        if name != "title"
        for field in _CONCLUDED.get(name, (name,))
    ]
    gaps: Record = {field: [] if isinstance(said[field], list) else None for field in concluded}
    return {**said, **gaps}


def conclusions(said: Record) -> str:
    """Name what was concluded, for formats that hold a note: `Inferred: outlet, title`.

    None of them names the story that an article is in.
    """
    named = [name for name in said["inferred"] if name != "story"]
    return f"Inferred: {', '.join(named)}" if named else ""


def genre(said: Record) -> str:
    """Give the kind in words, where it says more of the article than that it is one."""
    says_nothing = said["kind"] in {None, "article", "snippet"}
    return "" if says_nothing else said["kind"].replace("-", " ")


def address(edition: Edition, path: str) -> str:
    """Give a page's full address; from the root of the site where its own is not set."""
    return edition.site.absolute(path) or edition.site.addresses.of(path)


def instant(moment: dt.datetime) -> str:
    """Write a moment as RFC 3339 in UTC, to the second."""
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def _source(edition: Edition, source: Source) -> Record:
    outlet = edition.archive.outlets.get(source.outlet or "")
    return {
        "url": source.url,
        "outlet": source.outlet,
        "outlet_name": outlet.name if outlet else None,
        "title": source.title,
        "date": str(source.date) if source.date else None,
        "inferred": list(source.inferred),
    }


def _rights_note(showing: Showing, outlet: str, article: Article) -> str:
    if article.text == "abstract" and showing.text:
        how_much = "The text is this archive’s own abstract."
    else:
        how_much = statement(showing.rights, article.text)
    if not outlet:
        return f"{how_much} The article belongs to its publisher, which is not recorded."
    concluded = " as far as can be concluded" if "outlet" in article.inferred else ""
    whose = f"{how_much} The article belongs to {outlet}{concluded}"
    return whose if whose.endswith(".") else f"{whose}."
