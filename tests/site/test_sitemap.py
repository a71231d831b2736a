"""The sitemap keeps to the sizes of its format, and a new address changes little of it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

import pytest

from clipbook.site import sitemap

BASE = "https://example.org/archive/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

Entry = tuple[str, str]


def _entries(articles: int, *, year: int = 2026) -> list[Entry]:
    places = [f"articles/{year}/a{n:06}.html" for n in range(articles)]
    return [(BASE + place, f"{year}-11-{1 + n % 28:02}") for n, place in enumerate(places)]


OTHERS: list[Entry] = [
    (BASE + place, "")
    for place in ("index.html", "guide/cite & quote.html", "stories/a.html", "outlets/b.html")
]


def _files(entries: Iterable[Entry]) -> dict[str, bytes]:
    return dict(sitemap.files(iter(entries), BASE))


def _locations(data: bytes) -> list[str]:
    return [str(each.text) for each in ET.fromstring(data).findall("*/s:loc", NAMES)]  # noqa: S314 - our own


def _addresses(files: dict[str, bytes]) -> list[str]:
    return [place for name in files if name != sitemap.NAME for place in _locations(files[name])]


def test_a_small_site_has_one_sorted_file() -> None:
    """Every address once, in order, its day where there is one; signs are escaped."""
    files = _files([*_entries(3), *OTHERS])
    assert list(files) == ["sitemap.xml"]
    assert _locations(files["sitemap.xml"]) == sorted(url for url, _ in [*_entries(3), *OTHERS])
    assert b"cite &amp; quote" in files["sitemap.xml"]
    assert files["sitemap.xml"].count(b"<lastmod>") == 3


def test_fifty_thousand_addresses_stand_in_one_file_and_one_more_makes_an_index() -> None:
    """The index names a file for each section; together they hold every address once."""
    entries = [*_entries(40_000), *_entries(9_996, year=2025), *OTHERS]
    assert list(_files(entries)) == ["sitemap.xml"]
    files = _files([*entries, (f"{BASE}topics/t.html", "")])
    assert list(files) == [
        "sitemap-articles-2025.xml",
        "sitemap-articles-2026.xml",
        "sitemap-outlets.xml",
        "sitemap-pages.xml",
        "sitemap-stories.xml",
        "sitemap-topics.xml",
        "sitemap.xml",
    ]
    index = files["sitemap.xml"]
    assert ET.fromstring(index).tag == f"{{{NAMES['s']}}}sitemapindex"  # noqa: S314 - our own
    assert _locations(index) == [BASE + name for name in files if name != "sitemap.xml"]
    assert b"2025.xml</loc><lastmod>2025-11-28</lastmod>" in index
    assert sorted(_addresses(files)) == sorted([BASE + "topics/t.html", *(u for u, _ in entries)])


@pytest.mark.parametrize("articles", [50_001, 130_000])
def test_no_file_is_too_long(articles: int) -> None:
    """A shelf that is too long for one file is spread over several, each address in one."""
    files = _files([*_entries(articles), *OTHERS])
    counts = [len(_locations(data)) for data in files.values()]
    assert max(counts) <= 50_000
    assert max(map(len, files.values())) <= 10 * 1024 * 1024
    assert len(set(_addresses(files))) == len(_addresses(files)) == articles + len(OTHERS)


def test_long_addresses_make_an_index_before_there_are_too_many() -> None:
    """Ten megabytes are the other limit."""
    long = [(f"{BASE}articles/2026/{'a' * 500}-{n}.html", "") for n in range(25_000)]
    files = _files(long)
    assert len(files) > 2
    assert max(map(len, files.values())) <= 10 * 1024 * 1024
    assert len(_addresses(files)) == len(long)


def test_a_new_address_changes_its_own_file_alone() -> None:
    """The index changes only with the newest day of one of its files."""
    entries = [*_entries(130_000), *_entries(5, year=2025), *OTHERS]
    before, after = _files(entries), _files([*entries, (f"{BASE}articles/2026/b.html", "")])
    assert before.keys() == after.keys()
    assert len([name for name in before if before[name] != after[name]]) == 1
