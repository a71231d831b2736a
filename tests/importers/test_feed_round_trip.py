"""Feeds that an archive made with Clipbook gives come in as the articles that they tell of."""

from __future__ import annotations

import pytest

from clipbook import feeds
from clipbook.edition import Edition
from clipbook.importers import feed, importer_of
from clipbook.importers.record import RawRecord, Remark
from clipbook.importers.source import Source
from clipbook.model.article import Article
from conftest import MakeArticle, MakeEdition
from support import archives

OUTLETS = {
    "post": {"name": "The <Post> & 'Sons'", "domains": ["post.example"]},
    "wire": {"name": "Wire"},
}
CAPTURED = {"at": "2026-05-08T12:30:00+02:00", "by": "page"}


@pytest.fixture
def edition(make_article: MakeArticle, make_edition: MakeEdition) -> Edition:
    """Make an archive with an article for each thing that a feed says in its own way."""
    articles = [
        make_article("day", outlet="post", date="2026-05-06", url="https://post.example/a?b=1&c=2",
                     authors=["Jane Roe", "Wire"], lang="de", tags=["Roads & rails", "Ferries"],
                     captured=CAPTURED, body="The bridge is open."),
        make_article("month", outlet="wire", date="2026-04", inferred=["outlet"], body="Words."),
        make_article("year", date="2025", authors=["Ann Gray"], inferred=["authors", "title"]),
        make_article("guessed", outlet="post", date="2026-05-01", inferred=["date"]),
        make_article("undated", captured=CAPTURED, title="An (inferred) title"),
        make_article("listed", outlet="wire", snippet="First words: and more.",
                     via={"name": "Google News"}, date="2026-05-02"),
        make_article("abstract", outlet="wire", text="abstract", body="Our own summary.",
                     date="2026-05-02"),
    ]  # fmt: skip
    return make_edition(articles, outlets=OUTLETS)


def _read(edition: Edition, path: str) -> list[RawRecord | Remark]:
    source = Source(path, content=feeds.file(edition, path))
    assert importer_of(source).name == "feed"
    return list(feed.IMPORTER.read(source))


def _expected(edition: Edition, article: Article) -> dict[str, object]:
    outlet = edition.archive.outlet_of(article)
    # A feed cannot say from when a guess is, and readers take each date for one that was said.
    date = None if "date" in article.inferred else article.date
    return {
        "title": article.title,
        "outlet": outlet.name if outlet else None,
        "authors": article.authors,
        "date": date,
        "url": article.url,
        "archived_url": edition.site.absolute(article.path),
        "lang": article.lang,
        "tags": article.tags,
        "via": article.via.name if article.via else None,
        "inferred": frozenset(article.inferred) - {"date"},
    }


def test_what_a_feed_tells_comes_in_as_it_was(edition: Edition) -> None:
    """Outlet, writers, day and address are the publisher's; the archive is where the copy is."""
    items = _read(edition, "atom.xml")
    assert [each for each in items if isinstance(each, Remark)] == []
    found = {each.title: each for each in archives.records(items)}
    assert len(found) == len(edition.archive.articles)
    for article in edition.archive.articles:
        record, expected = found[article.title], _expected(edition, article)
        assert {name: getattr(record, name) for name in expected} == expected, article.id
        assert all(getattr(record, name) for name in record.found)


def test_words_in_a_feed_are_the_articles_own(edition: Edition) -> None:
    """The opening of a text is a snippet, and so is a listing; the archive's words are neither."""
    found = {each.title: each for each in archives.records(_read(edition, "atom.xml"))}
    assert found["Title of day"].snippet == "The bridge is open."
    assert found["Title of listed"].snippet == "First words: and more."
    assert found["Title of abstract"].snippet is None
    assert found["Title of year"].snippet is None


def test_a_feed_without_an_address_of_its_site_names_no_copy(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Where a page is known from the site's root alone, it is not recorded, and nothing is said."""
    article = make_article("one", url="https://post.example/a")
    (record,) = _read(make_edition([article], url=""), "atom.xml")
    assert isinstance(record, RawRecord)
    assert (record.url, record.archived_url) == ("https://post.example/a", None)
