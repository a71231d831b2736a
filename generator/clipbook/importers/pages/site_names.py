"""The names of a site, to be told from headlines and from authors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SIGNS = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s+[-–—|│·•:»«/]+\s+|\s*[|│»]\s*|--|:\s+")
_BARS = re.compile(r"\s*[|│»]\s*")
_SHORTEST = 3
_LEAST = 12
"""Signs that must be left where a part is cut off that is not known for a name."""


def folded(text: str) -> str:
    """Give a text by its letters and figures alone, for comparing."""
    return _SIGNS.sub(" ", text.casefold()).strip()


@dataclass(frozen=True, slots=True)
class SiteNames:
    """What a site is called: by itself, and by its host."""

    names: frozenset[str]
    """Folded."""
    label: str
    """The registrable part of its host, without blanks and hyphens: `nytimes`; may be empty."""

    @classmethod
    def of(cls, names: Iterable[str], domain: str) -> SiteNames:
        """Gather what an outlet says that it is called, and its registrable domain."""
        label = _close(domain.partition(".")[0])
        return cls(frozenset(folded(name) for name in names) | {folded(domain)}, label)

    def is_one(self, text: str) -> bool:
        """Say whether a text is no more than a name of the site."""
        key = folded(text)
        if key in self.names:
            return True
        close = key.replace(" ", "")
        for end in ("com", "de", "org", "net", "online", "blog", "news"):
            if close == self.label + end:
                return True
        return len(self.label) >= _SHORTEST and close in {self.label, f"the{self.label}"}

    def also(self, names: Iterable[str]) -> SiteNames:
        """Give these names and some more."""
        return SiteNames(self.names | {folded(name) for name in names}, self.label)

    def cut_off(self, title: str) -> str:
        """Cut the names of the site off the end and the beginning of a title."""
        text = title.strip()
        for part in reversed(list(_PARTS.finditer(text))):
            if self.is_one(text[part.end() :]):
                return self.cut_off(text[: part.start()])
        for part in _PARTS.finditer(text):
            if self.is_one(text[: part.start()]):
                return text[part.end() :].strip()
        return text


def is_around(head: str, page_title: str, ends: Iterable[int]) -> bool:
    """Say whether a head is the shorter part at one of these ends of a page's title."""
    parts = [folded(part) for part in _PARTS.split(page_title)]
    key = folded(head)
    rest = len(folded(page_title)) - len(key)
    return len(parts) > 1 and rest > len(key) and key in {parts[end] for end in ends}


def before_bar(title: str) -> str:
    """Give the longest part between the bars of a title, where that is enough for one."""
    parts = [part.strip() for part in _BARS.split(title)]
    longest = max(parts, key=len)
    return longest if len(longest) >= _LEAST else title


def _close(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
