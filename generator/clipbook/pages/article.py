"""The page of an article: its record, as much of its text as may be shown, and the ways on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from clipbook.edition import Edition
from clipbook.exports import bibtex, citation, json_ld, meta_tags
from clipbook.model.archive import CitedPage
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.model.source import host_of
from clipbook.pages import cards, cited, codes, copy_note, dating, head, placing, provenance, record
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural

ALSO = 8
"""Articles of the same story that are named beside one."""


def paths(edition: Edition) -> Iterable[str]:
    """Give the path of every article."""
    return edition.archive.articles.paths


def page(edition: Edition, path: str) -> Page:
    """Make the page of an article."""
    archive = edition.archive
    row = archive.row_of[path.rpartition("/")[2]]
    article = archive.articles.holdings.article(row)
    members = archive.of_story(article.story or "")
    if not members:
        return _page(edition, article, Articles(archive.articles.holdings, [row]), 0)
    # Rows stand in the order of the archive, so the place is found without loading any.
    return _page(edition, article, members, bisect_left(members.rows, row))


def _page(edition: Edition, article: Article, members: Articles, place: int) -> Page:
    said = Head(
        title=article.title,
        description=_description(edition, article),
        robots="noindex,follow",
        json_ld=json_ld.article(edition, article),
    )
    shows = {
        **_what_it_is(edition, article),
        **_where_it_is_from(edition, article),
        **_what_it_says(edition, article),
        **_what_is_beside_it(edition, members, place),
        "topics": cards.topics(edition, article.tags),
        "topics_inferred": "tags" in article.inferred,
        "meta_tags": meta_tags.of_article(edition, article),
        "cite": {
            "text": citation.of_article(edition, article),
            "bibtex": bibtex.entry(edition, article),
        },
    }
    return head.page(edition, KIND, article.path, said, shows)


def _description(edition: Edition, article: Article) -> str:
    outlet = cards.outlet_of(edition, article)["name"]
    where_and_when = f"{outlet}, {dating.in_words(article)}."
    lead = edition.showing(article).lead
    return f"{where_and_when} {lead}" if lead else where_and_when


def _what_it_is(edition: Edition, article: Article) -> Card:
    via = article.via
    return {
        "lang": article.lang or "",
        "dir": codes.direction(article.lang),
        "no_headline": "title" in article.inferred,
        "headline_note": _headline_note(edition, article),
        "outlet": cards.outlet_of(edition, article),
        "date": dating.of_article(article),
        "via": {"name": via.name, "url": via.url or ""} if via else None,
        "kind": record.KIND_LABEL[article.kind],
    }


def _headline_note(edition: Edition, article: Article) -> str:
    """Say where the title comes from that stands in for a headline."""
    if "title" not in article.inferred:
        return ""
    if article.text == "abstract":
        return "This title is the archive’s own."
    if not edition.showing(article).rights.shows_text:
        return "The text may not be shown, and so neither may its opening words."
    return "This title is taken from the opening words of the text."


def _where_it_is_from(edition: Edition, article: Article) -> Card:
    outlet = edition.archive.outlet_of(article)
    at = outlet.name if outlet else host_of(article.url or "")
    return {
        "original": {"url": article.url, "at": at} if article.url else None,
        "archived_url": article.archived_url or "",
        "provenance": provenance.strip(edition, article),
        "rights": provenance.rights(edition, article),
        "facts": record.facts(edition, article),
    }


def _what_it_says(edition: Edition, article: Article) -> Card:
    showing = edition.showing(article)
    known = edition.archive.cited
    urls = dict.fromkeys(source.url for source in article.sources)
    return {
        "text_note": provenance.text_note(article) if showing.html else "",
        "snippet": provenance.snippet(edition, article),
        "body_html": showing.html,
        "held_back": provenance.held_back(edition, article),
        "takeaways": list(showing.takeaways),
        "sources": [_source(edition, known[url]) for url in urls],
    }


def _source(edition: Edition, source: CitedPage) -> Card:
    count = len(source.cited_by)
    here = f"Cited by {number(count)} articles here" if count > 1 else "Cited by this article alone"
    return {**cited.alone(edition, source), "times": "", "cited_here": here}


def _what_is_beside_it(edition: Edition, members: Articles, place: int) -> Card:
    row, columns = members.rows[place], members.columns
    story = edition.archive.story_by_slug.get(columns.stories[row])
    if story is None:
        return {
            "crumbs": crumbs(edition, ("Stories", KIND.section)),
            "run": None,
            "story": None,
            "also": [],
            "earlier": None,
            "next": None,
        }
    # The neighbours in time, so that no page grows with its story.
    start = max(0, min(place - ALSO // 2, len(members) - ALSO - 1))
    around = members.rows[start : start + ALSO + 1]
    near = Articles(members.holdings, [other for other in around if other != row])
    path, why = f"stories/{story.slug}", placing.in_full(edition, row)
    return {
        "crumbs": crumbs(edition, ("Stories", KIND.section), (story.title, path)),
        "run": copy_note.of_article(edition, columns.ids[row], story.slug),
        "story": {
            "title": story.title,
            "path": edition.site.addresses.of(path),
            "inferred": why["inferred"],
            "why": why,
            "position": f"article {number(place + 1)} of {number(len(members))}",
            "all": f"All {plural(len(members), 'article')}" if len(near) + 1 < len(members) else "",
        },
        "also": cards.references(edition, near),
        "earlier": next(iter(cards.references(edition, members[max(0, place - 1) : place])), None),
        "next": next(iter(cards.references(edition, members[place + 1 : place + 2])), None),
    }


KIND = Kind(name="article", section="stories/index", paths=paths, page=page)
