"""Saved pages: what is read where, and what is concluded when places disagree."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from clipbook import importers, markup
from clipbook.importers.page import IMPORTER, record_of
from clipbook.importers.record import RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.model.dates import PartialDate
from importers.pages import HEADLINE, PARAGRAPHS, TEXT, json_ld, meta, page

ADDRESS = "https://www.courier.example.org/news/bridge"


def read(data: bytes, address: str | None = ADDRESS, content_type: str | None = None) -> RawRecord:
    """Read a page as it was found."""
    return record_of(data, address, content_type)


def test_headline_without_outlet() -> None:
    """The outlet's name and soft hyphens are no part of a headline; other words are kept beside."""
    head = f"<title>{HEADLINE} | The Courier</title>" + meta(
        og__title="Cracks in the bridge - The Courier", og__site_name="The Courier"
    )
    record = read(page(head, headline="Old bridge cl&shy;osed after divers find cracks"))
    assert record.title == HEADLINE
    assert record.outlet == "The Courier"
    assert ("og:title", "Cracks in the bridge") in record.found["title"].others


def test_head_with_site_name() -> None:
    """A head that holds the name of the site is not the headline."""
    head = f"<title>{HEADLINE} - Harbour Notes</title>"
    record = read(page(head, f"<h2>{HEADLINE}</h2>{TEXT}", headline="Harbour Notes"))
    assert record.title == HEADLINE


def test_graph() -> None:
    """Nodes of a graph refer to each other by their ids."""
    nodes = {
        "@graph": [
            {"@type": "NewsMediaOrganization", "@id": "#us", "name": "The Courier"},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
            {
                "@type": ["NewsArticle"],
                "headline": HEADLINE,
                "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Ek"}],
                "publisher": {"@id": "#us"},
                "datePublished": "2026-05-06T10:00:00+02:00",
                "dateModified": "2026-05-09",
                "inLanguage": "en-GB",
            },
        ]
    }
    record = read(page(json_ld(nodes)))
    assert record.authors == ("Ann Lee", "Bo Ek")
    assert record.outlet == "The Courier"
    assert record.date == PartialDate(2026, 5, 6)
    assert record.lang == "en-GB"
    assert record.found["date"].where == "json-ld datePublished"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "' + HEADLINE + '", "datePublished": "2026-05-06",}',
        '<!-- {"@type": "Article", "datePublished": "2026-05-06"} -->',
        '{"@type": "Article", "description": "a\nb", "datePublished": "2026-05-06"}',
        '{"@type": "Article", "text": "she said "no"", "datePublished": "2026-05-06"}',
        '{"@type": "Thing"};{"@type": "Article", "datePublished": "2026-05-06"}',
    ],
)
def test_broken_json(script: str) -> None:
    """Broken JSON is read for what can still be told."""
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(page(head)).date == PartialDate(2026, 5, 6)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (meta(author="Ann Lee"), "author"),
        ('<meta name="citation_author" content="Ann Lee">', "citation_author"),
        ('<meta name="DC.creator" content="By Ann Lee, Reporter">', "dc.creator"),
        ('<meta name="parsely-author" content="Ann Lee (ann@example.org)">', "parsely-author"),
        ('<meta name="sailthru.author" content="Ann Lee">', "sailthru.author"),
    ],
)
def test_authors_in_meta(head: str, place: str) -> None:
    """Names are read in each vocabulary, without roles and addresses."""
    record = read(page(head))
    assert record.authors == ("Ann Lee",)
    assert record.found["authors"].where == place


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<p class="byline">By Ann Lee and Bo Ek, 6 May 2026</p>', ("Ann Lee", "Bo Ek")),
        ('<a rel="author" href="/x">Ann Lee</a>', ("Ann Lee",)),
        ('<p>Text: <a href="/author/ann-lee">Ann Lee</a></p>', ("Ann Lee",)),
        ('<div class="author"><span>Von</span> Dr. Ann Lee</div>', ("Dr. Ann Lee",)),
        ('<p class="byline">Ann Lee, Ann Lee</p>', ("Ann Lee",)),
        ('<div class="comments"><p class="author">Angry Reader</p></div>', ()),
        ('<p class="byline">https://example.org/ann</p>', ()),
    ],
)
def test_bylines(byline: str, names: tuple[str, ...]) -> None:
    """Names are read off bylines; who comments below is no author."""
    assert read(page(body=byline + TEXT)).authors == names


def test_outlet_as_author() -> None:
    """A person in the byline comes before the outlet as its own author; alone, it is the author."""
    head = json_ld(
        {
            "@type": "NewsArticle",
            "headline": HEADLINE,
            "author": {"@type": "Organization", "name": "The Courier"},
            "publisher": {"name": "The Courier"},
        }
    )
    signed = read(page(head, f'<p class="byline">By Ann Lee</p>{TEXT}'))
    assert signed.authors == ("Ann Lee",)
    assert ("json-ld author", "The Courier") in signed.found["authors"].others
    assert read(page(head)).authors == ("The Courier",)


def test_date_published_not_modified() -> None:
    """The day of publication counts, not that of a change, and what disagrees is kept."""
    head = json_ld({"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2026-05-06"})
    others = meta(article__published_time="2026-05-07", article__modified_time="2026-06-01")
    record = read(page(head + others))
    assert record.date == PartialDate(2026, 5, 6)
    assert record.found["date"].others == (("article:published_time", "2026-05-07"),)
    assert "date" not in record.inferred


def test_date_in_utc() -> None:
    """A moment shortly after midnight in UTC is the day before where the address says so."""
    head = meta(article__published_time="2026-05-07T01:30:00Z")
    address = "https://courier.example.org/2026/05/06/bridge/"
    assert read(page(head), address).date == PartialDate(2026, 5, 6)


def test_date_in_text_is_concluded() -> None:
    """A day that only stands somewhere in the text is marked as a conclusion."""
    record = read(page(body=f"<p>Published on 6 May 2024</p>{TEXT}"))
    assert record.date == PartialDate(2024, 5, 6)
    assert record.inferred == {"date"}


def test_no_date() -> None:
    """What a page does not say is not recorded."""
    record = read(page(), None)
    assert (record.outlet, record.url, record.lang, record.authors) == (None, None, None, ())


@pytest.mark.parametrize(
    ("head", "tags", "place"),
    [
        (
            meta(article__tag="Harbour") + meta(article__tag="Bridges") + meta(keywords="x, y"),
            ("Harbour", "Bridges"),
            "article:tag",
        ),
        (json_ld({"@type": "Article", "keywords": "Harbour, harbour,  Old Town "}),
         ("Harbour", "Old Town"), "json-ld keywords"),
        (json_ld({"@type": "Article", "keywords": ["Harbour", "sec:42", "is_paid", "7", None]}),
         ("Harbour",), "json-ld keywords"),
        (meta(news_keywords="The Courier; Harbour", og__site_name="The Courier"),
         ("Harbour",), "news_keywords"),
    ],
)  # fmt: skip
def test_keywords(head: str, tags: tuple[str, ...], place: str) -> None:
    """Keywords come each once, without what systems note for themselves and the site's name."""
    record = read(page(head))
    assert record.tags == tags
    assert record.found["tags"].where == place


def test_keywords_disagree() -> None:
    """What another place has for keywords is kept beside them; a page without any has none."""
    both = meta(article__tag="Harbour", news_keywords="Harbour, Divers")
    assert read(page(both)).found["tags"].others == (("news_keywords", "Harbour, Divers"),)
    bare = read(page())
    assert bare.tags == ()
    assert "tags" not in bare.found


def test_heads_of_other_articles() -> None:
    """The heads of other articles on a page are no runners-up of its headline."""
    others = "<aside><h1>Market opens late</h1></aside><h1>Rain until Friday</h1>"
    record = read(page(body=TEXT + others))
    assert record.title == HEADLINE
    assert record.found["title"].others == ()


def test_canonical_of_same_outlet() -> None:
    """A page is where it says that it is, as long as it stays with the outlet."""
    head = '<link rel="canonical" href="https://courier.example.org/news/old-bridge">'
    record = read(page(head), f"{ADDRESS}?utm_source=x")
    assert record.url == "https://courier.example.org/news/old-bridge"
    assert record.syndicated_from is None


def test_canonical_of_another_outlet() -> None:
    """A canonical address with another outlet is where a text came from, and never identity."""
    head = '<link rel="canonical" href="https://agency.example.net/a/1">'
    record = read(page(head), "https://courier.example.com/news/bridge")
    assert record.url == "https://courier.example.com/news/bridge"
    assert record.syndicated_from == "https://agency.example.net/a/1"


def test_front_page_is_no_canonical() -> None:
    """Some sites call their front page canonical, on every page."""
    head = '<link rel="canonical" href="https://www.courier.example.org/">'
    assert read(page(head)).url == ADDRESS


def test_sources() -> None:
    """Links in the text to pages of others are its sources, once each, in their order."""
    links = (
        '<p>As <a href="https://records.example.net/report?utm_source=a">the report</a> says, and '
        '<a href="https://records.example.net/report">again</a>, see <a href="/other">here</a> and '
        '<a href="https://agency.example.com/b">there</a>, '
        '<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fx.org">share</a>, '
        '<a href="https://twitter.com/courier">our profile</a>, '
        '<a href="https://twitter.com/ann/status/1234567890">what she wrote</a> and '
        '<a href="javascript:alert(1)">a trap</a>, and so it goes on for a while longer.</p>'
    )
    record = read(page(body=TEXT + links), "https://courier.example.org/a")
    assert [source.url for source in record.sources] == [
        "https://records.example.net/report?utm_source=a",
        "https://agency.example.com/b",
        "https://twitter.com/ann/status/1234567890",
    ]
    assert all(source.title is None for source in record.sources)


def test_text_as_markdown() -> None:
    """Headings, lists, quotes, links and emphasis stay; signs that only look like markup too."""
    body = (
        f"{TEXT}<h2>What is known</h2><ul><li>Two piers of the bridge are cracked</li>"
        "<li>One of them since the flood of the year 1987</li></ul>"
        "<blockquote><p>We will not hurry any of this, she said.</p></blockquote>"
        '<p>It costs 2*3*4 and _more_, says <em>she</em> in <a href="https://b.example.net/r">it</a>.'
        " &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    written = read(page(body=body)).body
    assert "## What is known" in written
    assert "- Two piers of the bridge are cracked" in written
    assert "> We will not hurry any of this, she said." in written
    assert "[it](https://b.example.net/r)" in written
    rendered = markup.render(written)
    assert "2*3*4 and _more_" in markup.plain(rendered)
    assert "<em>she</em>" in rendered
    assert "&lt;script&gt;" in rendered
    assert HEADLINE not in written


@pytest.mark.parametrize(
    ("head", "body", "stub"),
    [
        (json_ld({"@type": "Article", "isAccessibleForFree": False}), TEXT, True),
        (json_ld({"@type": "Article", "isAccessibleForFree": "False"}), TEXT, True),
        (json_ld({"@type": "Article", "isAccessibleForFree": False}), "long", False),
        ("", f"{TEXT}<p>Subscribe now to continue reading this article.</p>", True),
        (meta(article__content_tier="locked"), TEXT, True),
        ("", TEXT, False),
    ],
)
def test_paywall(head: str, body: str, *, stub: bool) -> None:
    """A beginning is told from a whole text."""
    long = "".join(f"<p>{number}. {text}</p>" for number in range(12) for text in PARAGRAPHS)
    assert read(page(head, long if body == "long" else body)).is_stub is stub


@pytest.mark.parametrize(
    ("data", "lang"),
    [
        (page(lang="en-US"), "en-US"),
        (page(meta(og__locale="pt_BR")), "pt-BR"),
        (page('<meta http-equiv="content-language" content="de, en">'), "de"),
        (page(lang="xx-none-at-all"), None),
    ],
)
def test_language(data: bytes, lang: str | None) -> None:
    """The language is the one that the page says."""
    assert read(data).lang == lang


JAPANESE = "<p>" + "橋の二つの柱にひびが見つかり、橋は閉じられた。" * 20 + "</p>"
CHINESE = "<p>" + "潜水员在两座桥墩上发现裂缝，桥已关闭。" * 20 + "</p>"


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type", "body"),
    [
        ("windows-1252", '<meta charset="iso-8859-1">', None, f"{TEXT}<p>“Café” naïve</p>"),
        ("windows-1252", "", "text/html; charset=iso-8859-1", f"{TEXT}<p>“Café” naïve</p>"),
        ("gb18030", '<meta charset="gb2312">', None, CHINESE),
        ("shift_jis", "", "text/html; charset=Shift_JIS", JAPANESE),
        ("shift_jis", '<meta charset="shift_jis">', "text/html; charset=iso-8859-1", JAPANESE),
        ("iso2022_jp", "", None, JAPANESE),
        ("utf-8", '<meta charset="windows-1252">', "text/html; charset=latin-1", JAPANESE),
        ("utf-8-sig", "", "text/html; charset=windows-1251", JAPANESE),
        ("utf-16", "", None, JAPANESE),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str | None, body: str) -> None:
    """What bytes show counts before what is declared; nothing of this is a guess."""
    data = page(declared, body).decode().encode(encoding)
    record = read(data, content_type=content_type)
    words = markup.plain(markup.render(record.body))
    assert body.rpartition("<p>")[2].removesuffix("</p>") in words
    assert record.encoding is None


def test_guessed_encoding() -> None:
    """Accents without any declaration are read as windows-1252, and that is said."""
    data = page(body=f"{TEXT}<p>Café “naïve” on the quay of the old town, near the bridge.</p>")
    source = Source("a.html", content=data.decode().encode("windows-1252"))
    remark, record = IMPORTER.read(source)
    assert isinstance(remark, Remark)
    assert remark.code == "guessed-encoding"
    assert isinstance(record, RawRecord)
    assert record.encoding == "windows-1252"
    assert "Café “naïve”" in record.body


def test_single_file() -> None:
    """SingleFile says where and when a page was saved."""
    note = (
        "<!--\n Page saved with SingleFile \n url: https://courier.example.org/news/bridge \n"
        " saved date: Sat May 02 2026 10:11:12 GMT+0200 (Central European Summer Time)\n-->"
    )
    record = read(page().replace(b"<head>", f"{note}<head>".encode()), None)
    assert record.url == "https://courier.example.org/news/bridge"
    assert record.captured_at == dt.datetime(2026, 5, 2, 8, 11, 12, tzinfo=dt.UTC)


def test_saved_by_browser() -> None:
    """Browsers leave the address in a comment at the top."""
    data = b"<!-- saved from url=(0039)https://courier.example.org/news/bridge -->\n" + page()
    assert read(data, None).url == "https://courier.example.org/news/bridge"


def test_archived_copy() -> None:
    """A copy in a web archive has the address of its original, and its own beside it."""
    copy = "https://web.archive.org/web/20260502101112/https://courier.example.org/news/bridge"
    canonical = f'<link rel="canonical" href="{copy}">'
    toolbar = '<script>__wm.wombat("https://courier.example.org/news/bridge","20260502101112",{})</script>'
    for data, address in ((page(canonical), copy), (page(toolbar), None)):
        record = read(data, address)
        assert record.url == "https://courier.example.org/news/bridge"
        assert record.archived_url == copy
        assert record.captured_at == dt.datetime(2026, 5, 2, 10, 11, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" \n\t ", "empty-file"),
        (b"\0\0\0\0", "empty-file"),
        (b"<html><body></body></html>", "no-article"),
        (page(body="<p>Hello.</p>"), "no-article"),
        (page(body="<div>" * 100_000 + TEXT), "no-article"),
        (page(body="<blockquote><ul><li>x" * 900), "no-article"),
        (page(body="<p>x</p>" * 50_000), "too-large"),
        (b"<html>" + b" " * 20 * 1024 * 1024, "too-large"),
        (
            page(
                body="<p>We use cookies to store and access information on your device. Accept all "
                "cookies, or manage your consent and your privacy settings at any time.</p>"
                "<p>Read in our privacy policy how we and our partners use personal data.</p>"
            ),
            "no-article",
        ),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    """What is no article is refused in one clear message."""
    with pytest.raises(RefusedError) as refusal:
        read(data)
    assert refusal.value.remark.code == code
    assert "\n" not in refusal.value.remark.message


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace("bridge", "bri\0dge"),
        TEXT.replace("bridge", "bri\x02d\x1fge"),
        TEXT.replace("bridge", "bri&#2;dge&#0;&#xd800;&#xffff;"),
        "<div>" * 900 + TEXT,
        "<blockquote><p>He said: " * 300 + TEXT,
        "<ul><li>x" * 300 + TEXT,
        f"{TEXT}<div {' '.join(f'a{number}=1' for number in range(100_000))}>",
        TEXT + "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        TEXT + "<script type='application/ld+json'>" + '{"author":' * 5_000 + "</script>",
        f"<p class='byline'>{'a b ' * 500_000}</p>{TEXT}",
        f"{TEXT}<img src='data:image/png;base64,{'A' * 5_000_000}'>",
        f"{TEXT}<script type='application/ld+json'>[{'1,' * 1_000_000}1]</script>",
        f"{TEXT}<script type='application/ld+json'>{'{}' * 500_000}</script>",
        f'{TEXT}<script type=\'application/ld+json\'>{{"headline":"{"a" * 4_000_000}</script>',
        f"{TEXT}<footer>{'<div>' * 800}{'<span class=author>x</span>' * 8_000}</footer>",
        f"{TEXT}<nav>{'<div itemprop=headline>' * 900}{'<i></i>' * 30_000}</nav>",
        f"{TEXT}<nav>{'<h2>' * 30}{'<i></i>' * 30_000}</nav>",
        f"<p>a{chr(0x315) * 60_000}{chr(0x327) * 60_000}</p>{TEXT}",
    ],
)
def test_hostile(body: str) -> None:
    """A page that is made to exhaust its reader is still read."""
    start = time.process_time()
    record = read(page(body=body))
    assert record.title == HEADLINE
    assert "two of its piers" in record.body
    # An honest page takes a hundredth of this.
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "codec", ["idna", "punycode", "zlib", "hex", "rot13", "base64", "undefined"]
)
def test_codecs_that_are_no_encodings(codec: str) -> None:
    """What a page declares is a name of Python's, and no encoding: it is not used."""
    assert read(page(f"<meta charset={codec}>") + b"\xfc").title == HEADLINE
    assert read(page() + b"\xfc", content_type=f"text/html; charset={codec}").title == HEADLINE


@pytest.mark.parametrize(
    "saved", ["0001-01-01T00:00:00+10:00", "Sat, 02 May 99999999999999999999 10:00:00 GMT"]
)
def test_saved_at_no_time(saved: str) -> None:
    """A day that no clock can hold is none."""
    note = f"<!-- Page saved with SingleFile url: {ADDRESS} saved date: {saved} -->"
    assert read(note.encode() + page()).captured_at is None


def test_no_halves_of_letters() -> None:
    """What is no whole letter reaches no field: nothing could write it down."""
    head = json_ld({"@type": "NewsArticle", "author": {"name": "Ann \udc00Gray"}})
    assert read(page(head)).authors == ("Ann Gray",)


def test_same_page_twice() -> None:
    """The same bytes give the same record."""
    data = page(meta(author="Ann Lee", og__site_name="The Courier"), lang="en")
    assert read(data) == read(data)


@pytest.mark.parametrize(
    ("name", "data", "importer"),
    [
        ("a.html", page(), "page"),
        ("a.txt", page(), "page"),
        ("a", page().decode().encode("utf-16"), "page"),
        ("a.txt", "← Reddit\n\nHeadline\n".encode(), "clipping"),
        ("a.xml", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "feed"),
    ],
)
def test_accepts(name: str, data: bytes, importer: str) -> None:
    """Pages are known by their markup, whatever they are called."""
    assert importers.importer_of(Source(name, content=data)).name == importer


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ('<h1><span class="kicker">Harbour</span> {}</h1>', HEADLINE),
        ('<h1><span>Harbour</span><span class="visually-hidden">: </span><b>{}</b></h1>', HEADLINE),
        ("<h1><span>The Harbour</span>{}</h1>", HEADLINE),
        ("<nav><h1>Bridge shut: {}</h1></nav><header><h2>{}</h2></header>", HEADLINE),
        (
            '<ol class="breadcrumb"><li><h1>Bridge</h1></li></ol><header><h2>{}</h2></header>',
            HEADLINE,
        ),
        ("<h1>{}<small class=subtitle>Two piers are cracked</small></h1>", HEADLINE),
        ("<h1><span>Old</span> {}</h1>", f"Old {HEADLINE}"),
        ("<h1><b>O</b>ld: {}</h1>", f"Old: {HEADLINE}"),
    ],
)
def test_headline_that_is_shown(head: str, headline: str) -> None:
    """The head that readers see counts, without what its markup sets apart; search heads do not."""
    written = meta(og__title=f"Bridge shut for months: {HEADLINE}")
    record = read(page(written, head.format(HEADLINE, HEADLINE) + TEXT, headline=""))
    assert record.title == headline


def test_head_of_another_article() -> None:
    """A head that no other place bears out is not the headline where another is."""
    body = f"<h1>Most read</h1><h2>{HEADLINE}</h2>{TEXT}"
    assert read(page(meta(og__title=HEADLINE), body, headline="")).title == HEADLINE


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<p class="byline">By Ann Lee and Bo Ek, Harbourtown</p>', ("Ann Lee", "Bo Ek")),
        ('<p class="byline">By Ann Lee, Reuters</p>', ("Ann Lee", "Reuters")),
        ('<p class="byline">Ann Lee for The Courier on Sunday</p>', ("Ann Lee",)),
        ('<a rel="author" href="/x">Mathilda</a>', ("Mathilda",)),
        ("<p><i>Text: Ann Lee</i></p>", ("Ann Lee",)),
        ("<p>Von Ann Lee</p>", ("Ann Lee",)),
        ("<p>By the quay of the old town they wait for news.</p>", ()),
    ],
)
def test_bylines_on_the_page(byline: str, names: tuple[str, ...]) -> None:
    """People are named without the places and papers that stand after them."""
    assert read(page(body=byline + TEXT)).authors == names


def test_person_before_outlet_and_login() -> None:
    """Whom a page shows counts more than the outlet or a login that machines are told."""
    head = json_ld({"@type": "Article", "author": {"name": "alee2"}, "headline": HEADLINE})
    assert read(page(head, f'<p class="byline">By Ann Lee</p>{TEXT}')).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("head", "beside", "date"),
    [
        ("", "<p>6 May 2026</p>", (2026, 5, 6)),
        ("", "<div>Harbourtown, 06.05.2026</div>", (2026, 5, 6)),
        ("", "<p>Updated 9 May 2026</p>", None),
        ("", "<blockquote><p>6 May 2026</p></blockquote>", None),
        ("", "<p>The flood of 12 January 2024 broke it.</p>", None),
        ("", "<p>© 2019 The Courier</p>", None),
        ("", "<p>03/04/2026</p>", None),
        (meta(date="2026-05-06", article__published_time="2026-05-04"), "<p>6 May 2026</p>",
         (2026, 5, 6)),
        (meta(article__published_time="2026-05-07T01:00:00Z"), "<p>06/05/2026</p>", (2026, 5, 6)),
        (meta(article__published_time="2026-05-06T01:00:00Z", article__modified_time="2026-05-07"),
         "<p>7 May 2026</p>", (2026, 5, 6)),
        (meta(article__modified_time="2026-05-09"), "", None),
    ],
)  # fmt: skip
def test_dates_beside_the_headline(
    head: str, beside: str, date: tuple[int, int, int] | None
) -> None:
    """What is printed is weighed; a change, a year in the text or a copyright is no publication."""
    record = read(page(head, beside + TEXT))
    assert record.date == (PartialDate(*date) if date else None)


def test_blanks_beside_links_and_emphasis() -> None:
    """Words do not run together where the extraction drops the blank between them."""
    link = "<a href='https://a.example.org/x'>here</a>"
    inside = f"See<br>\nthe <i>Harbour Book</i>, and <b>(all of it)</b> now {link} too."
    body = read(page(body=f"<p>{inside}</p>{TEXT}")).body
    assert "the *Harbour Book*, and **(all of it)** now [here](https://a.example.org/x) too" in body


def test_no_soft_hyphens_in_the_text() -> None:
    """What only a browser needs to break lines would hide words from a search."""
    assert (
        "the harbourmaster"
        in read(page(body=f"<p>So said the har&shy;bour&shy;master.</p>{TEXT}")).body
    )


def test_nearly_sound_utf8() -> None:
    """One broken byte does not make windows-1252 of a page."""
    data = page(body=f"<p>{'Brücke über den Fluß. ' * 9}</p>{TEXT}") + b"<!-- K\xfcche -->"
    assert "Brücke über den Fluß" in read(data).body


def test_outlet_that_goes_with_the_address() -> None:
    """A section's name in `og:site_name` gives way to a name that the address bears out."""
    publisher = {"@type": "Organization", "name": "Courier Online"}
    head = meta(og__site_name="Security") + json_ld({"@type": "Article", "publisher": publisher})
    record = read(page(head), "https://www.courier.example/news/bridge")
    assert record.outlet == "Courier Online"
    assert record.found["outlet"].others == (("og:site_name", "Security"),)


def test_an_article_without_its_text() -> None:
    """What a page tells machines of its article is kept; that the text is missing is said."""
    head = meta(article__published_time="2026-05-06T10:00:00+02:00")
    wall = "<p>We use cookies to store and access information. Accept all, or manage consent.</p>"
    for body in ("<p>Watch the film.</p>", wall):
        remark, record = IMPORTER.read(Source("a.html", content=page(head, body, lang="en")))
        assert isinstance(remark, Remark)
        assert (remark.code, remark.refuses) == ("little-text", False)
        assert isinstance(record, RawRecord)
        assert (record.title, str(record.date)) == (HEADLINE, "2026-05-06")
        assert "cookies" not in record.body


def test_crumb_that_says_what_machines_are_told() -> None:
    """A head that nothing bears out gives way to one among crumbs that says the headline."""
    body = f"<nav><h1>{HEADLINE}</h1></nav><h1>Get more of this in your inbox</h1>{TEXT}"
    assert read(page(meta(og__title=HEADLINE), body, headline="")).title == HEADLINE


def test_logo_as_a_head() -> None:
    """The name of a site in its only head does not outweigh what the page is called."""
    body = f"<div><a href='/'><h1>Kustblick</h1></a></div>{TEXT}"
    head = f"<title>{HEADLINE} - The Weekly</title>"
    assert read(page(head, body, headline="")).title.startswith(HEADLINE)


@pytest.mark.parametrize(
    ("head", "body", "names"),
    [
        (
            json_ld({"@type": "ClaimReview", "itemReviewed": {"@type": "CreativeWork",
                     "headline": "x", "author": {"name": "The Ministry"}}}),
            "", (),
        ),
        ("", "<p>He is <a href='/people/ann-lee'>Ann Lee</a>.</p>", ()),
        ("", '<p class="byline">By Ann Lee The Courier, Ann Lee</p>', ("Ann Lee",)),
        ("", '<p class="byline">Ann Lee, MS, RDN</p>', ("Ann Lee",)),
    ],
)  # fmt: skip
def test_who_is_no_author(head: str, body: str, names: tuple[str, ...]) -> None:
    """Whom a text is about, a name that stands twice, and degrees are no authors."""
    assert read(page(head, body + TEXT)).authors == names


def test_codes_are_no_topics() -> None:
    """An agency's codes are for its own systems; a name in capitals is one."""
    coded = meta(news_keywords="AER, AERO, AIR, AIRL, CRSH, DIS, US")
    assert read(page(coded)).tags == ()
    assert read(page(meta(news_keywords="NATO, Harbour"))).tags == ("NATO", "Harbour")


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("<p>Harbourtown, (6.5.2026). {}</p>", PartialDate(2026, 5, 6)),
        ("<p>HARBOURTOWN – May 6, 2026 – {}</p>", PartialDate(2026, 5, 6)),
        ("<div><strong>06.05.2026 „{}“</strong></div>", PartialDate(2026, 5, 6)),
        ("<p>Since May 6, 2026 {}</p>", None),
        ("<p>On 6 May 2026, {}</p>", None),
        ("<p>{}</p><p><small>This entry was, on Wednesday, 6 May 2026 posted.</small></p>",
         PartialDate(2026, 5, 6)),
        ("<p>{}</p><p>A report on its piers, it says, was published on 6 May 2026.</p>", None),
    ],
)  # fmt: skip
def test_a_text_that_opens_with_its_date(opening: str, date: PartialDate | None) -> None:
    """A dateline counts, and a line that speaks of its page; a sentence does not."""
    record = read(page(body=opening.format(PARAGRAPHS[0]) + TEXT))
    assert record.date == date
    assert record.inferred == (frozenset({"date"}) if date else frozenset())


@pytest.mark.parametrize(
    ("head", "beside", "date"),
    [
        ("<meta name='dcterms.date' content='2026-05-04'>", "<p>6 May 2026</p>", (2026, 5, 6)),
        (meta(article__published_time="2026-05-05T20:30:00+01:00", date="2026-05-06")
         + "<meta name='dc.date' content='2026-05-06'>", "<p>6 May 2026</p>", (2026, 5, 6)),
        (meta(article__published_time="2026-05-05T20:30:00+01:00", date="2026-05-06"),
         "<p>6 May 2026</p>", (2026, 5, 5)),
        (
            "",
            ("<p>6 May 2026</p><time pubdate datetime='2026-06-01'>1</time>"
             "<time pubdate datetime='2026-06-02'>2</time>"),
            (2026, 5, 6),
        ),
    ],
)  # fmt: skip
def test_what_is_printed_and_what_machines_are_told(
    head: str, beside: str, date: tuple[int, int, int]
) -> None:
    """Two that agree with the print outweigh a moment; a vague place counts less."""
    assert read(page(head, beside + TEXT)).date == PartialDate(*date)


@pytest.mark.parametrize(
    ("after", "date"),
    [
        ("<div>Harbour desk, 6 May 2026</div>", PartialDate(2026, 5, 6)),
        ("<div>6 May 2026</div><div>7 May 2026</div>", None),
        ("<div>Offer valid until 31.12.2026</div>", None),
    ],
)
def test_the_only_date_that_is_printed(after: str, date: PartialDate | None) -> None:
    """Far from the headline, a date counts where it is the only one apart from sentences."""
    far = "<p>The ferry goes every ten minutes from the quay.</p>" * 300
    record = read(page(body=f"{TEXT}{far}{after}"))
    assert record.date == date
    assert record.inferred == (frozenset({"date"}) if date else frozenset())


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Of the<strong> old </strong>bridge.", "Of the **old** bridge."),
        ("<b>Two piers&nbsp;</b>have cracks.", "**Two piers** have cracks."),
        ("It is<a href='https://a.example/x'> shut</a>, they say.",
         "It is [shut](https://a.example/x), they say."),
        ("<b>a <i>b </i></b>c", "**a *b*** c"),
        ("Run <code>open --all</code> now.", "Run `open --all` now."),
        ("On the old quay, all who use it say <a>that <i>it</i></a> is <a href=''>shut</a>.",
         "use it say that *it* is shut."),
    ],
)  # fmt: skip
def test_blanks_and_code_within_a_line(source: str, written: str) -> None:
    """What stands within a line stays in it, with the blanks that were around and inside."""
    assert written in read(page(body=f"<p>{source}</p>{TEXT}")).body


def test_blocks_of_code() -> None:
    """Code of several lines is one block, with its lines."""
    body = read(page(body=f"{TEXT}<pre><code>open ~all\n  now\n</code></pre>")).body
    assert "```\nopen ~all\n  now\n```" in body
    assert body.count("```") == len(("begin", "end"))
