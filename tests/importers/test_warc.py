"""Web archives: the pages in them come in, and what is spoilt costs nothing but itself."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipbook import importers
from clipbook.importers import warc
from clipbook.importers.record import RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.warcs import streams
from support import packing
from support.web_archives import STAMP, http, page, record, story, wacz

WHOLE = story(1) + story(2) + story(3)
PACKED = b"".join(map(gzip.compress, (story(1), story(2), story(3))))
URLS = [f"https://news.example/{number}" for number in (1, 2, 3)]


def _read(data: bytes, name: str = "a.warc") -> tuple[list[RawRecord], list[Remark]]:
    source = Source(name, content=data)
    importer = importers.importer_of(source)
    assert importer.name == "warc"
    items = list(importer.read(source))
    found = [item for item in items if isinstance(item, RawRecord)]
    return found, [item for item in items if isinstance(item, Remark)]


def _titles(data: bytes, name: str = "a.warc") -> list[str]:
    found, remarks = _read(data, name)
    assert remarks == []
    return [each.title for each in found]


def _whole_and_one(data: bytes, name: str = "a.warc") -> tuple[list[str], Remark]:
    found, remarks = _read(data, name)
    (remark,) = remarks
    assert remark.refuses
    return [each.title for each in found], remark


def test_a_page_comes_with_what_its_record_says() -> None:
    """Address and time are the record's, the original is the page, and each field says where."""
    (found,), remarks = _read(story(1))
    assert remarks == []
    assert (found.title, found.url) == ("Story 1", "https://news.example/1")
    assert found.captured_at == dt.datetime(2026, 5, 6, 10, 11, 12, tzinfo=dt.UTC)
    assert found.original
    assert (found.original.data, found.original.suffix) == (page("Story 1"), ".html")
    assert {"title", "url"} <= found.found.keys()
    assert all("<urn:uuid:" in each.where for each in found.found.values())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", WHOLE),
        ("a.warc.gz", PACKED),
        ("-", gzip.compress(WHOLE)),
        ("-", packing.zstandard(WHOLE)),
        ("a.warc.zst", packing.zstandard(story(1)) + packing.zstandard(story(2) + story(3))),
        ("a.wacz", wacz({"archive/data.warc.gz": PACKED})),
        ("-", wacz({"archive/1.warc": story(1), "archive/2.warc": story(2) + story(3)})),
    ],
    ids=["plain", "record by record", "whole", "zst", "frames", "wacz", "two"],
)
def test_every_packing_is_read(name: str, data: bytes) -> None:
    """However an archive is packed, its pages come in, told by the bytes."""
    assert _titles(data, name) == ["Story 1", "Story 2", "Story 3"]


def test_a_file_is_read_from_disk_again_and_again(tmp_path: Path) -> None:
    """The same archive gives the same bytes each time."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(PACKED)
    source = Source(str(path), path)
    importer = importers.importer_of(source)
    assert list(importer.read(source)) == list(importer.read(source))
    assert source.suffix in importers.EXTENSIONS


def test_what_is_no_page_is_passed_over() -> None:
    """Redirects, pictures, styles, failures and requests are no articles, and nobody's fault."""
    others = [
        record(http(b"", "301 Moved", location="https://news.example/1")),
        record(http(b"GIF89a", content_type="image/gif")),
        record(http(b"a{}", content_type="text/css")),
        record(http(b"User-agent: *", content_type="text/plain")),
        record(http(page("Gone"), "404 Not Found")),
        record(http(page("Partial"), "206 Partial Content")),
        record(http(b"GIF89a", content_type="")),
        record(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", warc_type="request"),
        record(b"software: x\r\n", warc_type="warcinfo", content_type="application/warc-fields"),
        record(b"{}", "urn:x", warc_type="resource", content_type="application/json"),
        record(page("Meta"), warc_type="metadata", content_type="text/html"),
        record(page("Later"), warc_type="continuation", content_type="text/html"),
    ]
    assert _titles(others[0] + story(1) + b"".join(others)) == ["Story 1"]


def test_pages_without_a_type_and_resources_are_pages() -> None:
    """A page is told by its bytes where nobody says; one that was saved without a server counts."""
    unsaid = record(http(page("Unsaid"), content_type=""))
    resource = record(page("Saved"), warc_type="resource", content_type="text/html; charset=utf-8")
    xhtml = record(http(page("Strict"), content_type="Application/XHTML+xml"))
    assert _titles(unsaid + resource + xhtml) == ["Unsaid", "Saved", "Strict"]


PAGE = page("Packed")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(PAGE), {"content_encoding": "gzip"}),
        (zlib.compress(PAGE), {"content_encoding": "deflate"}),
        (packing.brotli(PAGE), {"content_encoding": "br"}),
        (packing.zstandard(PAGE), {"content_encoding": "zstd"}),
        (packing.brotli(gzip.compress(PAGE)), {"content_encoding": "gzip, br"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"transfer_encoding": "chunked"}),
        (
            b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PAGE)), gzip.compress(PAGE)),
            {"transfer_encoding": "chunked", "content_encoding": "gzip"},
        ),
        # What was undone by the tool that wrote the archive, which kept the fields.
        (PAGE, {"content_encoding": "gzip"}),
        (PAGE, {"content_encoding": "br", "transfer_encoding": "chunked"}),
    ],
)
def test_pages_are_unpacked(body: bytes, fields: dict[str, str]) -> None:
    """The original is the page as a reader's browser had it."""
    (found,), remarks = _read(record(http(body, "200 OK", **fields)))
    assert remarks == []
    assert found.original
    assert found.original.data == PAGE


def test_the_servers_charset_counts() -> None:
    """A page that says nothing of its letters is read as the server said."""
    data = page("Bridge", "trägt wieder").decode().encode("iso-8859-1")
    (found,), _ = _read(record(http(data, content_type="text/html; charset=iso-8859-1")))
    assert "trägt wieder" in found.body


def _revisit(url: str, **fields: str) -> bytes:
    block = http(b"", content_type="text/html")
    return record(block, url, warc_type="revisit", **fields)


BEFORE = {
    "warc_refers_to_target_uri": "https://news.example/1",
    "warc_refers_to_date": STAMP,
}
DIGEST = {"warc_payload_digest": "sha1:AAAA"}


@pytest.mark.parametrize("marks", [BEFORE, DIGEST, BEFORE | DIGEST])
@pytest.mark.parametrize("first", [True, False])
def test_a_revisit_has_the_page_of_the_record_it_means(
    marks: dict[str, str], *, first: bool
) -> None:
    """A record without a page gets it from the one that it refers to, before or after it."""
    again = _revisit("https://news.example/again", warc_date="2026-05-07T00:00:00Z", **marks)
    parts = (story(1, **DIGEST), again, story(2, warc_payload_digest="sha1:BBBB"))
    found, remarks = _read(b"".join(parts if first else reversed(parts)))
    assert remarks == []
    revisited = found[-1]
    assert (revisited.title, revisited.url) == ("Story 1", "https://news.example/again")
    assert str(revisited.captured_at) == "2026-05-07 00:00:00+00:00"
    assert len(found) == 3


def test_a_revisit_without_its_page_is_said() -> None:
    """What had not changed since another archive cannot come in from this one."""
    other = BEFORE | {"warc_refers_to_date": "2020-01-01T00:00:00Z"}
    titles, remark = _whole_and_one(story(1) + _revisit("https://news.example/again", **other))
    assert titles == ["Story 1"]
    assert remark.code == "page-elsewhere"
    assert "https://news.example/again" in remark.message


def test_revisits_of_pictures_are_passed_over() -> None:
    """Only what may be a page is missed."""
    picture = record(http(b"", content_type="image/png"), warc_type="revisit", **BEFORE)
    assert _titles(story(1) + picture) == ["Story 1"]


def test_revisits_reach_over_the_files_of_a_wacz() -> None:
    """The page may stand in another archive of the same file."""
    again = _revisit("https://news.example/again", **BEFORE)
    data = wacz({"archive/1.warc": again, "archive/2.warc": story(1)})
    assert _titles(data) == ["Story 1", "Story 1"]


@pytest.mark.parametrize("cut", [1, 60, 400, 900])
def test_a_plain_archive_that_is_cut_off(cut: int) -> None:
    """What stands before the cut comes in, and the cut is said once."""
    titles, remark = _whole_and_one(WHOLE[: len(story(1) + story(2)) + cut])
    assert titles == ["Story 1", "Story 2"]
    assert remark.code in {"cut-off-archive", "damaged-archive"}


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.warc.gz", gzip.compress),
        ("a.warc.zst", packing.zstandard),
    ],
)
@pytest.mark.parametrize("by_record", [True, False])
def test_a_packed_archive_that_is_cut_off(
    name: str, pack: Callable[[bytes], bytes], *, by_record: bool
) -> None:
    """The same holds where it is packed: sound records before the cut are not lost."""
    noise = [story(i) for i in range(1, 30)]
    data = b"".join(map(pack, noise)) if by_record else pack(b"".join(noise))
    titles, remark = _whole_and_one(data[: -len(pack(noise[-1])) // 2], name)
    assert titles == [f"Story {i}" for i in range(1, len(titles) + 1)]
    assert len(titles) >= 27 or not by_record
    assert remark.code in {"cut-off-archive", "damaged-archive"}


def test_a_cut_in_what_is_passed_over_is_said() -> None:
    """An archive that ends within a picture is cut off all the same."""
    picture = record(http(b"\0" * 9000, content_type="image/gif"))
    titles, remark = _whole_and_one(story(1) + picture[:4000])
    assert (titles, remark.code) == (["Story 1"], "cut-off-archive")


def test_a_damaged_member_stops_the_archive() -> None:
    """Bytes that were changed on the way are one problem; what stands before them is in."""
    spoilt = bytearray(PACKED)
    spoilt[len(gzip.compress(story(1))) + 60] ^= 0xFF
    titles, remark = _whole_and_one(bytes(spoilt))
    assert (titles, remark.code) == (["Story 1"], "damaged-archive")


@pytest.mark.parametrize(
    ("length", "code"),
    [
        ("-5", "damaged-archive"),
        ("many", "damaged-archive"),
        ("9" * 40, "damaged-archive"),
        ("9" * 15, "too-large"),
        ("10", "damaged-archive"),
    ],
)
def test_absurd_lengths_are_said(length: str, code: str) -> None:
    """A record whose length is a lie ends what can be read."""
    found, remarks = _read(story(1) + story(2, content_length=length) + story(3))
    assert found[0].title == "Story 1"
    assert code in [remark.code for remark in remarks]
    assert len(remarks) <= 2


def test_a_page_that_is_spoilt_costs_only_itself() -> None:
    """One page that cannot be unpacked is one problem; the next one comes in."""
    bad = record(http(b"no gzip", content_encoding="gzip"), "https://news.example/bad")
    titles, remark = _whole_and_one(story(1) + bad + story(3))
    assert titles == ["Story 1", "Story 3"]
    assert remark.code == "broken-packing"
    assert "https://news.example/bad" in remark.message


def test_a_header_without_end_costs_only_itself() -> None:
    """An answer whose header no browser would have read is passed over."""
    bad = record(http(page("Bad"), x="y" * 100_000))
    assert _titles(story(1) + bad + story(2)) == ["Story 1", "Story 2"]


def test_a_page_that_is_too_large_costs_only_itself() -> None:
    """A page over the limit is one problem, packed or not, and is never held in memory."""
    huge = b"<html>" + b"\0" * 21_000_000
    for body, fields in ((huge, {}), (gzip.compress(huge), {"content_encoding": "gzip"})):
        bad = record(http(body, "200 OK", **fields), "https://news.example/huge")
        titles, remark = _whole_and_one(gzip.compress(story(1) + bad + story(2)))
        assert titles == ["Story 1", "Story 2"]
        assert remark.code == "too-large"
        assert "https://news.example/huge" in remark.message


def _bomb(size: int) -> bytes:
    """Give a packed record of zeros that was never in memory as a whole."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\0" * 1_000_000
    head = record(http(b"", content_type="image/gif"), content_length=str(size))[:-4]
    parts = [packer.compress(head), *(packer.compress(zeros) for _ in range(size // 1_000_000))]
    return b"".join((*parts, packer.flush()))


@pytest.mark.parametrize("name", ["a.warc.gz", "a.wacz"])
def test_a_bomb_is_left(name: str) -> None:
    """An archive that unpacks to absurdly much is left soon, and what stands before it is in."""
    data = gzip.compress(story(1)) + _bomb(300_000_000)
    if name == "a.wacz":
        data = wacz({"archive/1.warc.gz": data, "archive/2.warc.gz": data})
    began = time.monotonic()
    titles, remark = _whole_and_one(data, name)
    assert (titles, remark.code) == (["Story 1"], "too-tightly-packed")
    assert time.monotonic() - began < 20


def test_a_zip_bomb_is_left() -> None:
    """The same limit holds for what a zip has packed."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped,
        zipped.open("archive/1.warc", "w") as member,
    ):
        member.write(story(1))
        member.write(record(b"", content_length="400000000", warc_type="metadata")[:-4])
        for _ in range(400):
            member.write(b"\0" * 1_000_000)
    titles, remark = _whole_and_one(kept.getvalue(), "a.wacz")
    assert (titles, remark.code) == (["Story 1"], "too-tightly-packed")


def test_the_pages_that_are_listed_are_the_articles() -> None:
    """In a WACZ with a list of pages, frames and other pages of the crawl are none."""
    moved = record(http(b"", "301 Moved", location="/3"), "https://news.example/moved")
    data = record(http(b"", "301 Moved", location="//["), URLS[0]) + moved + WHOLE
    listed = ["https://news.example/1#top", "https://news.example/moved"]
    assert _titles(wacz({"archive/1.warc": data}, listed)) == ["Story 1", "Story 3"]
    assert len(_titles(wacz({"archive/1.warc": data}, []))) == 3


def test_listed_pages_that_are_not_there_are_said() -> None:
    """What was meant and is missing is a warning with an address."""
    listed = [*URLS, "https://news.example/lost"]
    found, (remark,) = _read(wacz({"archive/1.warc": WHOLE}, listed))
    assert len(found) == 3
    assert (remark.code, remark.refuses) == ("page-not-archived", False)
    assert "1 of 4" in remark.message
    assert "https://news.example/lost" in remark.message


def test_a_long_list_costs_no_more_for_each_record() -> None:
    """Of 20,000 records, each is looked up in a list of 20,000."""
    many = [f"https://news.example/gone/{number}" for number in range(20_000)]
    moved = b"".join(record(http(b"", "301 Moved", location="/1"), url) for url in many)
    began = time.process_time()
    assert _titles(wacz({"archive/1.warc": moved + story(1)}, many)) == ["Story 1"]
    assert time.process_time() - began < 8


@pytest.mark.parametrize("lines", [b"\xff\xfe", b"[" * 10**6, b'{"url": 1}\n[]\n"x"\nnull', b""])
def test_an_odd_list_is_no_list(lines: bytes) -> None:
    """A list of pages that nobody can read leaves all pages."""
    data = wacz({"archive/1.warc": WHOLE, "pages/pages.jsonl": lines})
    assert len(_titles(data)) == 3


def test_a_spoilt_archive_in_a_wacz_does_not_stop_the_next() -> None:
    """Each archive in it is read on its own."""
    data = wacz({"archive/1.warc.gz": b"\x1f\x8bjunk" * 9, "archive/2.warc": story(2)})
    titles, remark = _whole_and_one(data)
    assert (titles, remark.code) == (["Story 2"], "damaged-archive")
    assert "archive/1.warc.gz" in remark.message


def test_a_damaged_zip_is_said() -> None:
    """A zip that was cut off is one problem."""
    source = Source("a.wacz", content=wacz({"archive/1.warc": WHOLE})[:-40])
    with pytest.raises(RefusedError) as caught:
        list(importers.importer_of(source).read(source))
    assert caught.value.remark.code == "damaged-archive"


def test_odd_addresses_and_times_are_left_out() -> None:
    """What no article can hold is said and not recorded; the page comes in."""
    odd = record(http(page("Odd")), "file:///tmp/a.html", warc_date="yesterday")
    (found,), (remark,) = _read(odd)
    assert (found.title, found.url, found.captured_at) == ("Odd", None, None)
    assert (remark.code, remark.refuses) == ("invalid-address", False)
    (found,), _ = _read(record(http(page("Old wget")), "<https://news.example/1>"))
    assert found.url == "https://news.example/1"


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_times_before_and_after_all_calendars_are_left_out(date: str) -> None:
    """A time that is none in UTC is none; the page comes in."""
    (found,), remarks = _read(record(http(page("Odd")), warc_date=date))
    assert (found.title, found.captured_at, remarks) == ("Odd", None, [])


def test_a_page_that_was_cut_short_is_said() -> None:
    """The tool that wrote the archive says where it stopped reading."""
    found, (remark,) = _read(story(1, warc_truncated="length"))
    assert len(found) == 1
    assert (remark.code, remark.refuses) == ("page-cut-short", False)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b",
        gzip.compress(b"hello", mtime=0),
        b"PK\x03\x04",
        b"WARD/1.0",
        packing.zstandard(b"x"),
    ],
)
def test_what_is_no_web_archive_is_not_taken(data: bytes) -> None:
    """Other packed files are left to other importers."""
    assert importers.importer_of(Source("a.bin", content=data)).name != "warc"


def test_the_ratio_is_one_of_the_whole_file() -> None:
    """A budget is spent by all that is read of an input."""
    budget = streams.Budget.of(10)
    budget.spend(100 * 1024 * 1024)
    budget.spend(1000)
    with pytest.raises(RefusedError):
        budget.spend(1)


WACZ = wacz({"archive/1.warc.gz": gzip.compress(story(1)), "archive/2.warc": story(2)}, URLS)
SAMPLES = [WHOLE, PACKED, packing.zstandard(story(1) + story(2)), WACZ]
ODD = [b"9" * 20, b"\r\n\r\n", b"\0" * 40, b"-", b"\xff" * 4, b"WARC/1.0\r\n", b""]


@settings(deadline=None)
@given(
    data=st.sampled_from(SAMPLES),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 200), st.sampled_from(ODD)), max_size=5
    ),
)
def test_whatever_is_damaged_ends_in_words(
    data: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    """However the bytes were changed, there are pages and remarks, and never a traceback."""
    for where, gone, odd in changes:
        at = int(where * len(data))
        data = data[:at] + odd + data[at + gone :]
    source = Source("a.warc", content=data)
    try:
        items = list(warc.IMPORTER.read(source))
    except RefusedError as error:
        items = [error.remark]
    assert all(isinstance(item, RawRecord | Remark) for item in items)
