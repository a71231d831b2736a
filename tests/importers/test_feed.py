"""Feeds: what each of their elements becomes, and what hostile ones come to."""

from __future__ import annotations

import base64
import html
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook import markup
from clipbook.importers import clipping, feed, importer_of, literal, rich_text
from clipbook.importers.feeds import google_news, passed_on
from clipbook.importers.feeds.encoding import encoding_of
from clipbook.importers.feeds.mending import Mending
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.said import one_line, sound
from clipbook.importers.source import Source
from clipbook.model.article import Kind

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def _rss(items: str, about: str = "") -> bytes:
    channel = f"<channel><title>The Courier</title>{about}{items}</channel>"
    return f'<rss version="2.0" {NAMESPACES}>{channel}</rss>'.encode()


def _atom(entries: str, about: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{about}{entries}</feed>'.encode()


def _items(data: bytes, name: str = "feed.xml") -> list[Item]:
    source = Source(name, content=data)
    assert importer_of(source) is feed.IMPORTER
    return list(feed.IMPORTER.read(source))


def _records(items: Iterable[Item]) -> list[RawRecord]:
    return [item for item in items if isinstance(item, RawRecord)]


def _codes(items: Iterable[Item]) -> list[str]:
    return [item.code for item in items if isinstance(item, Remark)]


def _one(data: bytes) -> RawRecord:
    (record,) = _records(_items(data))
    return record


FULL = """<item>
<title>Bridge &amp;amp; harbour
 reopen</title><link>https://courier.example/bridge</link>
<guid isPermaLink="false">7731</guid><dc:creator>Jane Roe</dc:creator>
<author>desk@courier.example (Jane Roe)</author>
<category>Bridges</category><category domain="x">Harbour</category><category>Bridges</category>
<pubDate>Wed, 06 May 2026 23:30:00 -0800</pubDate>
<description>The short words.</description>
<content:encoded><![CDATA[<p>It <b>carries</b> <a href="/map">traffic</a>: 2 * 3 &lt; 7.</p>
<script>alert(1)</script><p>More.</p>]]></content:encoded>
<enclosure url="https://courier.example/a.mp3" type="audio/mpeg" length="1"/></item>"""


def test_an_item_with_its_whole_text_is_an_article() -> None:
    """Each element becomes its field, with the place it was read at."""
    record = _one(_rss(FULL, "<language>en-gb</language>"))
    assert (record.title, record.kind) == ("Bridge & harbour reopen", Kind.ARTICLE)
    assert record.url == "https://courier.example/bridge"
    assert str(record.date) == "2026-05-06"
    assert record.authors == ("Jane Roe",)
    assert record.tags == ("Bridges", "Harbour")
    assert record.lang == "en-gb"
    assert (record.outlet, record.via, record.snippet) == (None, None, None)
    shown = markup.render(record.body)
    assert "<strong>carries</strong>" in shown
    assert 'href="https://courier.example/map"' in shown
    assert "2 * 3 &lt; 7." in shown
    assert "alert" not in shown
    wheres = {name: found.where for name, found in record.found.items()}
    assert wheres["body"] == "content:encoded"
    assert (wheres["date"], wheres["url"], wheres["lang"]) == ("pubDate", "link", "language")
    assert wheres.keys() == {"title", "url", "date", "authors", "tags", "lang", "body"}


def test_a_summary_alone_is_a_snippet() -> None:
    """A description is no text of an article: it is one line, and the kind says so."""
    summary = "&lt;p&gt;Only &lt;b&gt;this&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;And that.&lt;/p&gt;"
    record = _one(_rss(f"<item><title>T</title><description>{summary}</description></item>"))
    assert (record.kind, record.body) == (Kind.SNIPPET, "")
    assert record.snippet == "Only this. And that."
    assert record.found["snippet"].where == "description"


def test_a_summary_of_another_vocabulary_is_no_whole_text() -> None:
    """A second summary beside the description does not make it an article."""
    item = (
        '<item xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd"><title>T</title>'
        "<description>One.</description>"
        "<itunes:summary>Another, and longer.</itunes:summary></item>"
    )
    assert _one(_rss(item)).snippet == "One."


def test_an_item_without_a_headline_is_called_by_its_first_sentence() -> None:
    """The headline is then a conclusion; an item with neither is refused, and the next one read."""
    items = _items(_rss("<item><link>https://a.example/</link></item>" + "<item><description>"
                        "They met on Monday. Then left.</description></item>"))  # fmt: skip
    (record,) = _records(items)
    assert (record.title, record.inferred) == ("They met on Monday", frozenset({"title"}))
    assert _codes(items) == ["nothing-said"]


def test_atom_says_who_when_and_where() -> None:
    """An entry takes the feed's author; a day of change stands in for one of publication."""
    entry = (
        "<entry><title type='html'>A &lt;i&gt;fine&lt;/i&gt; day</title><id>urn:1</id>"
        "<link rel='self' href='https://a.example/self'/><link href='/day'/>"
        "<updated>2026-05-06T23:59:00-10:00</updated>"
        "<category term='weather' label='Weather'/><category term='https://schemas.example/kind'/>"
        "<content type='xhtml' xml:lang='fr'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p>Du <em>soleil</em>.</p></div></content></entry>"
    )
    about = "<author><name>Jane Roe</name></author><link href='https://a.example/'/>"
    data = _atom(entry, about).replace(b"<feed ", b"<feed xml:base='https://a.example/' ")
    record = _one(data)
    assert (record.title, record.url) == ("A fine day", "https://a.example/day")
    assert (str(record.date), record.inferred) == ("2026-05-06", frozenset({"date"}))
    assert (record.authors, record.found["authors"].where) == (("Jane Roe",), "author of the feed")
    assert (record.tags, record.lang, record.body) == (("Weather",), "fr", "Du *soleil*.")


def test_the_day_of_publication_goes_before_the_day_of_change() -> None:
    """Two days of publication that differ are both kept; one of change is another matter."""
    item = (
        "<item><title>T</title><pubDate>Wed, 06 May 2026 10:00:00 GMT</pubDate>"
        "<dc:date>2026-05-07</dc:date>"
        "<a10:updated xmlns:a10='http://www.w3.org/2005/Atom'>2026-06-01</a10:updated></item>"
    )
    record = _one(_rss(item))
    assert str(record.date) == "2026-05-06"
    assert record.found["date"].others == (("dc:date", "2026-05-07"),)


def test_a_video_is_described_where_nothing_else_is() -> None:
    """Media RSS gives title and words only where the item itself gives none."""
    media = "<m:title>Film</m:title><m:description>Of the film.</m:description>"
    group = f"<m:group xmlns:m='http://search.yahoo.com/mrss/'>{media}</m:group>"
    record = _one(_atom(f"<entry><title>Own</title>{group}</entry>"))
    assert (record.title, record.snippet) == ("Own", "Of the film.")
    assert record.found["snippet"].where == "media:description"
    other = _one(_atom(f"<entry>{group}<title>Own</title><summary>Words.</summary></entry>"))
    assert (other.title, other.snippet) == ("Own", "Words.")


def test_rdf_feeds_have_their_items_beside_the_channel() -> None:
    """RSS 1.0 is read, with the words of Dublin Core."""
    data = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b'<channel rdf:about="https://a.example/"><title>A</title></channel>'
        b'<item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>'
        b"<dc:date>2026-05</dc:date><dc:subject>Rivers</dc:subject></item></rdf:RDF>"
    )
    record = _one(data)
    assert (record.title, str(record.date), record.tags) == ("One", "2026-05", ("Rivers",))


def test_the_language_may_stand_after_the_items() -> None:
    """What a feed says of itself counts wherever it stands."""
    item = "<item><title>T</title></item>"
    data = _rss(f"{item}<language>de</language>")
    assert _one(data).lang == "de"


def test_a_guid_is_an_address_only_where_it_can_be_one() -> None:
    """Without a link, a guid that is an address is the article's; a number is no mistake."""
    items = _items(_rss("<item><title>A</title><guid>https://a.example/1</guid></item>"
                        "<item><title>B</title><guid>991</guid></item>"))  # fmt: skip
    first, second = _records(items)
    assert (first.url, first.found["url"].where) == ("https://a.example/1", "guid")
    assert (second.url, _codes(items)) == (None, [])


def test_an_address_that_cannot_be_linked_to_is_left_out_and_said() -> None:
    """The item comes in without it."""
    items = _items(_rss("<item><title>A</title><link>javascript:alert(1)</link></item>"))
    assert _records(items)[0].url is None
    assert _codes(items) == ["address-not-read"]


def test_an_archived_copy_is_taken_apart() -> None:
    """The address of a copy gives both addresses."""
    link = "https://web.archive.org/web/20260506101010/https://a.example/1"
    record = _one(_rss(f"<item><title>A</title><link>{link}</link></item>"))
    assert (record.url, record.archived_url) == ("https://a.example/1", link)


def test_feedburner_gives_the_address_it_stands_before() -> None:
    """Its own link is kept beside the publisher's."""
    item = (
        "<item><title>A</title><link>https://feedproxy.example/~r/1</link>"
        "<feedburner:origLink>https://a.example/1</feedburner:origLink></item>"
    )
    record = _one(_rss(item))
    assert record.url == "https://a.example/1"
    assert record.found["url"].others == (("link", "https://feedproxy.example/~r/1"),)


# Aggregators


def _varint(number: int) -> bytes:
    written = b""
    while number > 0x7F:
        written += bytes([number & 0x7F | 0x80])
        number >>= 7
    return written + bytes([number])


def _token(url: str, amp: str = "") -> str:
    data = b"\x08\x13\x22" + _varint(len(url)) + url.encode()
    data += b"\xd2\x01" + _varint(len(amp)) + amp.encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


GOOGLE_ITEM = """<item><title>Bridge - a history - reopens - The Coastal - Courier</title>
<link>https://news.google.com/rss/articles/{token}?oc=5</link>
<pubDate>Wed, 06 May 2026 07:00:00 GMT</pubDate>
<description>&lt;ol&gt;&lt;li&gt;&lt;a href="https://news.google.com/x"&gt;Other words&lt;/a&gt;
&lt;/li&gt;&lt;/ol&gt;</description>
<source url="https://courier.example">The Coastal - Courier</source></item>"""


def test_google_news_is_the_aggregator_and_the_source_the_outlet() -> None:
    """Headline and outlet part where they are the same words; the address is in the link."""
    url, amp = "https://courier.example/" + "long-" * 40 + "name", "https://courier.example/amp/1"
    token = _token(url, amp)
    record = _one(_rss(GOOGLE_ITEM.format(token=token), "<language>en-US</language>"))
    assert record.title == "Bridge - a history - reopens"
    assert (record.outlet, record.outlet_url) == (
        "The Coastal - Courier",
        "https://courier.example",
    )
    assert (record.url, record.via) == (url, "Google News")
    assert record.found["url"].others == (("another address in the link", amp),)
    assert record.via_url == f"https://news.google.com/rss/articles/{token}?oc=5"
    assert str(record.date) == str(record.via_date) == "2026-05-06"
    assert (record.kind, record.snippet, record.body) == (Kind.SNIPPET, None, "")
    assert record.lang is None


def test_newer_links_of_google_news_stay_closed() -> None:
    """The publisher's address is then not recorded, which is said once."""
    data = b"\x08\x13\x22\x90\x01" + b"AU_yqL" + b"x" * 138
    token = base64.urlsafe_b64encode(data).decode()
    item = GOOGLE_ITEM.format(token=token)
    items = _items(_rss(item + item.replace("Bridge", "Ferry")))
    assert [record.url for record in _records(items)] == [None, None]
    assert all(record.via_url for record in _records(items))
    assert _codes(items) == ["address-hidden"]


def test_a_headline_that_does_not_end_in_its_outlet_stays_whole() -> None:
    """Nothing is cut off by a guess."""
    item = GOOGLE_ITEM.format(token=_token("https://courier.example/1"))
    record = _one(_rss(item.replace(">The Coastal - Courier<", ">Coastal Courier<")))
    assert record.title == "Bridge - a history - reopens - The Coastal - Courier"


@given(st.integers(0, 2**63 - 1), st.binary(max_size=20), st.binary(max_size=20))
def test_varints_are_read_as_they_are_written(number: int, before: bytes, after: bytes) -> None:
    """Any number, wherever it stands."""
    written = _varint(number)
    data = before + written + after
    assert google_news.varint(data, len(before)) == (number, len(before) + len(written))


_FIELD = st.tuples(st.integers(1, 2**28), st.binary(max_size=400))


@given(st.lists(st.tuples(_FIELD, st.integers(0, 2**40)), max_size=8))
def test_fields_of_a_protocol_buffer_are_read_past_others(
    written: list[tuple[tuple[int, bytes], int]],
) -> None:
    """Fields of bytes are given; numbers of all three kinds between them are stepped over."""
    data = b""
    for (number, content), other in written:
        data += _varint(number << 3) + _varint(other)
        data += _varint(number << 3 | 1) + other.to_bytes(8, "little")
        data += _varint(number << 3 | 2) + _varint(len(content)) + content
        data += _varint(number << 3 | 5) + b"\xff\xff\xff\xff"
    assert list(google_news.fields(data)) == [field for field, _ in written]


@given(
    st.text("abcdefghijklmnopqrstuvwxyz0123456789/-_.?=&%", min_size=1, max_size=600), st.booleans()
)
def test_links_of_google_news_give_back_what_was_put_in(path: str, has_amp: bool) -> None:
    """Addresses of every length, with and without a second one."""
    urls = ("https://a.example/" + path, *(["https://a.example/amp"] if has_amp else []))
    for way in ("rss/articles", "articles", "__i/rss/rd/articles", "read"):
        link = f"https://news.google.com/{way}/{_token(*urls)}?hl=en"
        assert google_news.unfolded(link) == urls


@given(st.binary(max_size=300))
def test_any_bytes_in_a_link_are_opened_or_stay_closed(data: bytes) -> None:
    """Nothing in a link can break the import."""
    token = base64.urlsafe_b64encode(data).decode().rstrip("=")
    google_news.unfolded(f"https://news.google.com/rss/articles/{token}")


def test_google_alerts_are_unfolded() -> None:
    """The address is a parameter of the link; what they call content is a snippet."""
    entry = (
        "<entry><id>tag:google.com,2013:googlealerts/feed:1</id>"
        "<title type='html'>The &lt;b&gt;bridge&lt;/b&gt; reopens</title>"
        "<link href='https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://a.example/1%3Fx%3D2"
        "&amp;ct=ga&amp;cd=1'/><published>2026-05-06T10:00:00Z</published>"
        "<content type='html'>The &lt;b&gt;bridge&lt;/b&gt; *carries* traffic …</content>"
        "<author><name/></author></entry>"
    )
    record = _one(_atom(entry))
    assert (record.title, record.url) == ("The bridge reopens", "https://a.example/1?x=2")
    assert (record.via, str(record.via_date)) == ("Google Alerts", "2026-05-06")
    assert (record.kind, record.snippet) == (Kind.SNIPPET, "The bridge *carries* traffic …")
    assert record.authors == ()


def test_bing_names_the_outlet_in_an_element_of_its_own() -> None:
    """Link and outlet of Bing News."""
    item = (
        "<item xmlns:News='https://www.bing.example/news'><title>A</title>"
        "<link>http://www.bing.com/news/apiclick.aspx?ref=x&amp;url=https%3a%2f%2fa.example%2f1</link>"
        "<description>Words.</description><News:Source>The Courier</News:Source></item>"
    )
    record = _one(_rss(item))
    assert (record.via, record.url, record.outlet) == (
        "Bing News",
        "https://a.example/1",
        "The Courier",
    )
    assert record.snippet == "Words."


@pytest.mark.parametrize(
    ("link", "via", "url"),
    [
        ("https://r.search.yahoo.com/_ylt=A/RV=2/RU=https%3a%2f%2fa.example%2f1/RK=2/RS=x",
         "Yahoo", "https://a.example/1"),
        ("http://us.rd.yahoo.com/dailynews/rss/*http%3A//a.example/1", "Yahoo",
         "http://a.example/1"),
        ("http://news.google.com/news/url?sa=t&url=http://a.example/1", "Google News",
         "http://a.example/1"),
        ("https://www.google.co.uk/url?q=https://a.example/1", None, "https://a.example/1"),
    ],
)  # fmt: skip
def test_other_links_are_unfolded_where_it_is_certain(link: str, via: str | None, url: str) -> None:
    """Redirects that carry the address in plain sight."""
    assert passed_on.passed(link, "") == passed_on.Passed(via, (url,))


@pytest.mark.parametrize(
    "link",
    [
        "https://www.google.com/url?url=javascript:alert(1)",
        "https://www.google.com/search?url=https://a.example/",
        "https://google.com.evil.example/url?url=https://a.example/",
        "https://news.google.com/topics/CAAqJggK",
        "https://notrd.example/x/*http://a.example/",
        "http://[broken",
        "https://www.bing.com/news/apiclick.aspx?" + "a=1&" * 1000,
    ],
)
def test_other_links_stay_what_they_are(link: str) -> None:
    """What is not certainly such a redirect is none."""
    assert passed_on.passed(link, "") is None


# Dates


def test_a_date_that_is_not_read_is_said() -> None:
    """With the words that were found, and the line."""
    items = _items(_rss("\n<item><title>A</title><pubDate>6 may or so 2026</pubDate></item>"))
    (remark,) = [item for item in items if isinstance(item, Remark)]
    assert (remark.code, remark.line, remark.refuses) == ("date-not-read", 2, False)
    assert "6 may or so 2026" in remark.message
    assert _records(items)[0].date is None


# JSON Feed and OPML


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [
        {
            "id": "1",
            "url": "https://a.example/1",
            "external_url": "https://b.example/x",
            "title": "One",
            "content_html": "<p>Whole <a href='2'>text</a></p>",
            "date_published": "2026-05-06T23:00:00-09:00",
            "tags": ["Rivers", 3],
        },
        {
            "id": 2,
            "content_text": "1. Not a list *at all*.\n\nNext.",
            "authors": [{"name": "John Roe"}],
        },
        {"id": "3", "title": "Three", "summary": "Short.", "language": "fr"},
        "nothing",
    ],
    "authors": [{"name": "Jane Roe"}],
    "language": "en",
}


def test_a_json_feed_is_read() -> None:
    """Items take author and language of the feed, which may stand after them."""
    items = _items(json.dumps(JSON_FEED, indent=1).encode(), "feed.json")
    one, two, three = _records(items)
    assert (one.title, one.url, str(one.date)) == ("One", "https://a.example/1", "2026-05-06")
    assert (one.body, one.tags) == ("Whole [text](https://a.example/2)", ("Rivers",))
    assert [source.url for source in one.sources] == ["https://b.example/x"]
    assert (one.authors, one.lang) == (("Jane Roe",), "en")
    assert markup.plain(markup.render(two.body)) == "1. Not a list *at all*.\nNext."
    assert (two.authors, "title" in two.inferred) == (("John Roe",), True)
    assert (three.kind, three.snippet, three.lang) == (Kind.SNIPPET, "Short.", "fr")
    assert _codes(items) == ["nothing-said"]


def test_each_item_of_a_json_feed_is_kept_by_its_own_bytes() -> None:
    """Exactly as they stand in the feed."""
    text = json.dumps(JSON_FEED, indent=1)
    for record in _records(_items(text.encode(), "feed.json")):
        assert record.original
        assert record.original.suffix == ".json"
        assert record.original.data.decode() in text
        assert json.loads(record.original.data)["id"] in ("1", 2, "3")


@pytest.mark.parametrize(
    "tail",
    [
        '"items": [{"title": "A"}',
        '"items": [{"title": "A"} {}]}',
        '"items": ' + "[" * 100_000,
        '"items": [' + "1" * 10_000 + "]}",
        '"items": [{"title": "A"}], 7}',
    ],
)
def test_broken_json_is_one_problem(tail: str) -> None:
    """Cut short, nested without end, or no JSON at all."""
    data = b'{"version": "https://jsonfeed.org/version/1", ' + tail.encode()
    with pytest.raises(RefusedError) as refused:
        _items(data, "feed.json")
    assert refused.value.remark.code == "not-a-feed"


def test_halves_of_letters_do_not_get_through() -> None:
    """JSON can write what no text holds."""
    data = b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "A\\ud800b"}]}'
    assert _one(data).title == "Ab"


def test_opml_names_its_feeds() -> None:
    """A list of feeds holds no article; each feed is said with its address."""
    data = (
        b'<?xml version="1.0"?><opml version="2.0"><body><outline text="Press">\n'
        b'<outline type="rss" text="The Courier" xmlUrl="https://courier.example/feed"/>'
        b'<outline type="rss" xmlUrl="ftp://b.example/"/></outline></body></opml>'
    )
    items = _items(data, "feeds.opml")
    assert _codes(items) == ["feed-listed", "feed-listed"]
    first, second = (item for item in items if isinstance(item, Remark))
    assert (first.line, "The Courier" in first.message) == (2, True)
    assert first.fix == "clipbook import https://courier.example/feed"
    assert "cannot be used" in second.fix
    assert not first.refuses


def test_an_opml_without_feeds_is_refused() -> None:
    """There is nothing to say about it."""
    with pytest.raises(RefusedError, match="it lists no feed"):
        _items(b"<opml><body><outline text='x'/></body></opml>")


# Damage and malice


def test_what_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    """Loose ampersands, unknown entities and words before the feed cost nothing."""
    item = (
        "<item><title>Roe & Co &eacute;t&eacute; &unknown; &lt;b&gt;</title>"
        "<link>https://a.example/?a=1&b=2</link>"
        "<description><![CDATA[AT&T <p>1 &amp; 2</p>]]></description></item>"
    )
    items = _items(b"\n<?xml version='1.0'?>\n" + _rss(item))
    record = _records(items)[0]
    assert record.title == "Roe & Co été &unknown; <b>"
    assert record.url == "https://a.example/?a=1&b=2"
    assert record.snippet == "AT&T 1 & 2"
    assert _codes(items) == []


def test_a_feed_that_breaks_off_gives_what_is_there_and_says_so() -> None:
    """The items before the break come in."""
    items = _items(_rss(FULL)[:-30] + b"<item><title>Half")
    assert _records(items)[0].title == "Bridge & harbour reopen"
    assert "broken-feed" in _codes(items)


_WHOLE = "<item><title>Whole</title>\n<description>Words.</description></item>\n"
_HALF = "<item>\n<title>Half</title><link>https://a.example/half</link></item>"


@pytest.mark.parametrize("length", range(1, len(_HALF)))
def test_an_item_in_which_a_feed_breaks_off_is_none(length: int) -> None:
    """Wherever that is; what came before is whole, and the line of the other is said."""
    items = _items(f"<rss><channel>\n{_WHOLE}{_HALF[:length]}".encode())
    assert [each.title for each in _records(items)] == ["Whole"]
    (remark,) = (each for each in items if isinstance(each, Remark))
    assert remark.code == "broken-feed"
    is_met = length >= len("<item")
    assert ("begins on line 4 is never closed" in remark.message) == is_met


def test_an_item_that_is_closed_is_one_however_the_feed_ends() -> None:
    """The tags around it are not its own, and neither is how its bytes were fetched."""
    items = _items(b"<rss><channel>" + _WHOLE.encode().strip())
    assert [each.title for each in _records(items)] == ["Whole"]


def test_a_feed_of_half_an_item_is_refused() -> None:
    """There is nothing in it that could come in."""
    with pytest.raises(RefusedError, match="there is no item in it"):
        _items(b"<rss><channel>" + _HALF.encode()[:-8])


def test_a_json_feed_that_breaks_off_gives_what_is_there_and_says_so() -> None:
    """The item in which it breaks off is none, and its line is said."""
    data = (
        b'{"version": "https://jsonfeed.org/version/1", "items": [\n'
        b'{"title": "Whole", "content_text": "Words."},\n{"title": "Half", "content_te'
    )
    came: list[Item] = []
    with pytest.raises(RefusedError) as refused:
        came.extend(feed.IMPORTER.read(Source("feed.json", content=data)))
    assert [each.title for each in _records(came)] == ["Whole"]
    assert (refused.value.remark.code, refused.value.remark.line) == ("not-a-feed", 3)


def test_a_language_that_is_none_is_said_once() -> None:
    """Its name is read where it is known; all items of a feed share it."""
    data = _rss("<item><title>A</title></item>" * 3, "<language>Klingon tongue</language>")
    items = _items(data)
    assert _codes(items) == ["language-not-read"]
    assert [each.lang for each in _records(items)] == [None] * 3
    assert _one(_rss("<item><title>A</title></item>", "<language>German</language>")).lang == "de"


def test_a_broken_feed_without_items_is_refused() -> None:
    """With the fault and its line."""
    with pytest.raises(RefusedError, match="no sound XML") as refused:
        _items(b"<rss><channel>\n<title>The Cour")
    assert (refused.value.remark.code, refused.value.remark.line) == ("not-a-feed", 2)


_BOMB = b"<!DOCTYPE rss [<!ENTITY a0 'lol'>%b]>" % b"".join(
    b"<!ENTITY a%d '%b'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)


@pytest.mark.parametrize(
    "data",
    [
        _BOMB + _rss("<item><title>x &a11;</title></item>"),
        _BOMB + _rss("<item x='&a11;'><title>x</title></item>"),
        b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        + _rss("<item><title>x &f;</title></item>"),
    ],
)
def test_entities_are_never_filled_in(data: bytes) -> None:
    """Neither bombs nor files: one remark, and the name stands where the entity stood."""
    items = _items(data)
    (record,) = _records(items)
    assert len(record.title) < 10
    assert _codes(items) == ["entities-not-read"]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("<item><title>D</title>" + "<a>" * 5000 + "</a>" * 5000 + "</item>", "broken-feed"),
        (f"<item><title>D</title><description>{'x' * 3_000_000}</description></item>", "too-large"),
    ],
)
def test_too_deep_and_too_large_is_one_problem(item: str, code: str) -> None:
    """The item before it comes in."""
    items = _items(_rss("<item><title>First</title></item>" + item))
    assert _records(items)[0].title == "First"
    assert _codes(items) == [code]


@pytest.mark.parametrize(
    "item",
    [
        f"<author>{'a.' * 50_000}@</author>",
        "<category>x</category>" * 20_000,
        "<link>x</link>" * 20_000,
        f"<pubDate>{'1 ' * 200_000}</pubDate>",
        f"<content:encoded>{'&lt;div&gt;' * 50_000}x</content:encoded>",
        f"<content:encoded>{'&lt;b&gt;&lt;p&gt;' * 30_000}x</content:encoded>",
        f"<content:encoded>x{' ' * 500_000}y</content:encoded>",
        f"<content:encoded>&lt;pre&gt;x{' ' * 500_000}y</content:encoded>",
    ],
    ids=lambda item: item[:16],
)
def test_no_item_keeps_the_import_busy(item: str) -> None:
    """Seconds at most, where feedparser or markdownify alone would take minutes or hours."""
    began = time.process_time()
    record = _one(_rss(f"<item><title>T</title>{item}</item>"))
    assert record.title == "T"
    assert time.process_time() - began < 20


def test_thousands_of_namespaces_are_refused_once() -> None:
    """Each item would have to repeat them."""
    names = " ".join(f'xmlns:n{number}="u{number}"' for number in range(2000))
    data = _rss("<item><title>T</title></item>" * 50).replace(b"<rss ", f"<rss {names} ".encode())
    with pytest.raises(RefusedError, match="namespaces"):
        _items(data)


def test_a_feed_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    """Before any of it is read into memory."""
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.write(b"<rss>")
        file.truncate(feed.MAX_BYTES + 1)
    with pytest.raises(RefusedError) as refused:
        list(feed.IMPORTER.read(Source("large.xml", path)))
    assert refused.value.remark.code == "too-large"


# What is said of hostile feeds


@pytest.mark.parametrize("around", ["<items>{}</items>", "<x><channel>{}</channel></x>"])
def test_items_come_in_from_a_holder_that_no_feed_has(around: str) -> None:
    """It is dropped with what else stands in the feed, and an item's place is then the feed."""
    item = "<item><title>A</title><link>https://a.example/1</link></item>"
    assert _one(f"<rss>{around.format(item)}</rss>".encode()).url == "https://a.example/1"


@pytest.mark.parametrize("reference", ["&#xd800;", "&#57343;", "&#0;", "&#x110000;"])
@pytest.mark.parametrize(
    "item",
    [
        "<title>A {}b</title>",
        "<title x='{}'>A b</title>",
        "<title xmlns:q='https://q.example/{}'>A b</title>",
        "<title>A b</title><link>https://a.example/{}</link>",
        "<title>A b</title><q xmlns='{}'/>",
    ],
)
def test_references_to_no_letters_stand_as_a_sign_of_their_own(item: str, reference: str) -> None:
    """Wherever they are, and it is said."""
    items = _items(_rss(f"<item>{item.format(reference)}</item>"))
    assert [each.title.replace("\ufffd", "") for each in _records(items)] == ["A b"]
    assert "damaged-text" in _codes(items)


def test_a_reference_in_what_only_looks_like_a_section_is_met_too() -> None:
    """In a broken tag there is none to libxml2."""
    broken = f"<q<![CDATA[r><p:p xmlns:p='https://a.example/&#{'0' * 50}55296;'/></q>"
    data = f"{_WHOLE}{broken}{broken.replace('0', '')}"
    assert [each.title for each in _records(_items(_rss(data)))] == ["Whole"]


def test_references_to_signs_for_control_are_nothing() -> None:
    """So are these signs themselves."""
    items = _items(_rss("<item><title>A&#1;&#x1f;&#xfffe; b &#38; &#x26;</title></item>"))
    assert [each.title for each in _records(items)] == ["A b & &"]
    assert _codes(items) == []


def test_an_opml_says_addresses_as_they_are_meant() -> None:
    """Loose ampersands stay; halves of letters are no part of an address."""
    data = "<opml><body><outline xmlUrl='https://a.example/?a=1&b=2&#xd800;'/></body></opml>"
    (remark,) = (each for each in _items(data.encode()) if isinstance(each, Remark))
    assert "https://a.example/?a=1&b=2\ufffd" in remark.message


_SECTIONS = "&amp; & &foo; <![CDATA[ & &#1;]]]>&#xd800;<!-- & -> &#1;-->&eacute;&#38;&a<b/>"


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 41])
def test_a_text_is_mended_alike_however_it_is_cut(size: int, every: bool) -> None:
    """No reference and no mark of a section is lost between two pieces."""
    text = f"words\n<?xml version='1.0'?>\n<r>{_SECTIONS * 3}</r>"
    section = "<![CDATA[ & ]]]>\ufffd<!-- & -> -->&#233;&#38;&#38;a<b/>"
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    whole = "".join(Mending(lambda: [text], every).text())
    assert "".join(Mending(lambda: cut, every).text()) == whole
    assert whole.count(section) == 3
    assert whole.startswith("\n\n<r>" + ("&#38;" if every else "&amp;"))


def test_a_large_feed_with_a_loose_ampersand_is_whole() -> None:
    """Past ten megabytes, too: libxml2 is never given more at once than a piece."""
    words = "Words of the bridge. " * 2000
    item = f"<item><title>Bridge</title><description>{words}</description></item>"
    items = _items(_rss("<item><title>Roe & Co</title></item>" + item * 260))
    assert len(_records(items)) == 261
    assert _codes(items) == []


_READ = """
import resource, sys
from clipbook.importers import feed
from clipbook.importers.record import RefusedError
from clipbook.importers.source import Source

def read(data):
    codes = set()
    try:
        for item in feed.IMPORTER.read(Source("x", content=data)):
            codes.add(getattr(item, "code", "record"))
    except RefusedError as refused:
        codes.add(refused.remark.code)
    return codes

data = sys.stdin.buffer.read()
read(b"<rss><channel><item><title>A & b</title></item></channel></rss>")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
codes = read(data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, *sorted(codes))
"""

_JSON = '{{"version": "https://jsonfeed.org/version/1.1", {}"items": [{{"title": "A"}}{}]}}'


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (
            _rss("<item><title>A & b</title>" + "<a/>" * 1_200_000 + "</item>" + _WHOLE),
            "record too-large",
        ),
        (_rss(_WHOLE + "<x>" + "<a/>" * 3_000_000 + "</x>"), "record"),
        (_rss(_WHOLE + "<a b=1/>" * 800_000), "broken-feed record"),
        (
            f"<opml>{'<outline/>' * 2_000_000}<outline xmlUrl='https://a.example/'/></opml>".encode(),
            "feed-listed",
        ),
        (_JSON.format("", ",1" * 1_500_000).encode(), "nothing-said record too-large"),
        (_JSON.format("", ',{"x": [' + "[]," * 3_000_000 + "1]}").encode(), "record too-large"),
    ],
    ids=["item", "around", "unended", "opml", "json items", "json value"],
)
def test_no_feed_of_megabytes_takes_hundreds_of_them(data: bytes, codes: str) -> None:
    """What is counted is not held; what is sound comes in."""
    command = [sys.executable, "-c", _READ]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    grown, _, said = done.stdout.decode().strip().partition(" ")
    assert said == codes
    assert int(grown) < 120_000


@pytest.mark.parametrize(
    "item",
    [
        f"<description>&lt;{'a' * 60_000}</description>",
        f"<content:encoded>&lt;p>{'&lt;' + 'a' * 60_000}</content:encoded>",
        "".join(f"<pubDate>{1000 + at // 9}-0{at % 9 + 1}-01</pubDate>" for at in range(30_000)),
        f"<author>{'a' * 1900}</author>" * 900,
    ],
    ids=["tag", "tag in text", "days", "authors"],
)
def test_the_time_for_an_item_grows_with_its_bytes(item: str) -> None:
    """And not with their square."""
    feed_of_it = _rss(f"<item><title>T</title>{item}</item>")
    began = time.process_time()
    assert _one(feed_of_it).title == "T"
    assert time.process_time() - began < 2


def test_what_is_wrong_with_a_feed_is_said_in_one_short_line() -> None:
    """Names of elements are as long as a feed has them, and hold what it will."""
    items = _items(f"<rss><channel>{_WHOLE}<q xmlns='{'x' * 900} \x7f'/></channel></rss>".encode())
    (broken,) = (each for each in items if isinstance(each, Remark))
    assert len(broken.message) < 400
    assert "\x7f" not in broken.message


def test_signs_for_control_do_not_come_in_by_their_numbers() -> None:
    """HTML within a text is read once it is cleaned."""
    data = _JSON.format("", ', {"title": "B", "content_html": "<p>x&#1;y&#127;z</p>"}')
    assert _records(_items(data.encode(), "feed.json"))[1].body == "xyz"


def test_an_address_beside_the_publishers_is_kept_where_it_can_be_one() -> None:
    """What no address may hold is not what another place says."""
    item = (
        "<item><title>T</title><link>https://x.example/\x7f</link>"
        "<feedburner:origLink>https://a.example/</feedburner:origLink></item>"
    )
    record = _one(_rss(item))
    assert (record.url, record.found["url"].others) == ("https://a.example/", ())


# Originals, encodings, and which inputs are feeds


def test_each_item_is_kept_alone_and_always_the_same() -> None:
    """The original of an item is sound XML of it alone, the same bytes each time."""
    data = _rss(FULL + "<item><title>Other</title></item>")
    first, second = _records(_items(data)), _records(_items(data))
    assert [each.original for each in first] == [each.original for each in second]
    kept = first[0].original
    assert kept
    assert b"Other" not in kept.data
    again = _one(b"<rss><channel>" + kept.data + b"</channel></rss>")
    assert (again.title, again.body, again.date) == (first[0].title, first[0].body, first[0].date)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("iso-8859-1", "windows-1252"),
        ("utf-16", "utf-16"),
        ("koi8-r", "koi8-r"),
        ("UTF-8", "utf-8-sig"),
    ],
)
def test_encodings_that_are_said_are_read(declared: str, codec: str) -> None:
    """A declaration or a mark says it."""
    title = "Мост" if declared == "koi8-r" else "Café – 1"
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>'
        + _rss(f"<item><title>{title}</title></item>").decode()
    )
    items = _items(text.encode(codec))
    assert (_records(items)[0].title, _codes(items)) == (title, [])


def test_encodings_that_are_not_said_are_guessed_or_mended() -> None:
    """Both are said; the encoding is recorded where it is a guess."""
    text = _rss("<item><title>Café</title></item>").decode()
    guessed = _items(text.encode("windows-1252"))
    assert (_records(guessed)[0].title, _records(guessed)[0].encoding) == ("Café", "windows-1252")
    assert _codes(guessed) == ["guessed-encoding"]
    damaged = _items(text.replace("Café", "Café caf|").encode().replace(b"|", b"\xe9"))
    assert _records(damaged)[0].title == "Café caf\ufffd"
    assert _codes(damaged) == ["damaged-text"]


def test_encodings_that_are_no_encodings_of_text_are_not_used() -> None:
    """Of Python's codecs, some unpack and some take for ever."""
    for name in ("zip", "punycode", "unicode_escape", "rot13", "no-such"):
        data = f'<?xml version="1.0" encoding="{name}"?><rss/>'.encode()
        assert encoding_of(Source("x", content=data)).name == "utf-8"


@pytest.mark.parametrize(
    ("data", "is_feed"),
    [
        (
            b"\xef\xbb\xbf  <?xml version='1.0'?><!-- x --><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>",
            True,
        ),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        (b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", True),
        (b"<OPML>", True),
        (b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1"}', True),
        (b"<html><body>rss <rss></body></html>", False),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:li/>", False),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", False),
        (b'{"version": 1}', False),
        ("← Google News\n\n<rss>".encode(), False),
    ],
)
def test_a_feed_is_known_by_its_first_words(data: bytes, is_feed: bool) -> None:
    """Whatever it is called."""
    found = importer_of(Source("some.name", content=data))
    assert found is (feed.IMPORTER if is_feed else clipping.IMPORTER)


@given(st.text(max_size=300))
def test_plain_words_stay_the_same_words_in_markdown(text: str) -> None:
    """Whatever a text holds, it means nothing to Markdown."""
    shown = markup.plain(markup.render(literal.paragraphs(sound(text))))
    assert " ".join(shown.split()) == one_line(text)


@given(st.text(max_size=300))
def test_escaped_words_are_the_same_words_in_a_line(text: str) -> None:
    """HTML of nothing but text is that text."""
    assert rich_text.line_of(html.escape(text)) == one_line(text)


@given(
    st.binary(max_size=200), st.sampled_from([b"<rss><channel><item>", b"<feed><entry>", b"<opml>"])
)
def test_any_bytes_give_items_or_a_problem(data: bytes, start: bytes) -> None:
    """No bytes break the import."""
    with suppress(RefusedError):
        list(feed.IMPORTER.read(Source("x.xml", content=start + data)))
