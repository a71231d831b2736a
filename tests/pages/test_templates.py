"""The templates print what they are given, and nothing of it as markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import KINDS, Page
from clipbook.site import theme

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]

TEMPLATES = theme.templates()
PARTIALS = sorted((TEMPLATES / "partials" / "clipbook").glob("*.html"))
OURS = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".css", ".js"})
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


class _Elements(HTMLParser):
    """Collects what a page's markup holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one element."""
        self.found.append((tag, dict(attrs)))


def _elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    return parser.found


def test_every_page_has_one_headline_and_sections_with_names(
    edition: Edition, pages_of: PagesOf, show: Callable[[Page], str]
) -> None:
    """One `h1`; whatever a label points to is on the page; ids are unique; no positive tabindex."""
    for page in pages_of(edition).values():
        elements = _elements(show(page))
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert [tag for tag, _ in elements].count("h1") == 1, page.path
        assert len(ids) == len(set(ids)), page.path
        for _, attributes in elements:
            labels = (attributes.get("aria-labelledby") or "").split()
            assert set(labels) <= set(ids), page.path
            assert attributes.get("tabindex", "0") in {"0", "-1"}


def test_outside_text_is_never_markup(
    make_article: MakeArticle,
    make_edition: MakeEdition,
    pages_of: PagesOf,
    show: Callable[[Page], str],
) -> None:
    """Titles, names, tags, handles and takeaways that look like HTML are printed as text."""
    article = make_article(
        "one",
        title=HOSTILE,
        outlet="o",
        date="2026-05-06",
        story="a",
        tags=[HOSTILE],
        authors=[HOSTILE],
        via={"name": HOSTILE, "handle": HOSTILE},
        snippet=HOSTILE,
        takeaways=[HOSTILE],
        kind="snippet",
        body=HOSTILE,
        sources=[{"url": "https://a.example/%3Cscript%3E-x-%22y", "title": HOSTILE}],
    )
    other = make_article("two", title=HOSTILE, story="a", date="2026-05-07", outlet="o")
    edition = make_edition(
        [article, other],
        stories={"a": {"title": HOSTILE, "dek": HOSTILE, "takeaways": [HOSTILE]}},
        outlets={"o": {"name": HOSTILE, "owner": HOSTILE}},
    )
    for page in pages_of(edition).values():
        for tag, attributes in _elements(show(page)):
            assert tag != "img", page.path
            assert tag != "script" or set(attributes) in ({"type"}, {"type", "src"}), page.path
            assert not [name for name in attributes if name.startswith("on")], page.path


def test_addresses_that_lead_away_say_so(
    edition: Edition, pages_of: PagesOf, show: Callable[[Page], str]
) -> None:
    """Every link to another host carries `noopener external`; the archive's own do not leave it."""
    for page in pages_of(edition).values():
        for tag, attributes in _elements(show(page)):
            href = attributes.get("href") or ""
            if tag == "a" and href.startswith("http"):
                assert "noopener" in (attributes.get("rel") or ""), (page.path, href)


def test_a_texts_language_and_direction_are_told(
    make_article: MakeArticle, show: Callable[[Page], str], publish: Publish
) -> None:
    """Headline and body of an Arabic article say that they are Arabic, from right to left."""
    article = make_article("one", title="عنوان", body="نص قصير.", lang="ar")
    html = show(publish([article])["articles/undated/one"])
    assert '<h1 lang="ar" dir="rtl">' in html
    assert '<div class="cb-body" data-search-text lang="ar" dir="rtl">' in html


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.name)
def test_every_partial_and_macro_escapes(path: Path) -> None:
    """MkDocs escapes nothing by itself: whatever prints stands inside an autoescape block."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    macros = re.findall(r"\{%-? macro [^%]*%\}(.*?)\{%-? endmacro", text, flags=re.DOTALL)
    assert not [body for body in macros if "{{" in body and "autoescape true" not in body]
    innermost = re.compile(
        r"\{%-? autoescape true -?%\}((?!autoescape).)*\{%-? endautoescape -?%\}", re.DOTALL
    )
    while innermost.search(text):
        text = innermost.sub("", text)
    assert "{{" not in text


def test_partials_of_pages_need_no_renderer() -> None:
    """A stamped page's partial calls no filter that needs MkDocs, and imports without context."""
    for kind in KINDS:
        text = (TEMPLATES / "partials" / "clipbook" / f"{kind.name}.html").read_text("utf-8")
        assert "| url" not in text, kind.name
        assert "with context" not in text, kind.name


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_is_fetched_from_another_host(path: Path) -> None:
    """No template, style or script names an address outside the site."""
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.findall(r"(?:src|href|url\(|import|@import)\s*[=(]?\s*[\"']?(?:https?:)?//", text)


def test_every_font_has_its_licence_beside_it() -> None:
    """Each family of fonts comes with the licence that it is under."""
    fonts = TEMPLATES / "assets" / "clipbook" / "fonts"
    families = {path.name.partition("-")[0] for path in fonts.glob("*.woff2")}
    assert families == {"inter", "newsreader"}
    for family in families:
        assert "SIL Open Font License" in (fonts / f"{family}-OFL.txt").read_text("utf-8")
    style = (TEMPLATES / "assets" / "clipbook" / "archive.css").read_text("utf-8")
    named = set(re.findall(r"fonts/([\w-]+\.woff2)", style))
    assert named == {path.name for path in fonts.glob("*.woff2")}
