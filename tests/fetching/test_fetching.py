"""Addresses fetched from real servers: what comes, and one clear reason where nothing does."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from clipbook import __version__
from clipbook.fetching import Fetcher
from clipbook.importers.record import Remark
from support import hosts, packing
from support.hosts import Host, answer

Refusal = Callable[[Fetcher, str], Remark]

PAGE = b"<!doctype html><title>Bridge reopens</title><p>Traffic again.</p>"


def test_a_page_comes_with_what_is_known_of_it(host: Host, fetcher: Fetcher) -> None:
    """Bytes, address and type are as the server gave them, the name as the person did."""
    host.says["/bridge?day=7"] = answer(PAGE, content_type="text/html; charset=utf-8")
    source = fetcher.get(host.at("/bridge?day=7#top"))
    assert source.all() == PAGE
    assert source.name == host.at("/bridge?day=7#top")
    assert source.address == host.at("/bridge?day=7")
    assert source.content_type == "text/html; charset=utf-8"


def test_we_say_who_we_are(host: Host, tmp_path: Path) -> None:
    """The site's address is in the name where there is one, and nothing is made up."""
    host.says["/a"] = answer(PAGE)
    for home, said in (
        ("https://news.example/", f"Clipbook/{__version__} (+https://news.example/)"),
        ("", f"Clipbook/{__version__}"),
    ):
        Fetcher(tmp_path, allow_private=True, home=home).get(host.at("/a"))
        assert host.asked[-1].fields["User-Agent"] == said
        assert host.asked[-1].fields["Host"] == f"127.0.0.1:{host.port}"


def test_an_address_is_written_as_the_wire_wants_it(host: Host, fetcher: Fetcher) -> None:
    """Letters beyond ASCII are sent as bytes of UTF-8."""
    host.says["/caf%C3%A9?q=%C3%BC"] = answer(PAGE)
    assert fetcher.get(host.at("/café?q=ü")).all() == PAGE


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("gzip", gzip.compress(PAGE[:20], mtime=0) + gzip.compress(PAGE[20:], mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", packing.brotli(PAGE)),
        ("gzip, br", packing.brotli(gzip.compress(PAGE, mtime=0))),
        ("identity", PAGE),
    ],
)
def test_what_is_packed_for_the_way_is_unpacked(
    host: Host, fetcher: Fetcher, name: str, packed: bytes
) -> None:
    """Each usual encoding, and two at once, give the page."""
    host.says["/a"] = answer(packed, content_encoding=name)
    assert fetcher.get(host.at("/a")).all() == PAGE


def test_chunks_are_put_together(host: Host, fetcher: Fetcher) -> None:
    """An answer without a length, in chunks, is whole."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    host.says["/a"] = head + b"5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"
    assert fetcher.get(host.at("/a")).all() == b"hello, world"


BOMB = b"\0" * 200_000


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(BOMB, mtime=0)),
        ("gzip, gzip", gzip.compress(gzip.compress(BOMB, mtime=0), mtime=0)),
        ("deflate", zlib.compress(BOMB)),
        ("br", packing.brotli(BOMB)),
        ("", BOMB),
    ],
)
def test_what_is_too_large_is_refused(
    host: Host, fetcher: Fetcher, refusal: Refusal, name: str, packed: bytes
) -> None:
    """The limit holds for the bytes that come and for what they hold, however packed."""
    host.says["/a"] = answer(packed, content_encoding=name)
    assert refusal(fetcher, host.at("/a")).code == "too-large"


def test_an_endless_body_is_left(host: Host, fetcher: Fetcher, refusal: Refusal) -> None:
    """A server that says no length and never stops is left at the limit."""

    def speak(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(10_000):
            connection.sendall(b"x" * 10_000)

    host.says["/a"] = speak
    assert refusal(fetcher, host.at("/a")).code == "too-large"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("path", ["/a", "/robots.txt"])
def test_a_chunk_of_less_than_nothing_does_not_end_the_limit(
    host: Host, fetcher: Fetcher, refusal: Refusal, path: str
) -> None:
    """A size of -1 means all there is to the standard library; no more is taken than may be."""
    sent: list[int] = []

    def speak(connection: socket.socket) -> None:
        connection.sendall(CHUNKED + b"-1\r\n")
        for _ in range(3000):
            connection.sendall(b"x" * 10_000)
            sent.append(10_000)

    host.says[path] = speak
    assert refusal(fetcher, host.at("/a")).code == "too-large"
    # Some more lies in the buffers of the system.
    assert sum(sent) < 15_000_000


def test_a_header_without_end_is_left(host: Host, fetcher: Fetcher, refusal: Refusal) -> None:
    """What stands before an answer counts, too."""

    def speak(connection: socket.socket) -> None:
        for _ in range(100_000):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 40)

    host.says["/a"] = speak
    assert refusal(fetcher, host.at("/a")).code == "too-large"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer("", "404 Not Found"), ("page-gone", "404")),
        (answer("", "410 Gone"), ("page-gone", "410")),
        (answer("", "401 Unauthorized"), ("access-denied", "401")),
        (answer("", "403 Forbidden"), ("access-denied", "403")),
        (answer("", "451 Unavailable For Legal Reasons"), ("access-denied", "451")),
        (answer("", "429 Slow down", retry_after="120"), ("too-many-requests", "in 120 seconds")),
        (answer("", "503 Busy", retry_after="Fri, 31 Dec 2027"), ("server-error", "after Fri, 31")),
        (answer("", "500 Oh"), ("server-error", "500")),
        (answer("", "204 No Content"), ("server-error", "204")),
        (answer("", "304 Not Modified"), ("server-error", "304")),
        (answer("%PDF-1.7", content_type="application/pdf"), ("wrong-type", "application/pdf")),
        (answer("GIF89a", content_type="Image/GIF"), ("wrong-type", "Image/GIF")),
        (answer(PAGE, length=4000), ("broken-answer", "bytes are missing")),
        (answer(PAGE, length=10**15), ("too-large", "MB")),
        (answer(PAGE, content_encoding="gzip"), ("broken-packing", "unpacked")),
        (
            answer(gzip.compress(PAGE, mtime=0)[:-9], content_encoding="gzip"),
            ("broken-packing", "cut off"),
        ),
        (answer(PAGE, content_encoding="gzip, " * 9), ("broken-packing", "9 times")),
        (answer(PAGE, content_encoding="rot13"), ("broken-packing", "nobody knows")),
        (answer(PAGE, content_encoding="br"), ("broken-packing", "unpacked")),
        (answer("", "302 Found"), ("broken-answer", "redirect to nowhere")),
        (b"this is no web server\r\n\r\n", ("broken-answer", "BadStatusLine")),
        (b"", ("broken-answer", "RemoteDisconnected")),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n", ("broken-answer", "HTTPException")),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
            ("broken-answer", "Incomplete"),
        ),
        (CHUNKED + b"-5\r\nwords", ("broken-answer", "ValueError")),
        (CHUNKED + b"-%s\r\nwords" % (b"f" * 40), ("broken-answer", "OverflowError")),
    ],
)
def test_what_brings_no_page_is_said(
    host: Host, fetcher: Fetcher, refusal: Refusal, said: bytes, expected: tuple[str, str]
) -> None:
    """Each way to fail is one problem with a reason and something to do."""
    host.says["/a"] = said
    remark = refusal(fetcher, host.at("/a"))
    code, words = expected
    assert remark.code == code
    assert words in f"{remark.message} {remark.fix}"


def test_a_length_that_says_too_little_cuts_the_page(host: Host, fetcher: Fetcher) -> None:
    """What comes after the length that was said is not part of the answer."""
    host.says["/a"] = answer(PAGE, length=20)
    assert fetcher.get(host.at("/a")).all() == PAGE[:20]


@pytest.mark.parametrize(
    "speak",
    [
        hosts.silent(4),
        hosts.dripping(answer(PAGE), 0.1),
        hosts.dripping(b"HTTP/1.1 100 Continue\r\n\r\n" * 40, 0.1),
    ],
    ids=["silent", "dripping", "continuing"],
)
def test_a_slow_server_is_left(
    host: Host, fetcher: Fetcher, refusal: Refusal, speak: hosts.Speaking
) -> None:
    """The time limit holds for the whole answer, however its bytes are spread."""
    host.says["/a"] = speak
    began = time.monotonic()
    assert refusal(fetcher, host.at("/a")).code == "too-slow"
    assert time.monotonic() - began < 4


def test_nobody_there_is_said(fetcher: Fetcher, refusal: Refusal) -> None:
    """A port at which nobody listens is one problem."""
    with hosts.host() as gone:
        address = gone.at("/a")
    assert refusal(fetcher, address).code == "no-connection"


@pytest.mark.parametrize("address", ["http://no-such-host.invalid/", f"http://{'a' * 70}.test/"])
def test_a_host_that_is_not_there_is_said(fetcher: Fetcher, refusal: Refusal, address: str) -> None:
    """A name that nobody has, or nobody can have, is one problem."""
    assert refusal(fetcher, address).code in {"host-not-found", "invalid-address"}


@pytest.mark.parametrize(
    "address",
    ["http://", "http://a:b@127.0.0.1/", "http://127.0.0.1:99999/", "http://[::1/", "ftp://a/b"],
)
def test_what_is_no_address_is_refused(fetcher: Fetcher, refusal: Refusal, address: str) -> None:
    """An address that no link could have is not asked for."""
    assert refusal(fetcher, address).code == "invalid-address"


def test_redirects_are_followed(host: Host, fetcher: Fetcher) -> None:
    """The address at the end is the page's; a relative one counts from where it was said."""
    host.says |= {
        "/1": answer("", "301 Moved", location="/b/2"),
        "/b/2": answer("", "307 Moved", location="3?x=%C3%BC"),
        "/b/3?x=%C3%BC": answer(PAGE),
    }
    source = fetcher.get(host.at("/1"))
    assert (source.name, source.address) == (host.at("/1"), host.at("/b/3?x=%C3%BC"))


def test_redirects_end(host: Host, fetcher: Fetcher, refusal: Refusal) -> None:
    """A circle is seen at once, and an endless way at the limit."""
    host.says["/round"] = answer("", "302 Found", location="/round")
    assert refusal(fetcher, host.at("/round")).code == "too-many-redirects"
    assert host.paths == ["/round"]
    host.says |= {f"/{i}": answer("", "302 Found", location=f"/{i + 1}") for i in range(20)}
    assert refusal(fetcher, host.at("/0")).code == "too-many-redirects"
    assert len(host.paths) == 1 + 11


@pytest.mark.parametrize(
    "onward",
    [
        "file:///etc/hostname",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "http://u:p@h/",
        "//[",
        "http://[::1",
    ],
)
def test_redirects_lead_to_pages_alone(
    host: Host, fetcher: Fetcher, refusal: Refusal, onward: str
) -> None:
    """Only the web's own addresses are followed."""
    host.says["/a"] = answer("", "302 Found", location=onward)
    remark = refusal(fetcher, host.at("/a"))
    assert remark.code == "invalid-address"
    assert f"{host.at('/a')} leads to" in remark.message
