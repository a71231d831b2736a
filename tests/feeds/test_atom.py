"""Feeds: valid Atom, newest first, without a moment or a word that is not recorded."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook import feeds
from clipbook.edition import Edition
from clipbook.feeds.channel import NEWEST, newest_first
from clipbook.model.rights import Rights
from conftest import MakeArticle, MakeEdition

GOLDEN = Path(__file__).parent / "golden"
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_A = "{http://www.w3.org/2005/Atom}"


def _feed(edition: Edition, path: str) -> ET.Element:
    return ET.fromstring(dict(feeds.files(edition))[path])  # noqa: S314 - our own output


def _texts(element: ET.Element, path: str) -> list[str]:
    return [
        found.text or ""
        for found in element.findall("/".join(_A + name for name in path.split("/")))
    ]


def _href(element: ET.Element, rel: str) -> list[str]:
    return [link.attrib["href"] for link in element.findall(f"{_A}link") if link.get("rel") == rel]


@pytest.fixture
def sample(make_article: MakeArticle, make_edition: MakeEdition) -> Edition:
    """Make a story with an article for each way in which a moment is known."""
    return make_edition(
        [
            make_article(
                "whole",
                title="Bridge <opens> & more",
                outlet="planet",
                date="2026-05-06",
                url="https://planet.example/?a=1&b=2",
                authors=["Jane Roe"],
                lang="en-GB",
                story="bridge",
                tags=["Roads & rails"],
                captured={"at": "2026-05-08T12:30:00+02:00", "by": "clipping"},
                body="The bridge is open.",
            ),
            make_article("month", date="2026-04", outlet="wire", story="bridge",
                         inferred=["outlet"], rights="headline", body="SECRET"),
            make_article("undated", story="bridge", text="abstract", inferred=["title"],
                         body="People talk."),
            make_article("snippet", story="bridge", kind="snippet", snippet="Bridge talk",
                         via={"name": "Google News"}),
        ],
        stories={"bridge": {"title": "The bridge", "dek": "A bridge opens."}},
        outlets={"planet": {"name": "The Planet"}, "wire": {"name": "Wire"}},
    )  # fmt: skip


def test_a_feed_looks_as_it_should(sample: Edition) -> None:
    """The sample story's feed is the one that was read and found good."""
    made = dict(feeds.files(sample))["stories/bridge.atom.xml"].decode()
    assert made == (GOLDEN / "bridge.atom.xml").read_text("utf-8")


def test_everything_that_has_articles_can_be_followed(sample: Edition) -> None:
    """The site, every story, outlet and topic has a feed, in a fixed order."""
    assert [path for path, _ in feeds.files(sample)] == [
        "atom.xml",
        "stories/bridge.atom.xml",
        "outlets/planet.atom.xml",
        "outlets/wire.atom.xml",
        "topics/roads-and-rails.atom.xml",
    ]


def test_feeds_have_what_the_standard_demands(sample: Edition) -> None:
    """Ids that differ, titles, moments, an author and a page for each entry (RFC 4287, 4.1)."""
    for path, data in feeds.files(sample):
        feed = ET.fromstring(data)  # noqa: S314 - our own output
        assert _href(feed, "self") == [f"https://example.org/archive/{path}"]
        entries = feed.findall(f"{_A}entry")
        assert entries
        for element in [feed, *entries]:
            for name in ("id", "title", "updated"):
                assert len(_texts(element, name)) == 1
            assert _MOMENT.fullmatch(_texts(element, "updated")[0])
            assert _texts(element, "author/name")
            assert len(_href(element, "alternate")) == 1
        ids = [_texts(element, "id")[0] for element in [feed, *entries]]
        assert len(set(ids)) == len(ids)


def test_the_undated_come_last_and_get_no_date(sample: Edition) -> None:
    """Their moment is the archive's newest; `published` is there only for a recorded day."""
    feed = _feed(sample, "atom.xml")
    newest = "2026-05-08T10:30:00Z"
    assert _texts(feed, "entry/title")[2:] == ["Title of snippet", "Title of undated (inferred)"]
    assert _texts(feed, "entry/updated") == [newest, "2026-04-01T00:00:00Z", newest, newest]
    assert _texts(feed, "entry/published") == ["2026-05-06T00:00:00Z"]


def test_an_archive_without_any_moment_still_has_a_feed(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """The moment that stands for none is always the same."""
    for articles in ([], [make_article()]):
        feed = _feed(make_edition(articles), "atom.xml")
        assert _texts(feed, "updated") == ["1970-01-01T00:00:00Z"]


def test_a_story_can_be_followed_before_its_first_article(make_edition: MakeEdition) -> None:
    """A hub without articles has a feed without entries."""
    feed = _feed(make_edition([], stories={"s": {}}), "stories/s.atom.xml")
    assert feed.findall(f"{_A}entry") == []


def test_only_the_newest_are_in_a_feed(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Newest first, undated ones where there is room, never more than the feed holds."""
    dated = [make_article(f"d{n}", date=f"{1950 + n}") for n in range(NEWEST - 2)]
    undated = [make_article(f"u{n}") for n in range(5)]
    edition = make_edition([*dated, *undated])
    ids = [article.id for article in newest_first(edition.archive.articles)]
    assert ids == [*(f"d{n}" for n in reversed(range(NEWEST - 2))), "u0", "u1"]
    many = make_edition([make_article(f"d{n}", date=f"{1900 + n}") for n in range(NEWEST + 9)])
    years = [str(article.date) for article in newest_first(many.archive.articles)]
    assert years == [str(1900 + n) for n in range(NEWEST + 8, 8, -1)]


def test_ids_stay_when_addresses_change_their_style(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Neither `use_directory_urls` nor a corrected date makes an entry new to readers."""
    articles = [make_article(story="s"), make_article("two", story="s")]
    for url in ("https://example.org/archive/", ""):
        flat, folders = (
            _texts(_feed(make_edition(articles, url=url, flat=flat), "atom.xml"), "entry/id")
            for flat in (True, False)
        )
        assert flat == folders


def test_without_an_address_of_the_site_feeds_still_work(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Ids are UUIDs, and links lead from the feed to the pages wherever the site is put."""
    edition = make_edition([make_article(story="s")], stories={"s": {}}, url="")
    for path in ("atom.xml", "stories/s.atom.xml"):
        feed = _feed(edition, path)
        place = f"https://anywhere.example/{path}"
        (page,) = _href(feed.findall(f"{_A}entry")[0], "alternate")
        assert urljoin(place, page) == "https://anywhere.example/articles/undated/one.html"
        assert urljoin(place, _href(feed, "self")[0]) == place
        assert all(one.startswith("urn:uuid:") for one in _texts(feed, "entry/id"))


def test_two_archives_do_not_share_ids(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """A reader who follows both sees the articles of both."""
    one, two = make_edition([make_article()], url=""), make_edition([make_article()], url="")
    object.__setattr__(two.site, "name", "Another archive")
    ids = [_texts(_feed(edition, "atom.xml"), "entry/id")[0] for edition in (one, two)]
    assert ids[0] != ids[1]


@pytest.mark.parametrize("rights", [Rights.HEADLINE, Rights.LINK])
def test_what_rights_forbid_is_in_no_feed(
    make_article: MakeArticle, make_edition: MakeEdition, rights: Rights
) -> None:
    """A summary holds only what may be shown."""
    article = make_article(
        body="SECRET", snippet="SECRET", takeaways=["SECRET"], story="s", tags=["t"]
    )
    edition = make_edition([article], stories={"s": {}}, rights=rights)
    assert all(b"SECRET" not in data for _, data in feeds.files(edition))


@given(st.text(), st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_makes_well_formed_xml(
    make_article: MakeArticle, make_edition: MakeEdition, name: str, tag: str
) -> None:
    """Markup is text, and what XML forbids is gone."""
    article = make_article().model_copy(update={"title": f"A{name}", "tags": (f"t{tag}",)})
    feed = _feed(make_edition([article]), "atom.xml")
    title = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", f"A{name}")
    assert _texts(feed, "entry/title") == [re.sub("\r\n?", "\n", title)]


def test_the_same_content_gives_the_same_bytes(sample: Edition) -> None:
    """Two builds differ in nothing."""
    assert list(feeds.files(sample)) == list(feeds.files(sample))
