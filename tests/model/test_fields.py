"""Addresses that may be linked to, and those that may not."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.model.fields import address_fault


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/",
        "http://a.example:8080/x?y=1&z=2#w",
        "https://xn--bcher-kva.example/%C3%BC",
        "https://bücher.example/ü",
        "HTTPS://A.EXAMPLE/",
    ],
)
def test_web_addresses_pass(url: str) -> None:
    """Plain http and https addresses are linked to."""
    assert address_fault(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "/a",
        "a.example",
        "https://",
        "https:///x",
        "https://user@a.example/",
        "https://user:pw@a.example/",
        "https://a.example/a b",
        'https://a.example/"onclick=x',
        "https://a.example/<script>",
        "https://a.example:99999/",
        "https://[::1",
        "",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    """Scripts, files, credentials and broken addresses get a reason each."""
    assert address_fault(url)


@given(st.text(max_size=60) | st.text(max_size=60).map("https://{}".format))
def test_what_passes_is_a_web_address_with_a_host(text: str) -> None:
    """Any text has a fault, or is http(s) with a host, no blanks, and nobody's name in it."""
    if address_fault(text) is None:
        parts = urlsplit(text)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert parts.username is None
        assert not set(text) & set(' \t\n<>"`\\')
