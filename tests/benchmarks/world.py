"""What the stories of an archive share: outlets, topics, who is in the news, who is cited."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

from benchmarks import prose
from benchmarks.front import Page
from benchmarks.words import Vocabulary, vocabulary

_PAPERS = ("Post", "Times", "Courier", "Herald", "News", "Review", "Observer")
_COUNTRIES = ("GB", "US", "IN", "FR", "DE", "BR", "ZA", "JP")
_FEWEST_OUTLETS, _FEWEST_TOPICS, _FEWEST_NAMES, _FEWEST_PAGES = 40, 60, 300, 50

_OUTLET, _TOPIC, _SECOND = 10_000, 20_000, 30_000
"""Ranks at which the words of outlets, topics, and second words of topics begin."""


@dataclass(frozen=True)
class World:
    """An archive's size and seed, and all that follows from them alone."""

    articles: int
    """Ten or more."""
    seed: int

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of all texts."""
        return vocabulary(self.seed)

    def rng(self, *about: str | int) -> random.Random:
        """Give the chance of one thing, whatever was made before it."""
        return random.Random(":".join(map(str, (self.seed, *about))))  # noqa: S311

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Keys of outlets, those with most articles first."""
        count = max(_FEWEST_OUTLETS, self.articles // 150)
        return tuple(f"the-{self._word(n)}-{_paper(n).lower()}" for n in range(count))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics, those with most articles first."""
        return tuple(_topic(self.words, n) for n in range(_FEWEST_TOPICS + self.articles // 200))

    def domain(self, place: int) -> str:
        """Give the domain of an outlet."""
        return f"{self._word(place)}.example"

    def outlet_entry(self, place: int) -> Page:
        """Give what `outlets.yml` says of an outlet."""
        word = self._word(place)
        named = word.translate(str.maketrans("o", "ö")) if place % 9 == 0 else word
        name = f"The {prose.capitalised(named)} {_paper(place)}"
        known = {"country": _COUNTRIES[place % len(_COUNTRIES)], "language": "en"}
        entry: Page = {"name": name, "domains": [self.domain(place)]}
        return {**entry, **known} if place % 3 else entry

    def a_name(self, rng: random.Random) -> prose.Name:
        """Give a name; some are in the news more often than others."""
        rank = zipf(rng, _FEWEST_NAMES + self.articles // 20)
        return prose.name(self.rng("name", rank), self.words)

    def a_page(self, rng: random.Random) -> Page:
        """Give a page that any story may cite; some are cited more often than others."""
        rank = zipf(rng, max(_FEWEST_PAGES, self.articles // 5))
        return self.page(self.rng("page", rank), f"report-{rank}")

    def page(self, rng: random.Random, end: str) -> Page:
        """Make a cited page: its address, and most often its outlet, title and date."""
        place = zipf(rng, len(self.outlets))
        page: dict[str, str] = {"url": f"https://{self.domain(place)}/{end}"}
        if rng.random() < 0.8:
            page["outlet"] = self.outlets[place]
        if rng.random() < 0.6:
            page["title"] = prose.capitalised(" ".join(self.words.draw(rng, rng.randint(4, 9))))
        if rng.random() < 0.4:
            page["date"] = f"2014-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        return page

    def _word(self, place: int) -> str:
        return self.words.rare(_OUTLET + place)


def zipf(rng: random.Random, count: int, offset: int = 0) -> int:
    """Give a place from 0 to count - 1 by Zipf's law: its chance is about 1/(place + 1).

    An offset makes the first places more alike (Mandelbrot's form of the law).
    """
    first, beyond = 1 + offset, count + 1 + offset
    return int(first * (beyond / first) ** rng.random()) - first


def _paper(place: int) -> str:
    return _PAPERS[place % len(_PAPERS)]


def _topic(words: Vocabulary, place: int) -> str:
    if place % 40 == 39:
        return "".join(chr(0x4E00 + 37 * place + n) for n in range(2))
    first, second = words.rare(_TOPIC + place), words.rare(_SECOND + place)
    if place % 10 == 9:
        return prose.capitalised(f"{first} & {second}")
    return prose.capitalised(first if place % 3 else f"{first.replace('a', 'á')} {second}")
