"""The five original clippings, wherever they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from clipbook.importers import clipping
from clipbook.importers.record import RawRecord

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the five original clippings are not here"),
]


def _record(number: str) -> RawRecord:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (record,) = clipping.read(path.read_bytes()).records
    return record


def test_the_full_header_names_outlet_and_day() -> None:
    """The Rundown AI, listed by Google News on 7 May 2026."""
    record = _record("000")
    assert record.title == "Anthropic, SpaceX(AI) become unlikely compute partners"
    assert (record.outlet, str(record.date), record.via) == (
        "The Rundown AI",
        "2026-05-07",
        "Google News",
    )
    assert record.body.count("\n\n") == 3


def test_the_snippet_is_flagged_as_one() -> None:
    """The Indian Express, 6 May 2026: the aggregator passed on the headline alone."""
    record = _record("002")
    assert (record.outlet, str(record.date)) == ("The Indian Express", "2026-05-06")
    assert (record.kind, record.snippet) == ("snippet", record.title)


@pytest.mark.parametrize("number", ["001", "003"])
def test_a_text_without_header_records_no_outlet_and_no_day(number: str) -> None:
    """What the text does not say is not recorded, and its title is marked as inferred."""
    record = _record(number)
    assert (record.outlet, record.date, record.via) == (None, None, None)
    assert record.inferred == {"title"}
    assert record.body.count("\n\n") == 3


def test_the_briefing_carries_its_sources_and_takeaways() -> None:
    """Three addresses, two of them dated by themselves, and three takeaways."""
    record = _record("004")
    dated = {source.url.split("/")[2]: str(source.date or "") for source in record.sources}
    assert dated == {
        "www.investing.com": "",
        "www.reuters.com": "2026-04-30",
        "www.cnbc.com": "2026-05-01",
    }
    assert len(record.takeaways) == 3
    assert record.outlet is None


def test_one_clipping_alone_says_colossus() -> None:
    """The word that the search is tried with stands in one text."""
    texts = [_record(f"00{number}").body for number in range(5)]
    assert [number for number, text in enumerate(texts) if "Colossus" in text] == [3]
