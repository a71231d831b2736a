"""Where no stranger's address may lead: this machine and networks of its own."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from clipbook.fetching import Fetcher, Limits, guard
from clipbook.importers.record import Remark
from support import hosts
from support.hosts import Host, answer

Refusal = Callable[[Fetcher, str], Remark]


@pytest.fixture
def careful(tmp_path: Path) -> Fetcher:
    """Make a fetcher that may not fetch from this machine."""
    return Fetcher(tmp_path, allow_private=False, limits=Limits(delay=0, total=2))


@pytest.mark.parametrize(
    "name",
    [
        *("127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "[::1]", "0.0.0.0", "[::]"),  # noqa: S104 - refused
        *("169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
        *("100.100.100.200", "168.63.129.16", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("192.0.0.192", "198.18.0.1", "203.0.113.1", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]"),
        *("[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]"),
        *("[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a9fe:a9fe]"),
        *("[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001:0:7f00:1::]", "[2001:db8::1]"),
        *("[100::1]", "[fec0::1]", "[3fff::1]", "[5f00::1]", "[2620:4f:8000::1]"),
        *("192.31.196.1", "192.52.193.1", "192.175.48.1", "[2000::5efe:7f00:1]"),
        *("[2606:4700::200:5efe:7f00:1]", "[fe80::5efe:808:808]"),
        *("2130706433", "0x7f000001", "017700000001", "0x7f.1", "127.1", "0", "0177.0.0.1"),
        *("127.0.0.1.", "%31%32%37.0.0.1", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1"),  # noqa: RUF001 - tricks
    ],
)
def test_private_addresses_are_refused(careful: Fetcher, refusal: Refusal, name: str) -> None:
    """However it is spelled, no request goes to an address of this machine or its network."""
    remark = refusal(careful, f"http://{name}/latest/meta-data/")
    assert remark.code in {"private-address", "invalid-address", "host-not-found"}
    plain = {"127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "169.254.169.254"}
    assert name not in plain or remark.code == "private-address"


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "2606:4700::1111",
        "2606:4700::5eff:1:1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::",
    ],
)
def test_public_addresses_are_not(address: str) -> None:
    """The open internet stays open, also where an IPv4 address is written within another."""
    assert guard.is_public(address)


def test_no_request_is_sent_to_this_machine(host: Host, careful: Fetcher, refusal: Refusal) -> None:
    """What is refused is refused before a byte is sent."""
    assert refusal(careful, host.at("/a")).code == "private-address"
    assert host.asked == []


Lookup = list[tuple[Any, ...]]


def _answers(*ips: str) -> Callable[..., Lookup]:
    """Stand in for the name servers of the world."""
    left = list(ips)

    def look_up(_host: str, port: int, **_: object) -> Lookup:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (left.pop(0), port))]

    return look_up


def test_a_name_that_leads_here_is_refused(
    careful: Fetcher, refusal: Refusal, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address behind a name counts, not the name."""
    monkeypatch.setattr(socket, "getaddrinfo", _answers("127.0.0.1"))
    remark = refusal(careful, f"http://news.example:{host.port}/")
    assert remark.code == "private-address"
    assert "news.example (127.0.0.1)" in remark.message
    assert host.asked == []


def test_one_of_several_places_is_enough_to_refuse(
    careful: Fetcher, refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a public and a private address is one that somebody plays tricks with."""
    both = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert refusal(careful, "http://news.example/").code == "private-address"


def test_a_name_is_looked_up_once_for_each_connection(
    fetcher: Fetcher, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked is what is connected to: a second answer is never asked for."""
    # One answer is for robots.txt, one for the page; a third lookup would find nothing.
    monkeypatch.setattr(socket, "getaddrinfo", _answers("127.0.0.1", "127.0.0.1"))
    host.says["/a"] = answer("<p>words")
    assert fetcher.get(f"http://news.example:{host.port}/a").all() == b"<p>words"
    assert host.asked[-1].fields["Host"] == f"news.example:{host.port}"


def test_a_lookup_without_end_is_left(
    careful: Fetcher, refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name servers that do not answer cost no more time than any other server."""
    late = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: late.wait(20) and [])
    began = time.monotonic()
    assert refusal(careful, "http://news.example/").code == "too-slow"
    assert time.monotonic() - began < 4
    late.set()


def test_each_redirect_is_checked(
    refusal: Refusal, host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that may be read cannot send us on to one that may not."""
    monkeypatch.setattr(guard, "_NOT_PUBLIC", tuple(map(IPv4Network, ("127.0.0.2/32",))))
    careful = Fetcher(tmp_path, allow_private=False, limits=Limits(delay=0, total=2))
    onward = f"http://127.0.0.2:{host.port}/secret"
    host.says |= {"/a": answer("", "302 Found", location=onward), "/secret": answer("secret")}
    assert refusal(careful, host.at("/a")).code == "private-address"
    host.says["/robots.txt"] = answer("", "302 Found", location=onward)
    again = Fetcher(tmp_path, allow_private=False, limits=Limits(delay=0, total=2))
    assert refusal(again, host.at("/b")).code == "private-address"
    assert "/secret" not in host.paths


def test_the_certificate_is_of_the_name(
    fetcher: Fetcher,
    refusal: Refusal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """TLS is held to the name that was asked for, at the place that was checked."""
    trustme = pytest.importorskip("trustme")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setattr(socket, "getaddrinfo", _answers(*["127.0.0.1"] * 3))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    names: list[str | None] = []
    context.sni_callback = lambda _, name, __: names.append(name)
    with hosts.host(context) as safe:
        safe.says["/a"] = answer("<p>words")
        assert fetcher.get(f"https://news.example:{safe.port}/a").all() == b"<p>words"
        assert names == ["news.example"] * 2
        remark = refusal(fetcher, f"https://other.example:{safe.port}/a")
    assert remark.code == "bad-certificate"
    assert "other.example" in remark.message
    assert [request.path for request in safe.asked] == ["/robots.txt", "/a"]


def test_tls_that_is_none_is_said(fetcher: Fetcher, refusal: Refusal, host: Host) -> None:
    """A server that speaks no TLS where it should is one problem."""
    assert refusal(fetcher, host.at("/a").replace("http:", "https:")).code == "no-connection"
