"""What pages say of themselves to machines, as JSON-LD: ready to stand in a script element.

Our page is a page that shows an article, never the article itself: the article is its
`mainEntity`, with the publisher and the address that are recorded. What is not known is left out,
and so is what was concluded, as schema.org has no mark for it. Source: https://schema.org.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.markup import first_words
from clipbook.model.article import Article
from clipbook.model.fields import address_fault
from clipbook.model.story import Story

LISTED = 40
"""Articles of a story that its hub lists; the search has them all."""

_WORDS_OF_A_NAME = 40

Node = dict[str, Any]

# Within JSON these stand only in strings, where the escape means the same.
_UNSAFE = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
_JSON = json.JSONEncoder(ensure_ascii=False)


def article(edition: Edition, article: Article) -> str:
    """Describe the page of an article."""
    everything = crosswalk.record(edition, article)
    said = crosswalk.stated(everything)
    here = article.path
    # Which story it belongs to is this archive's own word, concluded or not.
    story = edition.archive.story_by_slug.get(everything["story"] or "")
    page = {
        **_page("WebPage", edition, here, article.title),
        "isPartOf": _hub(edition, here, story) if story else _website(edition),
        "isBasedOn": said["url"],
        "dateCreated": said["captured_at"],
        "conditionsOfAccess": said["rights_note"],
        "abstract": edition.showing(article).lead if said["abstract"] else None,
        "keywords": said["tags"],
        "mainEntity": _news(edition, said),
    }
    return _script(page)


def story(edition: Edition, story: Story) -> str:
    """Describe the hub of a story: a collection, with a list of its first articles."""
    here = f"stories/{story.slug}"
    articles = edition.archive.of_story(story.slug)
    listed = [
        _node(
            "ListItem",
            position=place,
            url=_address(edition, here, article.path),
            name=first_words(article.title, _WORDS_OF_A_NAME),
        )
        for place, article in enumerate(articles[:LISTED], 1)
    ]
    page = {
        **_page("CollectionPage", edition, here, story.title),
        "description": story.dek,
        "keywords": list(story.tags),
        "isPartOf": _website(edition),
        "mainEntity": {
            **_node("ItemList", itemListElement=listed),
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "numberOfItems": len(articles),
        },
    }
    return _script(page)


def site(edition: Edition) -> str:
    """Describe the site; how to search it only where the site's own address is set."""
    template = f"{edition.site.absolute('search')}?q={{search_term_string}}"
    search = {
        **_node("SearchAction", target=_node("EntryPoint", urlTemplate=template)),
        "query-input": "required name=search_term_string",
    }
    page = {
        **_website(edition),
        "description": edition.site.description,
        "inLanguage": edition.site.language,
        "potentialAction": search if edition.site.url else None,
    }
    return _script(page)


def _news(edition: Edition, said: crosswalk.Record) -> Node:
    """Describe the article itself, as it was published elsewhere."""
    # A title that was made here is a name for the article, not its headline.
    title = "name" if "title" in said["inferred"] else "headline"
    plain = {term: said[field] for term, field in _plain()}
    return _node(
        "NewsArticle",
        **{title: said["title"]},
        **plain,
        publisher=_outlet(said["outlet_name"]),
        # Whether a byline names a person or an organisation is not recorded.
        author=[{"name": name} for name in said["authors"]],
        genre=crosswalk.genre(said),
        usageInfo=_terms(said["usage"]),
        citation=[_cited(edition, source) for source in said["sources"]],
    )


@cache
def _plain() -> tuple[tuple[str, str], ...]:
    rows = (row for row in crosswalk.ROWS if row.field in _PLAIN)
    return tuple((row.schema_org, row.field) for row in rows if row.schema_org)


_PLAIN = {"url", "date", "archived_url", "syndicated_from", "lang"}
"""Fields that stand in a NewsArticle as they are."""


def _cited(edition: Edition, source: crosswalk.Record) -> Node:
    read = {**source, **dict.fromkeys(source["inferred"])}
    outlet = edition.archive.outlets.get(read["outlet"] or "")
    return _node(
        "CreativeWork",
        url=read["url"],
        name=read["title"],
        datePublished=read["date"],
        publisher=_outlet(outlet.name if outlet else None),
    )


def _terms(usage: str | None) -> Node | str | None:
    """Give terms of use as schema.org has them: an address, or a work that says them."""
    is_address = usage and not address_fault(usage)
    return usage if is_address or not usage else _node("CreativeWork", text=usage)


def _outlet(name: str | None) -> Node | None:
    return _node("NewsMediaOrganization", name=name) if name else None


def _page(kind: str, edition: Edition, path: str, name: str) -> Node:
    url = edition.site.absolute(path)
    return _node(kind, **{"@id": url}, url=url, name=name, inLanguage=edition.site.language)


def _website(edition: Edition) -> Node:
    return _node("WebSite", name=edition.site.name, url=edition.site.url)


def _hub(edition: Edition, here: str, story: Story) -> Node:
    url = _address(edition, here, f"stories/{story.slug}")
    return _node("CollectionPage", name=story.title, url=url)


def _address(edition: Edition, here: str, path: str) -> str:
    """Give a page's full address, or the way to it from the page that says this."""
    addresses = edition.site.addresses
    return edition.site.absolute(path) or addresses.root(here) + addresses.of(path)


def _node(kind: str, **properties: Any) -> Node:  # noqa: ANN401 - JSON values of all kinds
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def _script(node: Node) -> str:
    known = {name: value for name, value in node.items() if value}
    whole = {"@context": "https://schema.org", **known}
    text = _JSON.encode(whole)
    for sign, escaped in _UNSAFE:
        text = text.replace(sign, escaped)
    return text
