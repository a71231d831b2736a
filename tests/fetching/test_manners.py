"""Fetching is polite: hosts are asked what they allow, slowly, and never for what we have."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from clipbook.fetching import Fetcher, Limits, UnchangedError
from clipbook.fetching.memory import FILE
from clipbook.importers.record import Remark
from support import hosts
from support.hosts import Host, answer

Refusal = Callable[[Fetcher, str], Remark]

RULES = "User-agent: clipbook\nDisallow: /private\nAllow: /private/open\n\nUser-agent: *\nAllow: /"


def test_robots_txt_is_heeded_and_asked_for_once(
    host: Host, fetcher: Fetcher, refusal: Refusal
) -> None:
    """What a host denies is not asked for; its rules are read once."""
    host.says |= {"/robots.txt": answer(RULES, content_type="text/plain"), "/a": answer("a")}
    host.says |= {"/private/1": answer("no"), "/private/open/1": answer("yes")}
    assert fetcher.get(host.at("/a")).all() == b"a"
    assert refusal(fetcher, host.at("/private/1")).code == "robots-deny"
    assert fetcher.get(host.at("/private/open/1")).all() == b"yes"
    asked = [request.path for request in host.asked]
    assert asked == ["/robots.txt", "/a", "/private/open/1"]


def test_robots_txt_is_asked_after_each_redirect(
    host: Host, fetcher: Fetcher, refusal: Refusal
) -> None:
    """A redirect is no way around what a host denies."""
    host.says["/robots.txt"] = answer(RULES)
    host.says["/a"] = answer("", "302 Found", location="/private/1")
    assert refusal(fetcher, host.at("/a")).code == "robots-deny"
    assert host.paths == ["/a"]


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "403 No", "404 Not Found", "429 Slow"])
def test_no_robots_txt_allows_all(host: Host, fetcher: Fetcher, status: str) -> None:
    """A host that has no rules to show has none (RFC 9309, section 2.3.1.3)."""
    host.says |= {"/robots.txt": answer("Disallow: /", status), "/a": answer("a")}
    assert fetcher.get(host.at("/a")).all() == b"a"


def test_a_host_that_cannot_say_is_not_asked(
    host: Host, fetcher: Fetcher, refusal: Refusal
) -> None:
    """Where the rules cannot be had for a fault of the server, nothing is fetched."""
    host.says |= {"/robots.txt": answer("", "503 Busy"), "/a": answer("a")}
    remark = refusal(fetcher, host.at("/a"))
    assert (remark.code, host.paths) == ("robots-unknown", [])
    assert "503" in remark.message
    assert refusal(fetcher, host.at("/b")).code == "robots-unknown"
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    "said",
    [
        answer("", "302 Found", location="/robots.txt"),
        answer("", "302 Found", location="file:///etc/hostname"),
        answer(b"\xff\xfe\0\0" * 1000),
        answer("Crawl-delay: x\nDisallow\nUser-agent\n: :\nCrawl-delay: -5"),
        answer("User-agent: *\nAllow: /\n" + "# x\n" * 300_000),
    ],
    ids=["circle", "file", "bytes", "nonsense", "long"],
)
def test_odd_robots_txt_do_no_harm(host: Host, fetcher: Fetcher, said: bytes) -> None:
    """Rules that are none forbid nothing."""
    host.says |= {"/robots.txt": said, "/a": answer("a")}
    assert fetcher.get(host.at("/a")).all() == b"a"


def test_a_robots_txt_elsewhere_is_followed(host: Host, fetcher: Fetcher, refusal: Refusal) -> None:
    """Rules may stand behind a redirect."""
    host.says["/robots.txt"] = answer("", "301 Moved", location="/rules")
    host.says["/rules"] = answer("User-agent: *\nDisallow: /")
    assert refusal(fetcher, host.at("/a")).code == "robots-deny"


def _pauses(host: Host) -> list[float]:
    return [after.at - before.at for before, after in pairwise(host.asked)]


def test_a_host_gets_time_to_breathe(host: Host, tmp_path: Path) -> None:
    """Between two requests to a host there is a pause, which costs nothing of the time limit."""
    limits = Limits(delay=0.3, total=0.5)
    fetcher = Fetcher(tmp_path, allow_private=True, limits=limits)
    host.says |= {"/a": answer("a"), "/b": answer("", "302 Found", location="/a")}
    fetcher.get(host.at("/a"))
    fetcher.get(host.at("/b"))
    assert len(_pauses(host)) == 3
    assert min(_pauses(host)) > 0.28


def test_another_host_need_not_wait(host: Host, tmp_path: Path) -> None:
    """The pause is each host's own."""
    fetcher = Fetcher(tmp_path, allow_private=True, limits=Limits(delay=0.5))
    with hosts.host() as other:
        other.name = "localhost"
        for each in (host, other):
            each.says["/a"] = answer("a")
            fetcher.get(each.at("/a"))
        assert other.asked[0].at - host.asked[-1].at < 0.4


def test_a_crawl_delay_is_heeded_within_reason(host: Host, tmp_path: Path) -> None:
    """A host's own pause is kept, unless it is so long that nobody would wait."""
    host.says |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 1000"), "/a": answer("a")}
    limits = Limits(delay=0, longest_delay=0.4)
    Fetcher(tmp_path, allow_private=True, limits=limits).get(host.at("/a"))
    assert 0.35 < _pauses(host)[0] < 2


MARKS = [{"etag": '"abc"'}, {"last_modified": "Wed, 06 May 2026 10:11:12 GMT"}]


@pytest.mark.parametrize("marks", MARKS)
def test_what_has_not_changed_is_not_sent_again(
    host: Host, fetcher: Fetcher, tmp_path: Path, marks: dict[str, str]
) -> None:
    """An address that was brought in is asked for its changes alone."""
    host.says["/feed"] = answer("one", length=None, **marks)
    fetcher.get(host.at("/feed"))
    fetcher.keep(host.at("/feed"), ("0" * 64,))
    host.says["/feed"] = answer("", "304 Not Modified")
    later = Fetcher(tmp_path, allow_private=True, limits=fetcher.limits)
    with pytest.raises(UnchangedError):
        later.get(host.at("/feed"))
    (value,) = marks.values()
    assert value in host.asked[-1].fields.values()
    host.says["/feed"] = answer("two")
    assert later.get(host.at("/feed"), anew=True).all() == b"two"
    assert value not in host.asked[-1].fields.values()


def test_what_was_only_fetched_is_sent_again(host: Host, fetcher: Fetcher, tmp_path: Path) -> None:
    """A fetch that nothing came of leaves no trace."""
    host.says["/feed"] = answer("one", etag='"abc"')
    fetcher.get(host.at("/feed"))
    fetcher.keep(host.at("/feed"), ())
    fetcher.get(host.at("/feed"))
    assert "If-None-Match" not in host.asked[-1].fields
    assert list(tmp_path.iterdir()) == []


def test_conditions_go_to_the_page_that_set_them(host: Host, fetcher: Fetcher) -> None:
    """A redirect that leads elsewhere meanwhile gets a plain request."""
    host.says |= {"/a": answer("", "302 Found", location="/1"), "/1": answer("1", etag='"abc"')}
    fetcher.get(host.at("/a"))
    fetcher.keep(host.at("/a"), ("0" * 64,))
    host.says |= {"/a": answer("", "302 Found", location="/2"), "/2": answer("2")}
    assert fetcher.get(host.at("/a")).all() == b"2"
    assert all("If-None-Match" not in request.fields for request in host.asked)


@pytest.mark.parametrize(
    "spoilt",
    [
        *("", "[]", "{", '{"A": 1}', '{"A": {}}', "[" * 100_000),
        json.dumps({"A": {"url": "A", "etag": "a\r\nb: c", "modified": "", "captures": []}}),
        json.dumps({"A": {"url": 1, "etag": [], "modified": {}, "captures": [1]}}),
    ],
)
def test_a_spoilt_memory_is_no_memory(
    host: Host, fetcher: Fetcher, tmp_path: Path, spoilt: str
) -> None:
    """What was fetched before may be forgotten at any time, and is never believed blindly."""
    host.says["/a"] = answer("a", etag='"abc"')
    (tmp_path / FILE).write_text(spoilt.replace("A", host.at("/a")))
    assert fetcher.get(host.at("/a")).all() == b"a"
    fetcher.keep(host.at("/a"), ("0" * 64,))
    kept = json.loads((tmp_path / FILE).read_text())
    assert kept[host.at("/a")]["etag"] == '"abc"'


def test_a_header_that_is_a_trick_is_not_kept(host: Host, fetcher: Fetcher, tmp_path: Path) -> None:
    """What would be sent back must be a line of plain letters."""
    host.says["/a"] = answer("a", etag="x" * 5000)
    fetcher.get(host.at("/a"))
    fetcher.keep(host.at("/a"), ("0" * 64,))
    assert not (tmp_path / FILE).exists()


def test_one_host_that_fails_does_not_cost_the_next(
    host: Host, fetcher: Fetcher, refusal: Refusal
) -> None:
    """A time limit is each address's own."""
    hurried = replace(fetcher.limits, total=0.5)
    hasty = Fetcher(fetcher.folder, allow_private=True, limits=hurried)
    host.says |= {"/slow": hosts.silent(2), "/a": answer("a")}
    assert refusal(hasty, host.at("/slow")).code == "too-slow"
    assert hasty.get(host.at("/a")).all() == b"a"
