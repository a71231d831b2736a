"""Citations: every part that is recorded, every gap said, the same on every day."""

from __future__ import annotations

import pytest

from clipbook.edition import Edition
from clipbook.exports import citation
from conftest import MakeArticle, MakeEdition


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (
            0,
            (
                "The Wire Desk, Wire & Co. “Title of bridge-closed.” 2025. Example archive, "
                "https://example.org/archive/articles/2025/bridge-closed.html"
                "; original: https://wire.example/4"
            ),
        ),
        (
            1,
            (
                "José Ñandú, [Wire & Co.]. “=Toll planned?” [April 2026]. Example archive, "
                "https://example.org/archive/articles/2026/toll-planned.html"
            ),
        ),
        (
            2,
            (
                "Jane Roe, Acme, Inc., The Planet. “Bridge opens: 50% late & {over} budget.” "
                "6 May 2026. Example archive, "
                "https://example.org/archive/articles/2026/bridge-opens.html"
                "; original: https://planet.example/a_b%20c?x=1&y=2#top"
            ),
        ),
        (
            3,
            (
                "Outlet not recorded. “[A bridge is discussed].” n.d. Example archive, "
                "https://example.org/archive/articles/undated/a-bridge-is-discussed.html"
            ),
        ),
    ],
)
def test_an_article_is_cited_as_far_as_it_is_known(sample: Edition, place: int, line: str) -> None:
    """Gaps are said, conclusions stand in brackets, no full stop is doubled."""
    assert citation.of_article(sample, sample.archive.articles[place]) == line


def test_a_page_is_cited_as_of_the_newest_capture(sample: Edition) -> None:
    """A hub says as of when it is cited, by what the archive holds, not by the clock."""
    assert citation.of_page(sample, "The bridge", "stories/bridge", sample.archive.articles) == (
        "“The bridge.” Example archive, as of 8 May 2026, "
        "https://example.org/archive/stories/bridge.html"
    )


def test_without_captures_and_address_no_day_and_host_is_made_up(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """What is not recorded is left out of a hub's citation."""
    edition = make_edition([make_article(date="2026-05-06")], url="", flat=False)
    line = citation.of_page(edition, "Why?", "stories/why", edition.archive.articles)
    assert line == "“Why?” Example archive, stories/why/"


def test_each_archive_has_its_own_day(make_article: MakeArticle, make_edition: MakeEdition) -> None:
    """One archive's newest capture is never said of another."""
    for day in ("2026-01-02", "2026-03-04"):
        capture = {"at": f"{day}T00:00:00Z", "by": "clipping"}
        edition = make_edition([make_article(captured=capture)])
        assert f"as of {int(day[-2:])} " in citation.of_page(
            edition, "A page", "a", edition.archive.articles
        )
