"""CSL-JSON: items that a citation processor takes."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook.edition import Edition
from clipbook.exports import csl
from conftest import MakeArticle, MakeEdition


def test_dates_are_as_precise_as_the_record(sample: Edition) -> None:
    """Day, month and year precision come through, and an undated article has no date."""
    items = json.loads(csl.LAYOUT.document(sample, sample.archive.articles))
    dates = [item.get("issued") for item in items]
    parts: list[list[list[int]]] = [[[2025]], [[2026, 4]], [[2026, 5, 6]]]
    assert dates == [*({"date-parts": part} for part in parts), None]


def test_a_readers_own_date_is_not_made_up(sample: Edition) -> None:
    """When a page was read is the reader's to say; nothing empty is written either."""
    for item in json.loads(csl.LAYOUT.document(sample, sample.archive.articles)):
        assert "accessed" not in item
        assert all(item.values())


def test_the_address_is_the_originals_where_it_is_recorded(sample: Edition) -> None:
    """The publisher's page is cited first, and this archive's where there is none."""
    items = {
        item["id"]: item
        for item in json.loads(csl.LAYOUT.document(sample, sample.archive.articles))
    }
    assert items["bridge-closed"]["URL"] == "https://wire.example/4"
    gaps = items["a-bridge-is-discussed"]
    assert gaps["URL"] == gaps["archive_location"]


@given(st.text(min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_makes_valid_json(
    make_article: MakeArticle, make_edition: MakeEdition, body: str
) -> None:
    """An abstract comes through as it is shown."""
    article = make_article(text="abstract", body=body)
    edition = make_edition([article])
    (item,) = json.loads(csl.LAYOUT.document(edition, [article]))
    assert item.get("abstract", "") == edition.showing(article).text


def test_no_articles_make_an_empty_array(sample: Edition) -> None:
    """An empty selection is still a document."""
    assert json.loads(csl.LAYOUT.document(sample, ())) == []
