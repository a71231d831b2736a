"""News items of agencies, in every version of ninjs, and those that must not be published."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest

from clipbook import importers, markup
from clipbook.importers import ninjs
from clipbook.importers.record import RawRecord
from clipbook.importers.rich_text import markdown_of
from clipbook.importers.source import Source
from support import archives

FIRST = {
    "uri": "urn:harbour:1",
    "type": "text",
    "version": "1",
    "versioncreated": "2026-05-07T00:10:00+02:00",
    "firstcreated": "2026-05-06T23:50:00+02:00",
    "language": "en-GB",
    "headline": "Bridge reopens",
    "byline": "By Ann Gray and Jo Roe",
    "body_text": "Not *this*.",
    "body_xhtml": "<p>The bridge is <em>open</em>.</p><p>A <a href='https://a.example/'>link</a></p>",
    "subject": [{"name": "Bridges", "scheme": "x"}, {"code": "1"}],
    "keywords": ["Storms"],
    "usageterms": "Not for resale.",
    "copyrightholder": "Harbour News",
    "copyrightnotice": "© Harbour News",
    "rightsinfo": {"linkedrights": "https://rights.example/1"},
    "located": "Harbour",
    "ednote": "Hold for lawyers",
    "altids": {"id": "4711", "canonicalUrl": "https://courier.example/bridge"},
    "associations": {"main": {"type": "picture", "headline": "A picture"}},
}
SECOND = {
    "uri": "urn:harbour:2",
    "versioncreated": "2026-05-06T10:00:00Z",
    "version": "3",
    "headlines": [{"role": "sub", "value": "No"}, {"role": "main", "value": "Bridge reopens"}],
    "bodies": [
        {"role": "nitf", "contenttype": "application/xml", "value": "<nitf/>"},
        {"role": "text", "contenttype": "text/plain", "value": "One *star*.\n\nTwo\nlines."},
    ],
    "people": [{"name": "Ann Gray", "rel": "author"}, {"name": "The Mayor", "rel": "about"}],
    "by": "Ann Gray",
    "infosources": [
        {"name": "The Wire", "role": "originator"},
        {"name": "The Coastal Courier", "role": "publisher"},
    ],
    "altids": [{"role": "systemid", "value": "https://cms.example/2"}],
    "embargoed": "2026-05-07T01:00:00+02:00",
    "pubstatus": "usable",
}
THIRD = {
    "uri": "urn:harbour:3",
    "type": "text",
    "contentCreated": "2026-05-05T10:00:00-05:00",
    "firstCreated": "2026-05-06T10:00:00Z",
    "title": "bridge-02",
    "pubStatus": "usable",
    "bodies": [{"contentType": "text/html; charset=utf-8", "value": "<h1>Open</h1><p>At last</p>"}],
    "renditions": [{"contentType": "text/html", "href": "https://courier.example/3"}],
    "genres": [{"name": "Press release"}],
    "embargoedUntil": "2026-06-01T00:00:00Z",
    "standard": {"name": "ninjs", "version": "3.0"},
}


def _read(*items: dict[str, Any]) -> list[Any]:
    data = json.dumps(items if len(items) > 1 else items[0], indent=1).encode()
    assert importers.importer_of(Source("in", content=data)).name == "ninjs"
    return archives.read_all(ninjs.IMPORTER, data)


def test_version_1_is_read() -> None:
    """Headline, byline, text from its XHTML, the first day, topics, terms and the address."""
    (record,) = _read(FIRST)
    assert isinstance(record, RawRecord)
    assert record.title == "Bridge reopens"
    assert record.authors == ("By Ann Gray and Jo Roe",)
    assert record.body == "The bridge is *open*.\n\nA [link](https://a.example/)"
    assert str(record.date) == "2026-05-06"
    assert record.lang == "en-GB"
    assert record.tags == ("Bridges", "Storms")
    assert record.usage == "Not for resale. © Harbour News https://rights.example/1"
    assert record.url == "https://courier.example/bridge"
    assert record.outlet is None
    assert record.inferred == frozenset()
    assert set(record.found) == {"title", "authors", "date", "lang", "tags", "usage", "url"}


def test_version_2_is_read() -> None:
    """The main headline, plain text kept literal, who wrote and published it, and the embargo."""
    (record,) = _read(SECOND)
    assert record.title == "Bridge reopens"
    assert record.body == r"One \*star\*." + "\n\nTwo lines."
    assert record.authors == ("Ann Gray",)
    assert record.outlet == "The Coastal Courier"
    assert record.url is None
    assert record.embargoed == dt.datetime(2026, 5, 6, 23, tzinfo=dt.UTC)
    assert (str(record.date), record.inferred) == ("2026-05-06", {"date"})


def test_version_3_is_read() -> None:
    """Names in mixed case, a name for those who handle it as a concluded title, and the kind."""
    (record,) = _read(THIRD)
    assert (record.title, record.inferred) == ("bridge-02", {"title"})
    assert str(record.date) == "2026-05-05"
    assert record.found["date"].others == (("firstcreated", "2026-05-06"),)
    assert record.body == "# Open\n\nAt last"
    assert record.url == "https://courier.example/3"
    assert record.kind == "press-release"
    assert record.embargoed == dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def test_many_come_in_and_bad_ones_are_said_by_line() -> None:
    """What is withdrawn, no text, or under an embargo that cannot be read stays out."""
    items = [
        FIRST,
        {**FIRST, "pubstatus": "canceled"},
        {**FIRST, "pubstatus": "withheld"},
        {**FIRST, "pubstatus": "withdrawn"},
        {**FIRST, "type": "picture"},
        {**FIRST, "embargoed": "Thursday noon"},
        {**FIRST, "embargoed": "0001-01-01T00:00:00+12:00"},
        {**FIRST, "headline": 5},
        *({**FIRST, "bodies": odd} for odd in (True, 5, "text", {"value": "text"})),
        {**FIRST, "description_text": "It is open.", "descriptions": True},
        {"uri": "urn:x", "type": "text", "versioncreated": "2026"},
        {"type": "text", "headline": "No uri"},
        {**FIRST, "headline": "The last", "versioncreated": "tomorrow", "bodies": None},
    ]
    data = "\n".join(map(json.dumps, items)).encode()
    found = archives.read_all(ninjs.IMPORTER, data)
    assert [one.title for one in archives.records(found)] == ["Bridge reopens", "The last"]
    assert archives.refusals(found) == [
        ("withdrawn-item", 2),
        ("withdrawn-item", 3),
        ("withdrawn-item", 4),
        ("not-an-article", 5),
        ("embargo-not-read", 6),
        ("embargo-not-read", 7),
        *(("not-ninjs", line) for line in range(8, 14)),
        ("no-title", 14),
        ("not-ninjs", 15),
    ]


def test_an_item_without_a_text_keeps_its_description() -> None:
    """A description is a snippet where there is no text, and nothing beside one."""
    bare = {name: value for name, value in FIRST.items() if not name.startswith("body")}
    (record,) = _read({**bare, "description_text": "It is *open*."})
    assert (record.body, record.snippet) == ("", "It is *open*.")
    (record,) = _read({**FIRST, "description_text": "It is *open*."})
    assert record.snippet is None


def test_an_embargo_keeps_the_words_out(tmp_path: Path) -> None:
    """An item under embargo comes in with its line, and no edition has it."""
    site = archives.empty(tmp_path)
    (came,) = archives.bring_in(site, "in.json", json.dumps(SECOND).encode())
    assert came.accession
    assert "embargoed: 2026-05-06T23:00:00Z\n" in came.accession.path.read_text("utf-8")
    assert list(archives.edition(site).archive.articles) == []


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<script>x()</script><style>p{}</style></p><!-- c -->", "a"),
        ("<p>1 * 2 _x_ [y] &lt;b&gt; `c`</p>", r"1 \* 2 \_x\_ \[y\] \<b\> \`c\`"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<a href='javascript:x'>a</a> <a href='https://a.example/'>b</a>",
         "a [b](https://a.example/)"),
        ("<h2>H</h2><blockquote><p>q</p></blockquote>", "## H\n\n> q"),
        ("no <b>tags", "no **tags**"),
    ],
)  # fmt: skip
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    """What a text needs is turned; scripts, comments and links that lead nowhere go."""
    assert markdown_of(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>" * 100_000 + "<script>" * 9 + "deep",
        "<p>" * 100_000 + "deep",
        "<script>" * 100_000 + "<!--" * 100_000 + "deep",
        "<a href='" + "x" * 1_000_000 + "'>deep</a>",
        "<ul><li>" * 400 + "deep",
        "<" * 200_000 + " deep",
        "deep" + "<b>x</b>" * 10_000,
        "deep <" + "a" * 200_000,
    ],
)
def test_hostile_html_ends(html: str) -> None:
    """Whatever is nested or repeated, its words come out in seconds."""
    begin = time.process_time()
    assert "deep" in markup.plain(markup.render(markdown_of(html)))
    assert time.process_time() - begin < 20


def test_blocks_of_any_name_part_words() -> None:
    """Divisions are no text that runs on; what holds a page of its own is left out."""
    html = "<div>One</div><div>Two <iframe src='https://a.example/'>no frames</iframe>here</div>"
    assert markdown_of(html) == "One\n\nTwo here"
    assert markdown_of("<p>x<textarea>never closed</p><p>y</p>").split("\n\n")[-1] == "y"
    assert len(markdown_of("<p>x" + " " * 500_000 + "y</p>")) < 10
