"""What is read off a browser, a build and a host."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks.measure import FailedError
from benchmarks.search import asking, browser, index_only, program
from benchmarks.search.asking import Engine
from benchmarks.search.browser import Visit
from benchmarks.search.files import Files
from benchmarks.search.rebuild import Clock
from benchmarks.search.results import Cost
from support import browsers

ENGINE = Engine("x", Path(), "search.html", "li", "/index/", r"\.js$", "/index/columns-")


def test_a_cost_is_parted_by_what_was_fetched_for_it() -> None:
    """The index, its scripts and what facets take are told apart from the rest of the page."""
    sizes = {"/search.html": 1, "/a.js": 2, "/index/manifest.json": 4, "/index/terms-0.bin": 8}
    begun = {"/index/manifest.json": 0.25, "/index/terms-0.bin": 0.5, "/index/columns-0.bin": 0.1}
    visit = Visit({**sizes, "/index/columns-0.bin": 16}, begun, ((0.5, 1), (0.75, 10)))
    assert asking.cost_of(ENGINE, visit) == Cost(
        bytes=31,
        requests=5,
        script=2,
        data=12,
        data_requests=2,
        facets=16,
        first=0.5,
        ten=0.75,
        data_ten=0.5,
    )


def test_a_page_that_reads_no_index_is_no_number() -> None:
    """Results that come from elsewhere would look like very quick ones."""
    with pytest.raises(FailedError, match="no file of its index"):
        asking.cost_of(ENGINE, Visit({"/search.html": 1}, {}, ((0.5, 1),)))


def test_a_clock_counts_what_it_is_put_around_and_nothing_else() -> None:
    """The build goes on in between, and every file comes through."""

    def files(count: int) -> Iterator[int]:
        for number in range(count):
            _work(0.02)
            yield number

    clock, taken = Clock(), []
    for number in clock.around(files)(3):
        taken.append(number)
        _work(0.05)
    assert taken == [0, 1, 2]
    assert 0.05 < (clock.seconds or 0) < 0.12


def _work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_files_are_counted_by_what_they_hold() -> None:
    """The series stands in front of the number."""
    names = ["search-index/terms-12-abcdef.bin", "search-index/manifest.json"]
    assert [index_only.series(name) for name in names] == ["terms", "manifest"]


def test_a_program_that_fails_is_no_number(tmp_path: Path) -> None:
    """What it says goes to whoever looks; the benchmark goes on with the next."""
    with pytest.raises(FailedError, match="quality"):
        program.ask("quality", tmp_path / "missing.jsonl", 1, 1)


def _answer(root: Path, address: str) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    # Beside the loop that a browser of other tests may have running here.
    with ThreadPoolExecutor() as aside:
        scope = {"type": "http", "path": address}
        aside.submit(asyncio.run, Files(root)(scope, receive, send)).result()
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def test_a_host_packs_texts_and_nothing_else(tmp_path: Path) -> None:
    """Pages and scripts go out with gzip, the index as it is, and nothing from outside."""
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "secret.html").write_text("x")
    (root / "index.html").write_text("<p>" * 1000)
    (root / "terms.bin").write_bytes(b"x" * 5000)
    status, headers, body = _answer(root, "/")
    assert (status, headers[b"content-encoding"]) == (200, b"gzip")
    assert gzip.decompress(body) == b"<p>" * 1000
    assert _answer(root, "/terms.bin")[2] == b"x" * 5000
    assert b"content-encoding" not in _answer(root, "/terms.bin")[1]
    assert _answer(root, "/../secret.html")[0] == _answer(root, "/gone")[0] == 404


@pytest.mark.browser
@pytest.mark.skipif(browsers.find() is None, reason=browsers.HOW)
def test_a_visit_counts_bytes_and_waits_for_results(tmp_path: Path, chromium: Browser) -> None:
    """Over HTTP/2, with the delay of the line, by the page's own clock."""
    pytest.importorskip("hypercorn")
    pytest.importorskip("trustme")
    (tmp_path / "data.bin").write_bytes(bytes(100_000))
    (tmp_path / "index.html").write_text(
        '<!doctype html><link rel="icon" href="data:,"><ol></ol><script>'
        'const add = () => document.querySelector("ol").append(document.createElement("li"));'
        'fetch("data.bin").then((it) => it.arrayBuffer()).then(add).then(() => setTimeout(add, 99))'
        "</script>"
    )
    with program.talking("host", tmp_path) as host:
        visit = browser.visit(chromium, host.hear(), "ol > li", browser.PHONE)
    assert list(visit.sizes) == ["/", "/data.bin"]
    assert 100_000 < visit.sizes["/data.bin"] < 101_000
    assert [count for _, count in visit.seen] == [1, 2]
    # A delay for the page, one for the data, and 40 ms for 100 kB.
    assert 0.16 < visit.seen[0][0] < visit.seen[1][0] < 5
    assert 0.06 < visit.begun["/data.bin"] < visit.seen[0][0]
