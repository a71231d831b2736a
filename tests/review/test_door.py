"""The review page answers this machine alone, under its own name, and its own forms."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest

from clipbook.review import door
from clipbook.review.exchange import Asked

FORM = "application/x-www-form-urlencoded"
OURS = {"host": "localhost:8000", "origin": "http://localhost:8000", "content-type": FORM}


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "127.1.2.3", "[::1]:8000"],
)
def test_names_of_this_machine(host: str) -> None:
    """All of them, whatever the port: it may be forwarded."""
    assert door.refusal(Asked("GET", "", "", {"host": host})) is None


@pytest.mark.parametrize(
    "host",
    [
        *("", "example.org", "localhost.example.org", "example.org:8000", "192.168.1.2:8000"),
        *("0.0.0.0:8000", "[::]:8000", "localhost@example.org", "example.org@localhost"),
        *("localhost, example.org", "localhost/x", "localhost:x", "127.0.0.1.nip.io", "[::1"),
        *("localhost:-1", "localhost#x", "2130706433", "localhost."),
    ],
)
def test_any_other_name(host: str) -> None:
    """A name that somebody else owns may lead here (DNS rebinding)."""
    found = door.refusal(Asked("GET", "", "", {"host": host}))
    assert found is not None
    assert found.status is HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("headers", "is_in"),
    [
        ({}, True),
        ({"sec-fetch-site": "none", "sec-fetch-dest": "document"}, True),
        ({"sec-fetch-site": "same-origin", "sec-fetch-dest": "style"}, True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}, False),
        ({"sec-fetch-site": "same-site", "sec-fetch-dest": "iframe"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
    ],
)
def test_other_sites_link_here_and_no_more(headers: dict[str, str], is_in: bool) -> None:
    """They could have this machine group an archive again and again."""
    found = door.refusal(Asked("GET", "", "", {"host": "localhost", **headers}))
    assert (found is None) is is_in


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, None),
        ({"sec-fetch-site": "same-origin"}, None),
        ({"origin": None, "sec-fetch-site": "same-origin"}, None),
        ({"origin": None}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:9000"}, 403),
        ({"origin": "https://localhost:8000"}, 403),
        ({"origin": "http://127.0.0.1:8000"}, 403),
        ({"origin": "http://localhost:8000, http://localhost:8000"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"host": "example.org", "origin": "http://example.org"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": None}, 415),
        ({"content-type": f"{FORM}; charset=utf-8"}, None),
    ],
)
def test_forms_come_from_the_page(changes: dict[str, str | None], status: int | None) -> None:
    """Both signs that a browser gives are held to; without either nothing is taken."""
    headers = {name: value for name, value in {**OURS, **changes}.items() if value is not None}
    found = door.refusal(Asked("POST", "act/", "", headers))
    assert (found and found.status) == status


def test_no_other_way() -> None:
    """Whoever asks for something else is told what there is."""
    found = door.refusal(Asked("PUT", "", "", OURS))
    assert found is not None
    assert found.status is HTTPStatus.METHOD_NOT_ALLOWED
    assert ("Allow", "GET, HEAD, POST") in found.headers


@pytest.mark.parametrize(
    ("host", "is_on"),
    [
        *(("127.0.0.1", True), ("localhost", True), ("::1", True)),
        *(("0.0.0.0", False), ("::", False), ("192.168.1.2", False), ("desk.local", False)),  # noqa: S104
    ],
)
def test_where_there_is_a_page(tmp_path: Path, host: str, is_on: bool) -> None:
    """Only where nobody else can reach the server; else one line says why not."""
    why = door.why_off(tmp_path, host)
    assert (why == "") is is_on
    assert "\n" not in why
