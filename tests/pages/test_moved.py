"""At the address of a story that was merged stands the way to where it is now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clipbook import exports, feeds, search
from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page
from clipbook.site import tasks

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
PagesOf = Callable[[Edition], dict[str, Page]]

DECISIONS: list[dict[str, Any]] = [
    {"merged": "old", "into": "new", "who": "Ann", "when": "2026-11-22", "why": "One <event>."},
    {"merged": "older", "into": "old"},
    {"merged": "lost", "into": "held-back"},
]


@pytest.fixture
def moved(make_article: MakeArticle, make_edition: MakeEdition) -> Callable[..., Edition]:
    """Make an archive of one story, which others were merged into."""

    def of(**fields: Any) -> Edition:  # noqa: ANN401
        articles = [make_article("a", story="new", date="2026-05-06")]
        stories = {"new": {"title": "The new one"}}
        return make_edition(articles, **{"stories": stories, "decisions": DECISIONS, **fields})

    return of


@pytest.mark.parametrize("flat", [True, False])
def test_it_says_where_the_story_is_and_leads_there(
    moved: Callable[..., Edition], pages_of: PagesOf, show: Callable[[Page], str], *, flat: bool
) -> None:
    """In words with a link, and by itself; in both forms of addresses, without a script."""
    page = pages_of(moved(flat=flat))["stories/old"]
    html = show(page)
    up, there = ("../", "stories/new.html") if flat else ("../../", "stories/new/")
    assert f'<meta http-equiv="refresh" content="0; url={up}{there}">' in html
    assert f'<link rel="canonical" href="https://example.org/archive/{there}">' in html
    assert html.count('rel="canonical"') == 1
    assert 'name="robots"' not in html
    assert f'<a href="{up}{there}">The new one</a>' in html
    assert "was merged into another" in html
    assert "Decided by Ann, 22 November 2026: " in html
    assert "One &lt;event&gt;." in html


def test_without_an_address_of_its_own_a_site_asks_to_leave_it_out(
    moved: Callable[..., Edition], pages_of: PagesOf
) -> None:
    """Where the new place cannot be named whole, so that no search engine keeps both."""
    page = pages_of(moved(url=""))["stories/old"]
    assert (page.meta["canonical"], page.meta["robots"]) == ("", "noindex,follow")


def test_a_chain_leads_to_its_end(moved: Callable[..., Edition], pages_of: PagesOf) -> None:
    """And who decided is only said where that is recorded."""
    meta = pages_of(moved())["stories/older"].meta
    assert meta["story"] == {"title": "The new one", "path": "stories/new.html"}
    assert (meta["was"], meta["decided"]) == ("older", "")


def test_a_story_that_was_renamed_was_not_merged(
    moved: Callable[..., Edition], pages_of: PagesOf, show: Callable[[Page], str]
) -> None:
    """A new name is called one, however often it was changed; what was merged since was merged."""
    names = [{"renamed": "old", "into": "new"}, {"renamed": "older", "into": "old"}]
    made = pages_of(moved(decisions=[*names, {"merged": "oldest", "into": "older"}]))
    for slug in ("old", "older"):
        html = show(made[f"stories/{slug}"])
        assert "This story has another address now" in html
        assert "<title>Moved: The new one" in html
        assert "merged" not in html
    assert "was merged into another" in show(made["stories/oldest"])


def test_nothing_leads_to_what_is_not_published(
    moved: Callable[..., Edition], pages_of: PagesOf
) -> None:
    """No page and no feed where the story is a draft or gone; none in the place of a story."""
    assert "stories/lost" not in pages_of(moved())
    assert not [path for path in feeds.paths(moved()) if "lost" in path]
    again = {"new": {"title": "The new one"}, "old": {"title": "Old"}}
    made = pages_of(moved(stories=again))
    assert made["stories/old"].kind == "story"


def test_contradicting_decisions_lead_nowhere(
    moved: Callable[..., Edition], pages_of: PagesOf
) -> None:
    """Where one entry says here and another there, neither counts."""
    stories: dict[str, dict[str, str]] = {"new": {}, "other": {}}
    torn = [{"merged": "old", "into": "new"}, {"merged": "old", "into": "other"}]
    assert "stories/old" not in pages_of(moved(stories=stories, decisions=torn))


def test_who_follows_the_old_story_gets_the_new_one(moved: Callable[..., Edition]) -> None:
    """The old feed answers with the new one, which says where it is; files to take home do not."""
    edition = moved()
    assert {"stories/old.atom.xml", "stories/older.atom.xml"} <= set(feeds.paths(edition))
    there = feeds.file(edition, "stories/new.atom.xml")
    assert feeds.file(edition, "stories/old.atom.xml") == there
    assert (
        b'rel="self" type="application/atom+xml" href="https://example.org/archive/stories/new.'
        in there
    )
    assert not [path for path in exports.paths(edition) if "old" in path]


def test_it_is_in_no_list_and_not_found(
    moved: Callable[..., Edition], pages_of: PagesOf, texts: Callable[[Any], Any]
) -> None:
    """No other page names the old address, and neither do the sitemap and the search."""
    edition = moved()
    assert "moved" not in tasks.LISTED
    others = [page for page in pages_of(edition).values() if page.kind != "moved"]
    assert not [page.path for page in others if "stories/old" in " ".join(texts(dict(page.meta)))]
    assert not [name for name, data in search.files(edition) if b"older" in data]
