"""Untrusted CommonMark in, HTML that is safe to publish out: rendered first, cleaned after."""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import filterfalse
from typing import TYPE_CHECKING

from clipbook.model.article import Words
from clipbook.model.fields import address_fault

if TYPE_CHECKING:
    import nh3
    import pyromark

_TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|h[2-6]|li|pre|tr|blockquote)>|<br>|<hr>")
_CELL_END = re.compile(r"</t[dh]>")
_BARE = str.maketrans(
    {chr(n): " " if chr(n).isspace() else None for n in range(128) if not chr(n).isalnum()}
)
_LETTER_OR_FIGURE = re.compile(r"[^\W_]")
# As the renderer writes them, all of them closed and none across another, and as the cleaner would
# leave them: text, what has no attribute, and links to addresses of the common form.
_SIGNS = r"[^<>&\x00-\x09\x0b-\x1f\x7f-\xa0\ud800-\udfff]++|&(?:amp|lt|gt);"
# Of a host, labels with single hyphens alone, so none that stands for other letters.
_HOST = r"(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]++"
_LINK = rf"<a href=\"https?://{_HOST}(?:/[!#-%'-;=?-\[\]_a-z~]*+)?\">"
_SPARED = re.compile(
    rf"(?:{_SIGNS}|</?(?:p|em|strong|ul|ol|li|blockquote|h[2-6])>"
    rf"|{_LINK}(?:{_SIGNS}|</?(?:em|strong)>)*+</a>)++"
)
_NOTE = re.compile(r"[^a-z0-9]+")

_OUTGOING = '<a rel="noopener external nofollow" href="http'

_ROUNDS = 8

_CHARACTERS_A_WORD = 8
"""Cuts texts without spaces (Chinese, Japanese, Thai) at a comparable length."""


LEAD_WORDS = 32
"""Words of a text that stand in lists and on cards."""


def read(markdown: str, snippet: str | None = None) -> Words:
    """Render a body once for all uses; without one, a snippet gives the lead."""
    rendered = render(markdown)
    text = plain(rendered)
    lead = first_words(text.partition("\n")[0] or snippet or "", LEAD_WORDS)
    return Words(rendered, text, lead, count_words(text))


def render(markdown: str) -> str:
    """Render a body for the page.

    Raw HTML is shown as the text it is; images become links to them; addresses that are not
    http or https lose their link; no id, class or attribute of the text's own gets through.
    """
    import pyromark  # noqa: PLC0415 - only who renders pays for loading it

    options = _options()
    text = markdown.replace("\0", "\ufffd")
    if "<" in text:
        text = _escape_raw_html(text, options)
    rendered = pyromark.html(text, options=options)
    if _SPARED.fullmatch(rendered):
        return rendered.strip().replace('<a href="http', _OUTGOING)
    rendered = _HEADING.sub(
        lambda found: f"{found[1]}{int(found[2]) + (found[2] == '1')}", rendered
    )
    rendered = _IMAGE.sub(r'<a href="\1">\2</a>', rendered)
    # No text and no address can hold this beginning: there, `<` is an entity or refused.
    return _cleaner().clean(rendered).strip().replace('<a href="http', _OUTGOING)


def render_plain(text: str) -> str:
    """Give a plain text as one paragraph."""
    return f"<p>{html.escape(text, quote=False)}</p>" if text else ""


def plain(rendered: str) -> str:
    """Give the words of rendered HTML, a line for each paragraph, item or row."""
    # Most of it is paragraphs, for which there is a quicker way.
    text = rendered.replace("\n", " ").replace("</p>", "\n").replace("<p>", "")
    if "<" in text:
        cells = _CELL_END.sub(" ", text) if "</t" in text else text
        text = _TAG.sub("", _BLOCK_END.sub("\n", cells))
    lines = map(_single_spaced, html.unescape(text).split("\n"))
    return "\n".join(filter(None, lines))


def count_words(text: str) -> int:
    """Count what holds a letter or a figure; a dash between blanks is no word."""
    if text.isascii():
        return _count_runs(text.translate(_BARE))
    words = text.split()
    # Most words are letters throughout; only the others are looked into.
    mixed = [word for word in filterfalse(str.isalnum, words) if not word[0].isalnum()]
    return len(words) - sum(not _LETTER_OR_FIGURE.search(word) for word in mixed)


def first_words(text: str, count: int) -> str:
    """Give the first `count` words of a plain text on one line, with an ellipsis where cut."""
    words = text.split(maxsplit=count)
    whole = " ".join(words[:count])
    short = whole[: count * _CHARACTERS_A_WORD]
    is_all = len(words) <= count and len(short) == len(whole)
    return short if is_all else short.rstrip(" ,;:.–—-") + " …"


def _count_runs(text: str) -> int:
    # Quicker than to split a long text.
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.strip()
    return text.count(" ") + 1 if text else 0


def _single_spaced(line: str) -> str:
    # Of the blanks, only the common one counts as printable.
    if line.isprintable() and "  " not in line:
        return line.strip()
    return " ".join(line.split())


def _escape_raw_html(text: str, options: pyromark.Options) -> str:
    """Write as an entity every `<` that CommonMark would pass on as raw HTML.

    Escaping an HTML block turns it into paragraphs, in which more may come to light. A text that
    is made to bring out one tag a round is escaped whole after a few.
    """
    import pyromark  # noqa: PLC0415

    for _ in range(_ROUNDS):
        source = text.encode()
        raw = [
            (place["start"], place["end"])
            for event, place in pyromark.events_with_range(text, options=options)
            if isinstance(event, dict) and ("Html" in event or "InlineHtml" in event)
        ]
        if not raw:
            return text
        pieces, done = [], 0
        for start, end in raw:
            pieces += [source[done:start], source[start:end].replace(b"<", b"&lt;")]
            done = end
        text = b"".join([*pieces, source[done:]]).decode()
    return text.replace("<", "&lt;")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "start":
        return value if value.isdecimal() else None
    if name == "id" or value.startswith("#"):
        note = _NOTE.sub("-", value.casefold()).strip("-")
        anchor = f"note-{note}" if note else None
        return f"#{anchor}" if anchor and tag == "a" else anchor
    return None if address_fault(value) else value


@cache
def _options() -> pyromark.Options:
    import pyromark  # noqa: PLC0415

    return (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_STRIKETHROUGH
    )


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3  # noqa: PLC0415

    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=set(),
        attributes={"a": {"href"}, "div": {"id"}, "ol": {"start"}},
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes={"http", "https"},
    )
