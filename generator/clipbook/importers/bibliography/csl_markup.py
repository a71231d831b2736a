"""The markup that CSL allows within a line, taken off it.

Source: citeproc-js, "Rich text": `i`, `b`, `sup`, `sub`, `sc` and two forms of `span`.
"""

from __future__ import annotations

import html
import re

_SPAN = (
    r"""<span\s+(?:class\s*=\s*["']nocase["']"""
    r"""|style\s*=\s*["']font-variant:\s*small-caps;?["'])\s*>"""
)
_MARK = re.compile(rf"</?(?:i|b|sup|sub|sc)\s*>|{_SPAN}|</span\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def plain(text: str) -> str:
    """Give a line as it is set; whatever else looks like a tag is part of it."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _MARK.sub("", text))
