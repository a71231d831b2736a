"""Meta elements: what reference managers read, as far as it is known."""

from __future__ import annotations

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports import meta_tags


def _of(edition: Edition, name: str) -> list[tuple[str, str]]:
    article = next(article for article in edition.archive.articles if article.id == name)
    return [(tag["name"], tag["content"]) for tag in meta_tags.of_article(edition, article)]


def test_a_recorded_article_is_described_in_both_vocabularies(sample: Edition) -> None:
    """Every name that the crosswalk has is there, each value in an element of its own."""
    tags = _of(sample, "bridge-opens")
    names = {row.dublin_core for row in crosswalk.ROWS} | {row.highwire for row in crosswalk.ROWS}
    unsaid = {None, "DCTERMS.abstract", "citation_abstract"}
    assert {name for name, _ in tags} == (names - unsaid) | {"z:itemType"}
    assert [text for name, text in tags if name == "citation_author"] == ["Jane Roe", "Acme, Inc."]
    assert ("DC.date", "2026-05-06") in tags
    assert ("citation_publication_date", "2026/05/06") in tags
    assert ("DC.source", "The Planet") in tags
    assert ("DC.type", "newspaperArticle") in tags


def test_gaps_and_conclusions_have_no_element(sample: Edition) -> None:
    """No element is empty, and none states what was concluded."""
    for article in sample.archive.articles:
        assert all(content for _, content in _of(sample, article.id))
    names = {name for name, _ in _of(sample, "toll-planned")}
    assert {"DC.source", "DC.date", "citation_publisher"}.isdisjoint(names)


def test_no_name_makes_it_a_journal_article(sample: Edition) -> None:
    """Zotero files by the names that it sees; ours is a newspaper article."""
    assert "citation_journal_title" not in dict(_of(sample, "bridge-opens"))
