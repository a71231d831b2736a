"""Strangers' Markdown: all of it readable, none of it alive."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clipbook import markup

SAFE = {
    "a": {"href", "rel"},
    "div": {"id"},
    "ol": {"start"},
}


class _Inventory(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def _assert_harmless(html: str) -> None:
    found = _Inventory()
    found.feed(html)
    assert not found.tags & {"script", "style", "iframe", "img", "object", "form", "input", "svg"}
    for tag, name, value in found.attributes:
        assert name in SAFE.get(tag, set()), (tag, name)
        if name == "href":
            assert value.startswith(("http://", "https://", "#note-")), value
        if name == "id":
            assert value.startswith("note-")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *more*", "<p><strong>bold</strong> and <em>more</em></p>"),
        ("# One", "<h2>One</h2>"),
        ("##### Five", "<h5>Five</h5>"),
        ("<b>b</b>", "<p>&lt;b&gt;b&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](../secret)", "<p><a>x</a></p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("a < b && c > d", "<p>a &lt; b &amp;&amp; c &gt; d</p>"),
        (
            "![A ship](https://a.example/x.png)",
            '<p><a rel="noopener external nofollow" href="https://a.example/x.png">A ship</a></p>',
        ),
        ("[x](https://u:p@a.example/)", "<p><a>x</a></p>"),
        ("{: #__config }", "<p>{: #__config }</p>"),
        ("[email protected]", "<p>[email protected]</p>"),
        ("", ""),
    ],
)
def test_markdown_is_shown_and_tamed(text: str, html: str) -> None:
    """Each construct gives just this HTML."""
    assert markup.render(text) == html


def test_footnotes_and_tables_work() -> None:
    """Footnotes get anchors with a prefix of ours; tables keep their cells."""
    html = markup.render("A[^x].\n\n[^x]: Note.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert '<a href="#note-x">' in html
    assert '<div id="note-x">' in html
    assert "<td>1</td><td>2</td>" in html
    _assert_harmless(html)


@settings(max_examples=300)
@given(st.text(alphabet="<>!-[](){}`*_#&;:/\\'\"=\n\t |~^ascriptvg1", max_size=120))
def test_nothing_that_is_typed_comes_alive(text: str) -> None:
    """Whatever signs a text holds, its HTML holds no script, handler, id, class or bad address."""
    _assert_harmless(markup.render(text))


@given(st.text(alphabet=st.characters(whitelist_categories=["Lu", "Ll", "Nd", "Lo"]), min_size=1))
def test_words_in_are_words_out(word: str) -> None:
    """Plain words are the same words after rendering and reading back."""
    assert markup.plain(markup.render(f"Before {word} after.")) == f"Before {word} after."


@given(
    st.from_regex(r"<[a-z]{1,6}( [a-z]{1,5}=[a-z]{1,4})?>[a-z]{1,9}</[a-z]{1,6}>", fullmatch=True)
)
def test_raw_html_stays_readable_word_for_word(text: str) -> None:
    """What looks like HTML is shown as the text it is: nothing is lost."""
    assert markup.plain(markup.render(f"See {text} here.")) == f"See {text} here."


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "<" * 20_000, "*" * 20_000, "`" * 20_000, "![" * 9000, '<a t="`"> ` ' * 4000],
)
def test_no_text_takes_long(text: str) -> None:
    """Texts made to be slow are rendered in well under a second."""
    start = time.perf_counter()
    markup.render(text)
    assert time.perf_counter() - start < 1


def test_an_excerpt_is_cut_between_words_and_says_so() -> None:
    """The first words and an ellipsis; a short text is left whole."""
    assert markup.first_words("one two three four", 2) == "one two …"
    assert markup.first_words("one two", 2) == "one two"
    assert len(markup.first_words("港" * 1000, 60)) < 500


def test_plain_text_has_a_line_for_each_block() -> None:
    """Paragraphs, items and rows become lines; cells are parted."""
    text = markup.plain(markup.render("One.\n\n- a\n- b\n\n| c | d |\n|---|---|\n| 1 | 2 |\n"))
    assert re.split(r"\n", text) == ["One.", "a", "b", "c d", "1 2"]


WORDY = st.text(alphabet="ab1_-.,–“” \n\t\u3000\xa0\x1c\x85\u2028\u200b港é\u0301²½٣", max_size=40)


@settings(max_examples=500)
@given(st.one_of(WORDY, st.text(max_size=40), st.text(alphabet="ab-_.! \n\t\x1f\0", max_size=40)))
def test_words_are_counted_as_their_rule_says(text: str) -> None:
    """However quickly: what stands between blanks and holds a letter or a figure."""
    by_rule = sum(any(sign.isalnum() for sign in word) for word in text.split())
    assert markup.count_words(text) == by_rule


TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


MARKS = st.lists(
    st.sampled_from(
        [*"ab *_`~\\|>#-[]()<&\n", "**", "a b", "\n\n", "\n    ", "# ", "## ", "> ", "- ", "1. ",
         "2. ", "[a](https://a.example/b)", "](https://a.example)", "](http://a.example/?b=1&c=2)",
         "<https://a.example>", "![a](https://a.example/b)", "[^1]", "[^1]: a", "<b>", "</p>",
         "&amp;"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=1000)
@given(
    MARKS | st.text(max_size=60) | st.text(alphabet="ab <>&;\"'\n\r\0\xa0\x7f\u2028*é", max_size=30)
)
@example("[<https://a.example>](https://b.example)")
def test_a_cleaner_finds_nothing_left_to_do(text: str) -> None:
    """Even where common markup is spared the cleaning, cleaning would change nothing."""
    html = markup.render(text)
    cleaned = nh3.clean(html, tags=TAGS, attributes=SAFE, link_rel=None)
    assert cleaned == html
