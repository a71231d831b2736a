"""Hosts and paths of addresses, read quickly where their form is the common one."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from clipbook.model.fields import address_fault
from clipbook.model.source import host_of, path_of

PARTS = [
    "a",
    "b.example",
    "www.",
    "/",
    "?",
    "#",
    ":",
    "80",
    "@",
    "[::1]",
    "%20",
    "é",
    "A",
    ".",
    "-",
]
ADDRESSES = st.builds(
    lambda scheme, parts: scheme + "".join(parts),
    st.sampled_from(["http://", "https://", "HTTPS://"]),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=7),
)


@settings(max_examples=500)
@given(ADDRESSES)
def test_an_address_is_read_as_the_standard_library_reads_it(url: str) -> None:
    """Every address that may be linked to has the same host and path."""
    if address_fault(url) is None:
        assert host_of(url) == (urlsplit(url).hostname or "").removeprefix("www.")
        assert path_of(url) == urlsplit(url).path


def test_hosts_and_paths_of_common_addresses() -> None:
    """A port, a query and `www.` are no part of them."""
    url = "https://www.planet.example:8080/a_b/c?x=/1#y/z"
    assert (host_of(url), path_of(url)) == ("planet.example", "/a_b/c")
    assert (host_of("https://a.example"), path_of("https://a.example")) == ("a.example", "")
