"""HTML as CommonMark: once it is rendered, it says what it said before."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook import markup
from clipbook.importers import commonmark, rich_text

_SIGNS = st.text("ab1 *_~`#+-.!|<>&[]()\\\"'„“«»【】、。字=:/$^{}", max_size=30)
_MARKS = st.sampled_from(["b", "i", "em", "strong", "del"])


def _words(text: str) -> str:
    return "".join(text.split())


@given(_SIGNS, _MARKS, _SIGNS, _SIGNS)
def test_signs_of_markup_are_the_text_that_they_were(
    before: str, tag: str, inside: str, after: str
) -> None:
    """No sign is lost, and no mark of CommonMark is to be seen."""
    source = f"<p>{html.escape(before)}<{tag}>{html.escape(inside)}</{tag}>{html.escape(after)}</p>"
    shown = markup.plain(markup.render(rich_text.markdown_of(source)))
    assert _words(shown) == _words(before + inside + after)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (
            "<p>勝った<b>【セレクト】</b>など、<b>18頭</b>の馬が</p>",
            "勝った【セレクト】など、**18頭**の馬が",
        ),
        ("<p>Er sagt <em>„Nein“</em>, und <b>(so)</b>!</p>", "Er sagt *„Nein“*, und **(so)**!"),
        ("<p>Er sagt<em>„Nein“</em>und</p>", "Er sagt„Nein“und"),
        ("<p>a<b> b </b>c, d<b>e</b>f</p>", "a **b** c, d**e**f"),
        ("<p>a <b>b&nbsp;</b>c <i>\xa0d</i></p>", "a **b** c  *d*"),
        ("<p><i>a<b>!b</b></i></p>", "*a!b*"),
        ("<p>x<b>!</b><br>y</p>", "x!  \ny"),
    ],
)
def test_emphasis_that_commonmark_cannot_write_is_left(source: str, written: str) -> None:
    """Stars beside brackets and letters would be shown as stars."""
    assert commonmark.turned(source).strip() == written


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("https://a.example/b)c", "https://a.example/b%29c"),
        ("\n https://a.example/b\n", "https://a.example/b"),
    ],
)
def test_an_address_ends_where_it_ends(address: str, link: str) -> None:
    """Blanks and brackets do not cut a link short."""
    rendered = markup.render(commonmark.turned(f'<p><a href="{address}">a link</a></p>'))
    assert f'href="{link}">a link</a>' in rendered


def test_many_empty_elements_cost_no_time() -> None:
    """Neighbours are looked for once."""
    source = "<p>" + "x<b>!</b>" + "<i></i>" * 20_000 + "<b>!</b>x" + "<b>„“</b>" * 2_000 + "</p>"
    started = time.process_time()
    commonmark.turned(source)
    assert time.process_time() - started < 10
