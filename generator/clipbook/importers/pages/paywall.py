"""Whether a page shows only the beginning of its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from clipbook.importers.pages.said import Said, What, of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WALL = re.compile(
    r"(?:^|[\s_-])(?:paywall|pay-wall|regwall|subscriber-only|subscription-required|piano-offer|"
    r"premium-teaser|meteredcontent|article-locked|tp-modal)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:subscribe|sign up|register|log ?in|become a (?:member|subscriber)) (?:now )?to "
    r"(?:continue|keep|read|unlock|access)|(?:this|the) (?:article|story|content) is (?:only |"
    r"exclusively )?(?:available )?(?:for|to) (?:our )?(?:paying )?(?:subscribers|members)|"
    r"(?:jetzt )?weiterlesen mit|dieser (?:artikel|inhalt) ist (?:nur )?(?:exklusiv )?für "
    r"abonnent|réservé (?:à nos|aux) abonn|il vous reste [\d,]+ ?% de cet article|"
    r"contenido exclusivo para suscriptores|contenuto (?:riservato|per) (?:agli )?abbonati",
    re.IGNORECASE,
)
_SHORT = 2_500
"""Signs of a text that may well be the beginning of one; a longer one is taken for the whole."""


def is_stub(everything: Iterable[Said], tree: HtmlElement, text: str) -> bool:
    """Say whether the rest of the text is behind a wall."""
    if len(text) >= _SHORT:
        return False
    free = [each.value.casefold() for each in of(everything, What.FREE)]
    if "false" in free:
        return True
    return "true" not in free and (bool(_SAID.search(text)) or _has_wall(tree))


def _has_wall(tree: HtmlElement) -> bool:
    for element in tree.xpath("//*[self::div or self::section or self::aside][@class or @id]"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _WALL.search(names):
            return bool(_SAID.search(element.text_content()[:2_000]))
    return False
