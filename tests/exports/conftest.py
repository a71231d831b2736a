"""What the tests of exports share: one small archive that holds every case."""

from __future__ import annotations

import pytest

from clipbook.edition import Edition
from conftest import MakeArticle, MakeEdition


@pytest.fixture
def sample(make_article: MakeArticle, make_edition: MakeEdition) -> Edition:
    """Make a story of four articles: whole, by headline, by link, and one with every gap."""
    whole = make_article(
        "bridge-opens",
        title="Bridge opens: 50% late & {over} budget",
        outlet="planet",
        date="2026-05-06",
        url="https://planet.example/a_b%20c?x=1&y=2#top",
        via={"name": "Google News", "date": "2026-05-07", "url": "https://news.example/1"},
        archived_url="https://copies.example/1",
        syndicated_from="https://wire.example/1",
        authors=["Jane Roe", "Acme, Inc."],
        lang="en",
        story="bridge",
        tags=["Public works", "Roads, rails"],
        takeaways=["It opened."],
        usage="Not for resale.",
        sources=[
            {"url": "https://wire.example/2", "outlet": "wire", "title": "Minutes", "date": "2026"},
            {
                "url": "https://wire.example/3",
                "outlet": "wire",
                "date": "2026-04",
                "inferred": ["outlet", "date"],
            },
        ],
        captured={"at": "2026-05-08T12:30:00+02:00", "by": "clipping"},
        body="The bridge is open.\n\nIt took *ten* years.",
    )
    headline = make_article(
        "toll-planned",
        title="=Toll planned?",
        outlet="wire",
        date="2026-04",
        kind="analysis",
        story="bridge",
        rights="headline",
        authors=["José Ñandú"],
        inferred=["outlet", "date"],
        body="FORBIDDEN words.",
    )
    link = make_article(
        "bridge-closed",
        outlet="wire",
        date="2025",
        url="https://wire.example/4",
        story="bridge",
        kind="press-release",
        rights="link",
        authors=["The Wire Desk"],
        archived_url="https://copies.example/4",
        sources=[{"url": "https://wire.example/3"}],
        snippet="FORBIDDEN snippet",
        takeaways=["FORBIDDEN takeaway"],
        body="FORBIDDEN words.",
    )
    gaps = make_article(
        "a-bridge-is-discussed",
        title="A bridge is discussed",
        kind="snippet",
        story="bridge",
        text="abstract",
        inferred=["title"],
        snippet="Bridge talk",
        via={"name": "Google News"},
        body="People talk about a bridge.",
    )
    return make_edition(
        [whole, headline, link, gaps],
        stories={"bridge": {"title": "The bridge", "dek": "A bridge opens.", "tags": ["Roads"]}},
        outlets={"planet": {"name": "The Planet"}, "wire": {"name": "Wire & Co."}},
    )
